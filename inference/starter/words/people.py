"""Words about people: names, family, professions, feelings, body and health.

Every `words_*` module holds the same four tables. NOUNS: type of noun -> words, an underscore for a space, `~`
after mass
nouns, `+` after plural-only ones, `:f`/`:m` for a gender. ADJECTIVES: type of noun -> words that can describe it.
FRAMES: one
way of using verbs a line (an indented line goes on), "subject types: verbs complement [optional endings]",
where {type} is a noun phrase of that
type and `|` separates the endings. Verbs of several words are joined by underscores; the first word is inflected.
"""

FEMALE_NAMES = """
Anna Mary Lucy Emma Sarah Julia Alice Clara Nina Sophie Laura Maria Helen Kate Grace Ruth Eva Lisa Amy Jane Zoe Olivia
Maya Fatima Aisha Leila Yuki Priya Ines Marta Elena Carmen Rosa Ingrid Hanna Mia Ella Nora Irene Susan Diana Rita
Amina Mei Sana Wanda Paula Tessa
"""

MALE_NAMES = """
Tom John Peter Paul Max Ben David Daniel James Jack Sam Leo Oscar Henry George Mark Luke Adam Noah Simon Victor Hugo
Felix Omar Ali Ravi Kenji Carlos Diego Pablo Ivan Marco Luca Erik Karl Samir Hassan Jin Wei Tim Alan Frank Robert
Martin Philip Andrew Joe Bill
"""

SURNAMES = """
Smith Brown Miller Wilson Taylor Lee Garcia Khan Silva Novak Rossi Weber Martin Green King Park Hill Cooper Baker
Young
"""

NOUNS = {
    "family": """
        mother:f father:m sister:f brother:m daughter:f son:m wife:f husband:m aunt:f uncle:m grandmother:f
        grandfather:m cousin niece:f nephew:m parent child granddaughter:f grandson:m twin partner stepmother:f
        stepfather:m
    """,
    "profession": """
        teacher doctor nurse farmer lawyer baker driver cook waiter:m waitress:f engineer artist actor:m actress:f
        writer painter singer musician pilot police_officer firefighter scientist student professor manager secretary
        dentist plumber carpenter mechanic gardener butcher tailor hairdresser cleaner shopkeeper journalist
        photographer librarian soldier sailor fisherman:m electrician programmer designer architect accountant coach
        judge chef builder guard postman:m researcher translator vet pharmacist banker director dancer reporter clerk
        assistant consultant guide receptionist developer salesman:m technician counselor therapist salesperson janitor
        psychologist physician bartender specialist pathologist planner practitioner surgeon veterinarian paramedic
        chemist
        machinist nutritionist paralegal hygienist dispatcher cashier dietitian broker supervisor inspector instructor
    """,
    "acquaintance": """
        friend neighbour colleague guest boss teammate classmate roommate customer stranger visitor tourist patient
        player leader expert beginner learner hero winner owner
    """,
    "human": "man:m woman:f boy:m girl:f person child baby teenager adult kid lady:f gentleman:m",
    "body": """
        hand arm leg foot head back neck shoulder knee finger ear eye nose mouth tooth stomach heart face skin~ throat
        ankle wrist chest lip toe hip muscle bone brain elbow
    """,
    "illness": """
        cold cough fever headache stomach_ache toothache sore_throat broken_leg flu~ backache allergy infection
    """,
    "remedy": "medicine~ pill tablet bandage tea~ vaccine injection cream~ vitamin",
    "feeling": """
        love~ joy~ fear~ anger~ hope~ pride~ sadness~ happiness~ courage~ patience~ pain~ trust~ surprise~ relief~
    """,
}

ADJECTIVES = {
    "person": """
        tall short young old nice kind friendly clever smart brave honest polite rude quiet shy funny serious busy lazy
        strong famous rich poor careful careless cheerful calm patient generous gentle helpful popular curious
        creative talented wise elderly loyal modest stubborn confident ambitious nervous handsome bright sensible warm
        cold reliable
    """,
    "family": "younger older dear little elder beloved",
    "body": "left right broken cold warm sore strong weak small big tired swollen",
    "illness": "bad terrible slight serious mild",
    "remedy": "new strong expensive cheap bitter good",
    "mood": """
        happy sad tired angry hungry thirsty excited bored nervous afraid worried proud surprised ready busy sick ill
        well lonely calm upset glad sorry sure late early alone free lucky embarrassed confused disappointed relieved
        curious sleepy cold hot comfortable healthy jealous grateful awake safe careful quiet fine better asleep
    """,
    "feeling": "great deep true real sudden strong new",
}

FRAMES = """
person: love/like/miss/admire/trust/hate/remember/forget/respect {person} [very much|a lot|more than anyone else]
person: know/remember {person} [well|from school|from work|for many years]
person: meet/see/visit/call/help/invite/thank/follow/join {person} [in {place}|at the {event_head}|after work|before
    lunch|in {city}]
person: help/watch/teach/ask/tell/invite/encourage/remind {person} to {vp}
person: want/need/expect/ask {person} to {vp}
person: hug/kiss/greet/welcome {person} [at the door|at the station|warmly|in front of the house]
person: laugh at/smile at/look at/shout at/wave at/stare at {person}
person: talk to/speak to/listen to/write to/wait for/argue with/agree with/live with/dance with {person}
person: talk to/speak to/argue with {person} about {topic}
person: laugh/smile/cry/sleep/sing/dance/whistle/yawn/sneeze/relax [all day|in {room}|quietly|with {person}|for an
    hour]
person: get_up/wake_up/go to_bed [early|late|at six o'clock|before seven|at midnight]
person: marry {person} [in {city}|in the summer]
person: feel/look/seem {adj_mood} [today|in the morning|after work]
person: become {a_profession} [after school|one day]
person: work as {a_profession} [in {city}|at {company}|for many years]
person: live/grow_up in {city} [with {family}|for ten years|near the sea]
person: take care_of {family}
person: wash/dry/brush/cut/comb {own_hair}
person: hurt/break/move/raise/touch/wash {own_body} [during the game|at work]
person: have/catch/get_over {a_illness}
person: take/need/buy/forget {remedy} [twice a day|for {own_illness}|before bed|with some water]
profession: treat/examine/cure/help {person} [at the hospital|with great care]
person: see a_doctor [about {own_body}|on Monday|as soon as possible]
person: introduce {person} to {person}
person: promise/want/hope/decide/plan/try/learn/agree/refuse/begin/forget/manage/need/prefer/offer + to {vp}
person: enjoy/avoid/finish/start/stop/keep/suggest/practise/like/love/hate {ving}
person: be_good at/be_bad at/be_tired of/be_afraid of/be_interested in/be_used to/be_proud of/look forward_to {ving}
person: think/believe/know/hope/say/hear/remember/feel/notice/understand/guess/forget + that {clause}
person: tell/remind/show/promise {person} that {clause}
person: ask/wonder/know/understand/remember + whether {clause}
person: know/understand/remember/explain + why {clause}
person: lose/find/control/hide {own_feeling}
person: tell the_truth/keep a_secret/tell a_lie/tell a_joke/make a_promise/make a_mistake [again|to {person}|at
    school]
person: change {own_mind}
person: celebrate {own_birthday} [with {person}|in {city}|at {place}]
"""
