"""Words about school, work, travel, places and computers (people explains the tables)."""

CITIES = """
London Paris Berlin Rome Madrid Lisbon Vienna Tokyo Boston Chicago Toronto Sydney Dublin Oslo Athens Cairo Mumbai Lima
Seoul Prague Warsaw Geneva Brussels Istanbul Nairobi Lagos Montreal Venice Barcelona Moscow Beijing Delhi
"""

COUNTRIES = """
France Germany Italy Spain Portugal Japan Canada Australia Ireland Norway Greece Egypt India Peru Korea Poland Brazil
Mexico China England Scotland Sweden Turkey Kenya Morocco America
"""

COMPANIES = """
Northwind Bluebird_Books Sunrise_Bakery Green_Valley Redstone Silverline Oakwood Harbour_Bank Brightside Greenfield
Lakeside_Hospital Morning_Star
"""

NOUNS = {
    "place": """
        park market station library museum hospital church beach lake river forest village town mountain island bridge
        street square farm zoo airport post_office bank cinema theatre castle harbour police_station city gym pool
        stadium playground factory hotel cafe school university valley hill field coast bakery supermarket bus_stop
        town_hall concert_hall port
    """,
    "shop": """
        shop market supermarket bakery bookshop store department_store pharmacy corner_shop kiosk shopping_centre
    """,
    "restaurant": "restaurant cafe bar canteen pub pizzeria hotel diner coffee_shop",
    "house": "house flat apartment cottage villa farm home cabin hut mansion",
    "vehicle": """
        car bicycle bus train boat plane truck motorcycle taxi ship van tractor scooter bike lorry tram ferry
        helicopter caravan
    """,
    "trip": "trip journey holiday tour flight voyage walk cruise excursion visit",
    "school_subject": """
        history~ mathematics~ biology~ chemistry~ physics~ geography~ art~ music~ English~ French~ German~ Spanish~
        science~ literature~ economics~ law~ medicine~ philosophy~ Latin~ computer_science~
    """,
    "schoolwork": """
        exam test lesson exercise question homework~ essay project quiz class lecture poem experiment chapter page
        sentence word
    """,
    "document": """
        letter report email message note list article contract plan form letter invitation document page story
        application
    """,
    "job": "job task project position career office shift duty contract profession",
    "company": "company firm office factory bank agency business organisation team department",
    "work_event": "meeting conference interview presentation workshop training discussion strike",
    "device": """
        computer laptop phone printer screen keyboard tablet television radio camera robot machine washing_machine
        microphone monitor server router charger headphones+ speaker drone calculator smartphone remote_control
        vacuum_cleaner
    """,
    "software": """
        program app website browser game file database update password account folder video application
        operating_system search_engine chatbot
    """,
    "data": "file photo document video message folder table list data~ text backup",
    "problem": """
        problem mistake error accident fire bug delay question noise danger difficulty misunderstanding crisis risk
        mess
    """,
    "idea": """
        idea plan dream opinion reason answer secret story rule advice~ news~ solution example fact truth information~
        decision
    """,
    "topic": """
        weather~ future past family politics~ money~ work~ school~ sport~ music~ food~ love~ history~ nature~ art~
        health~ holiday film book game problem trip meeting plan science~ language education~ business~ technology~
        climate~
    """,
    "event_word": "party wedding birthday concert meeting match festival exam holiday ceremony exhibition race show",
}

ADJECTIVES = {
    "place": """
        big small old new beautiful quiet busy crowded famous modern empty clean dirty near dangerous lovely noisy
        pretty ancient distant narrow wide peaceful local
    """,
    "shop": "small big new old cheap expensive local busy",
    "restaurant": "small new expensive cheap Italian Chinese French Indian Greek good busy famous quiet",
    "house": "big small nice old new beautiful white modern empty expensive quiet lovely tiny huge comfortable",
    "vehicle": """
        old new fast slow red blue white expensive cheap dirty clean empty crowded electric big small safe black
    """,
    "trip": "long short nice wonderful boring dangerous exciting first last quiet expensive pleasant",
    "school_subject": "modern ancient",
    "schoolwork": "difficult easy long short important interesting boring first last hard new simple final useful",
    "document": "long short important official secret new old boring interesting urgent final detailed clear",
    "job": "new good bad difficult easy interesting boring important hard well-paid part-time full-time",
    "company": "big small new old famous large successful international local young",
    "work_event": "long short important boring useful first last",
    "device": "new old fast slow broken cheap expensive modern useful powerful noisy small big digital",
    "software": "new old free useful slow fast simple modern popular safe important large small",
    "data": "new old important large small secret lost",
    "problem": "big small serious new old strange difficult simple terrible common",
    "idea": "good bad new great strange simple clever important wonderful terrible interesting brilliant wrong true",
    "topic": "difficult new interesting important next last",
    "event_word": "big small nice wonderful boring great long first last important",
}

FRAMES = """
person: go/walk/drive/run/hurry/return/cycle + to {place} [with {person}|every day|after work|by bus|on foot|early in
    the morning]
person: live/work/wait/meet/play/stay + in {placein} [with {person}|all day|for a week|in summer]
person: visit/find/leave/reach/cross/like/photograph/describe {place} [with {person}|in {country}|in {city}|on
    Sunday|before noon]
person: travel/fly/move/go/drive + to {city} [with {person}|by train|by plane|in {month}|for a week|on business]
person: visit/love/leave/know/miss {city} [with {person}|every summer|in spring]
person: come from {country}
person: drive/buy/sell/wash/park/repair/rent/want/need/stop/steal/paint/drive {vehicle} [to {place}|in {city}|near
    {place}|with {person}]
person: take/miss/catch/wait for/get_on/get_off {publicvehicle} [to {place}|to {city}|at nine o'clock|in the
    morning|again]
vehicle: stop/break_down/arrive/leave/crash [near {place}|in {city}|late|at nine o'clock|on time|in the rain]
person: plan/book/enjoy/cancel/remember/need/take {trip} [to {city}|with {person}|in {month}|to the mountains|to the
    sea]
person: pack/lose/carry/open/unpack {own_suitcase} [before the trip|at the airport|in a hurry]
person: stay at {hotel} [in {city}|for two nights|near the beach|with {family}]
person: ask {person} the_way [to {place}|to the station]
person: teach/learn/study/like/understand/love/hate {school_subject} [at school|at university|in {city}|with
    {person}|for years|with pleasure]
person: pass/fail/finish/write/prepare/begin/read/correct/check/do/discuss {schoolwork} [with {person}|at school|on
    time|in class|without help]
person: answer/ask/understand/discuss/repeat {a_question} [in class|politely|twice|again]
person: study/prepare + for {own_exam} [in the library|all night|with {person}]
person: write/read/send/sign/finish/copy/lose/find/print/translate/check/receive/receive {document} [at work|for
    {person}|in the office|before noon|in English|by hand]
person: look for/apply for/find/lose/change/get/leave/love/keep/quit {own_job} [in {city}|at {company}]
person: work for/manage/own/leave/join/start/visit/sell/run {company} [in {city}|with {person}|for ten years]
person: attend/organise/cancel/prepare/miss/leave {work_event} [on Monday|at noon|in {city}|with {person}|early]
company: hire/train/pay/need/employ {profession} [in {city}]
company: sell/make/build/repair/produce/test {device} [in {city}|for schools|all over the world]
person: buy/use/repair/break/need/switch_on/switch_off/turn_off/sell/test/charge/carry {device} [at work|at home|for
    {person}|every day|in the office]
person: write/use/install/test/update/delete/download/need/open/improve {software} [at work|for {person}|on
    {own_computer}|every day]
person: save/open/delete/copy/send/print/find/lose {data} [on {own_computer}|for {person}|by accident|at work]
person: play {computergame} [on {own_computer}|with {person}|all evening]
device software: work/stop/start/break/crash [again|without warning|every day|in the morning|very slowly|perfectly]
person: have/solve/explain/find/discuss/avoid/notice/cause/fix {problem} [at work|with {person}|in time|at school|at
    once]
person: have/explain/like/share/discuss/hear/forget/understand/need {idea} [with {person}|at the meeting|for a long
    time]
person: talk/think/write/read/worry/learn/know + about {topic} [at school|with {person}|all the time|at dinner]
problem: happen/begin/end [at work|on the bridge|in {city}|without warning]
person: be_late for/miss/be_early for {event} [again|because of the traffic|on Monday]
person: attend/plan/enjoy/remember/leave/organise/photograph {event} [with {person}|in {city}|on Saturday]
"""
