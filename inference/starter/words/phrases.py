"""Ready phrases of the grammar: times by tense, adverbs, and the fixed fillings of some slots. Phrases end with `;`."""

TIMES = {
    "present": """
        every day; every morning; every week; every Sunday; in the evening; on Mondays; at weekends; in winter; these
        days""",
    "past": """
        yesterday; last night; last week; last year; this morning; two days ago; a week ago; on Sunday; an hour ago;
        in the end; last summer; a long time ago; that day; yesterday evening""",
    "future": """
        tomorrow; next week; next year; tonight; soon; on Monday; in a few days; next summer; tomorrow morning;
        later""",
    "progressive": "now; right now; at the moment; today; this week",
    "perfect": """
        already; for years; since Monday; this week; before; twice; for a long time; many times; since last year""",
    "used to": "every day; as a child; every summer; in those days",
    "past progressive": """
        at six o'clock; all day; when it began to rain; when the phone rang; all morning; at that time""",
    "past perfect": "before; that morning; the day before; already",
    "perfect progressive": """
        for an hour; since this morning; for years; all day; for weeks; all week; since Monday""",
    "can": "now; today; very well; tomorrow",
    "could": "yesterday; then; as a child; tomorrow",
}
# Tenses that take the times of another one.
SAME_TIMES = {
    "going to": "future", "future progressive": "future", "should": "future", "must": "future", "may": "future",
    "might": "future",
    "have to": "future", "had to": "past",
}  # fmt: skip

PRESENT_ADVERBS = "always; often; usually; never; sometimes; seldom; really; still; also"
PAST_ADVERBS = """
suddenly; finally; quickly; never; always; once; slowly; often; also; secretly; quietly; carefully; just
"""

# Slot -> what may stand there.
SLOTS = {
    "placein": """
        the park; the library; the city; a small village; the garden; the office; a big house; the town; the hotel;
        the centre; the school; the hospital; a quiet street; the country""",
    "publicvehicle": """
        the bus; the train; the tram; the plane; the ferry; the last bus; the first train; the wrong bus; a taxi;
        the boat""",
    "adj_look": """
        nice; beautiful; terrible; old; new; strange; expensive; heavy; clean; dirty; perfect; wonderful; awful;
        cheap""",
    "adj_taste": "good; bad; delicious; terrible; sweet; strange; bitter; wonderful; awful; fresh; sour; great",
    "adj_moodmade": "happy; sad; laugh; cry; angry; sleepy; nervous; smile; think; curious; proud",
    "moneys": """
        some money; a lot of money; ten dollars; a few coins; twenty euros; a hundred dollars; too much money;
        enough money""",
    "moneyamount": """
        five dollars; ten euros; a lot of money; too much; twenty dollars; a thousand euros; very little; a hundred
        euros""",
    "computergame": "computer games; video games; a new game; games; chess; cards",
    "prep_on": "on; under; behind; beside; near",
    "hotel": """
        a hotel; a small hotel; the hotel; a hotel near the sea; an expensive hotel; the new hotel; a friend's house""",
    "a_question": "a question; the question; questions; the last question; a difficult question",
    "questions": "questions; simple questions; difficult questions; many questions; any question; your questions",
    "event": """
        the party; the wedding; the concert; the meeting; the match; the festival; a party; the exam; school; work;
        the show""",
    "a_doctor": "a doctor; the doctor; a dentist",
    "patient_object": """
        the patient; the patients; an old man; a young woman; a child; the children; the boy; the girl; my father;
        his wife; her son; my grandmother; them; him; her; me; us; a patient""",
    "audience": "a large crowd; many people; the children; hundreds of people; the whole school; the king",
    "wound": "the wound; the patient's arm; the patient's leg; the child's hand; the broken finger",
    "container": """
        the box; the drawer; the cupboard; the bag; the bin; the basket; the suitcase; a bucket; the garage; the car""",
    "a_school": "school; university; a school in London; the university; a college; a music school",
}
COMPANIONS = """
a friend; friends; some friends; a colleague; the children; the neighbours; my brother; my sister; my wife; my husband;
his brother; her sister; his wife; her husband; my parents; our neighbours; their friends; a classmate
"""
# Slot -> nouns that stand there after the subject's possessive.
OWN = {
    "own_hair": "hair",
    "own_mind": "mind",
    "own_birthday": "birthday; success",
    "own_suitcase": "suitcase; bag; backpack; suitcases; bags",
    "own_exam": "exam; test; exams; final exam",
    "own_job": "job; new job; first job; old job",
    "own_computer": "computer; laptop; phone; new computer",
    "own_work": "work; book; film; courage",
    "own_story": "story; jokes; questions; answer; plans; stories; songs",
    "own_password": "password; name; new password",
}
# {own} is the subject's possessive.
BILLS = "the bill; the rent; the tax; {own} bill; {own} rent; the fee; {own} taxes; {own} debts; {own} bills"
WHEREABOUTS = """
at home; at school; at work; in the garden; in {city}; on holiday; in hospital; here; in bed; there; from {country};
on the bus; at the station; outside; in the kitchen; with friends
"""

# Patterns: `(a|b)` is a choice; in braces stand words that the sentence's writer draws.
SAYINGS = """
good morning; thank you very much; I'm sorry; you're welcome; see you tomorrow; come in; of course; I don't know;
that's a good idea; be careful; what a beautiful day; it's not my fault; let's go; I have no idea; don't worry
"""
REQUESTS = """
please {phrase}.; {phrase}, please.; don't {phrase}!; let's {ours}.; never {phrase}.; could you {phrase}?;
can you {phrase}, please?; would you like to {phrase}?; {phrase}!; why don't we {ours}?; you should {phrase}.
"""
QUESTIONS_WITH_BE = """
where {be} {who}?; how {be} {who}?; why {be} {who} so {mood}?; how old {be} {who}?; what is (your|his|her|their) name?;
how much is {object}?; what time is it?; what colour is {owner} {clothing}?; what is the weather like today?
"""
WEATHER = """
it is {climate} (today|outside|in winter|this morning|here).;
it was {climate} (yesterday|last night|last week|last year|this morning|two days ago).;
it (is raining|is snowing|will rain|will snow|rained|snowed|may rain|has rained|did not rain) (in the north|all
day|again|near the coast).;
it will be {climate} (tomorrow|next week|next year|tonight|soon).;
the weather (is|was|will be) (good|bad|terrible|lovely|nice|{climate}).;
the sun (is shining|was shining|rises in the east|will shine tomorrow|is hot).;
we stayed at home because it was {climate}.;
take (an umbrella|a coat|your hat|some water), it's {climate} today.
"""
SUPERLATIVES = """
this {noun} {be} {better} than (that one|the other one|the last one|the old one).;
it {be} the {best} {noun} (in the world|I have ever seen|in {city}|of the year).;
the {best} {noun} {be} not always the (best|most expensive|cheapest).
"""
# Types of things that can be there, and where.
WHERE_THINGS_ARE = {
    "object clothing": """
        on the table; in the box; under the bed; on the chair; in the drawer; in the car; on the desk; in the bag; here;
        in the hall""",
    "food fruit vegetable drink": "in the kitchen; on the table; in the fridge; on the plate; in the basket; left",
    "furniture": "in the room; in the kitchen; in the hall; in the office; in the garage; in every room",
    "animal": "in the garden; near the river; in the forest; behind the house; on the farm; under the table; outside",
    "plant": "in the garden; near the river; on the balcony; in front of the house; in the park",
    "human profession performer": """
        at the station; in front of the house; in the room; at the door; in the garden; in {city}; near the river;
        at the party""",
    "shop restaurant place": "in {city}; near the station; in the village; near here; in the centre; behind the church",
    "problem course": "at school; at work; in {city}; today; this week; here",
    "document": "on the desk; in the drawer; in the office; for you; on the table",
}
LESSONS = """
in (this|the|the next|the first|our|the last|every) {course}, (we|you|students) will (learn how to|learn to|find out
how to|see how to) {action}.;
in (this|the next|our|the first) {course}, (we|you|students) will learn how to {action}.;
in (this|the next|our|the first) {course}, (we|I|she|they|our teacher) will (teach|show) you how to {action}.;
(this|the|our|the next|that) {course} will (teach you|tell you|show you|explain to you|teach us|teach students)
(about|all about|a lot about|everything about|more about) {topic}.;
(this|our|the first|the last) {course} (is|was|will be) about {topic}.;
(this|the|our|the new) {course} (explains|shows|covers|introduces|describes) ({topic}|{kind} models|{kind} models).;
{who} will learn (about|all about|more about) {kind} models (in this {course}|next week|on {day}|step by step).;
(we|you|they|I|the students) will (build|train|test|compare|use|study) ({kind} models|{a_kind} model) (in this
{course}|in class|on {day}|together).;
a (language model|neural network|model|transformer) (predicts the next word|learns from text|reads a text token by
token|learns from examples|can make mistakes|does not understand everything|gives a probability to every word|is
trained on a lot of text|has many layers).;
{kind} models are (better|faster|smaller|larger|simpler|more useful|slower|cheaper|older|newer) than {other} models.;
(attention|the encoder|the decoder|a tokenizer|each layer|the last layer|an attention head) (looks at every
token|reads the whole sentence|helps the model to understand the text|turns text into numbers|is part of the model|is
explained in this {course})."""
COURSES = "course; lesson; chapter; class; tutorial; book; video; workshop; section; unit; notebook; guide; part"
# What one did with a thing of a type.
HANDLED = {
    "object": "bought; found; lost; sold; broke; wanted; needed; forgot",
    "book": "read; wrote; bought; loved; borrowed",
    "film": "saw; watched; liked; recommended",
    "food": "ate; cooked; bought; ordered; made",
    "clothing": "wore; bought; chose; lost",
    "house": "bought; built; rented; sold; saw",
    "device": "bought; used; repaired; broke; needed",
    "animal": "saw; fed; loved; found",
    "document": "wrote; sent; signed; read; lost",
    "software": "used; wrote; tested; downloaded",
    "song": "heard; sang; wrote; played",
    "vehicle": "drove; bought; sold; repaired; rented",
}
