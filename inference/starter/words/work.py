"""Words about work, money, business, law and public life (people explains the tables)."""

NOUNS = {
    "job": """
        career apprenticeship internship position vacancy promotion salary_increase assignment night_shift side_job
        responsibility
    """,
    "trade_worker": """
        bricklayer blacksmith shoemaker jeweller tiler roofer locksmith welder miner lumberjack florist
        greengrocer fishmonger brewer bookseller estate_agent taxi_driver bus_driver truck_driver delivery_driver
        security_guard caretaker cashier bartender porter tour_guide flight_attendant stewardess:f captain
        referee trainer presenter composer author poet editor publisher illustrator sculptor comedian magician
        model detective lawyer politician minister ambassador mayor president prime_minister king:m queen:f
        prince:m princess:f biologist chemist physicist mathematician astronaut historian economist psychologist
        inventor explorer technician operator supervisor inspector auditor statistician data_scientist
        web_developer beekeeper shepherd monk:m nun:f priest
    """,
    "business_thing": """
        contract invoice budget deadline strategy report proposal order delivery product customer service market brand
        advertisement catalogue logo warehouse shipment discount guarantee complaint refund sample receipt investment
        profit loss share target schedule agenda survey questionnaire campaign website newsletter summary draft
        presentation business_plan business_card business_trip
    """,
    "money": """
        allowance bonus budget cheque currency deposit donation fine income interest~ inheritance insurance~ loan
        mortgage overdraft payment profit scholarship subsidy wage wealth~ poverty~ bankruptcy~ banknote purse
        cash_machine savings_account
    """,
    "valuable": "house car bicycle necklace painting watch laptop guitar sofa carpet ring motorbike boat piano camera",
    "office_thing": """
        stapler paper_clip ruler eraser folder file whiteboard printer copier calculator notepad desk_lamp paper~ ink~
        glue~ scissors+ highlighter marker filing_cabinet clipboard label business_card swivel_chair
    """,
    "crime": """
        theft robbery burglary fraud murder kidnapping crime offence attack vandalism~ shoplifting~ forgery
        smuggling~ blackmail~
    """,
    "legal_thing": "law rule right trial verdict court sentence witness proof~ evidence~ permit licence lawsuit jury",
    "public_thing": """
        election government parliament vote party law reform debate speech protest demonstration strike revolution war
        peace_treaty crisis constitution republic kingdom democracy tradition custom culture religion flag border
        population minority majority charity campaign petition scandal headline interview broadcast
    """,
    "wrongdoer": "thief burglar robber criminal pickpocket spy pirate smuggler cheat liar prisoner",
    "company": """
        start-up publisher supplier shipping_company insurance_company travel_agency law_firm bakery_chain
        construction_company software_company car_company record_company newspaper museum hospital airline
    """,
}

ADJECTIVES = {
    "job": "demanding stressful rewarding temporary permanent badly_paid tiring challenging creative responsible",
    "trade_worker": """
        experienced young old famous busy friendly skilled strict honest talented tired local retired unemployed
        successful ambitious
    """,
    "business_thing": "new important annual final detailed huge small successful early late internal external written",
    "money": "large small generous modest monthly annual regular unexpected high low",
    "valuable": "expensive cheap second-hand used stolen precious valuable antique luxurious",
    "office_thing": "new old broken useful missing cheap empty full",
    "crime": "serious terrible recent famous strange unsolved",
    "legal_thing": "new old strict fair unfair important final",
    "public_thing": "new important recent peaceful national international political public local foreign",
    "wrongdoer": "young dangerous clever notorious clumsy masked",
    "company": "bankrupt private public foreign growing well-known profitable leading",
}

FRAMES = """
person: apply for/accept/reject/advertise/share/deserve/turn_down {job} [in {city}|at {company}|last-minute|with
    pleasure]
person: resign from/retire from/negotiate with/compete with/merge with/invest in {company} [in {month}|after ten years]
person: draft/sign/cancel/negotiate/approve/postpone/revise/present/summarise/discuss {business_thing} [at the
    meeting|with {companion}|before {day}|in the office]
trade_worker: repair/sell/deliver/order/design/admire/recommend {valuable} [in {city}|for {person}|on {day}|with great
    care]
trade_worker: advise/visit/interview/welcome/serve/warn {person} [in {city}|at work|on {day}|politely]
trade_worker: earn/work/retire/travel/lecture [in {city}|a lot|at {company}|every summer]
person: hire/dismiss/interview/employ/promote/train/supervise/admire {trade_worker} [at {company}|in {month}|on {day}]
person: become/be {a_trade_worker} [in {city}|one day|at {company}]
person: deposit/withdraw/transfer/exchange/invest/waste/donate/inherit/lend {moneys} [at the bank|in {city}|every
    month|by mistake]
person: afford/insure/auction/bargain_over/inspect/polish/inherit {valuable} [in {city}|for {moneyamount}|one
    day|with {companion}]
person: staple/file/borrow/lose/order/label/throw_away {office_thing} [at work|for {person}|on {day}]
wrongdoer: rob/threaten/deceive/trick/kidnap/attack {person} [at night|in {city}|near {place}]
wrongdoer: steal/hide/sell/smuggle {valuable} [from {person}|in {city}|at night]
wrongdoer: escape/confess/hide/flee/lie [from prison|in {city}|at night|in the end]
person: commit/report/witness/prevent/investigate/solve/confess {crime} [in {city}|at night|near {place}]
person: arrest/accuse/punish/chase/catch/sentence/release {wrongdoer} [in {city}|after a week|near {place}]
person: obey/break/change/respect/ignore/explain/criticise {legal_thing} [in {country}|at work|without reason]
person: support/oppose/criticise/follow/organise/win/lose/boycott/celebrate {public_thing} [in {country}|in
    {city}|for years|on television]
person: vote for/vote against/protest against/argue about/report on {public_thing} [in {country}|on {day}|in {month}]
company: export/import/invent/develop/launch/advertise/distribute/manufacture {device} [in {country}|in {month}|for
    schools]
company: grow/expand/close/move/merge/collapse [in {city}|in {month}|every year|very quickly]
"""
