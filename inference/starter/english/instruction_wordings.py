"""Wordings of instructions and their answers (see `instructions`); rows end with `;`, `(a|b)` is a choice."""

# Kind of noun and what a list of them is called.
LISTED = """
animal animals; fruit fruits; vegetable vegetables; clothing clothes; clothing pieces_of_clothing; colour colours;
city cities;
country countries; month months; day days_of_the_week; name names; profession jobs; profession professions; vehicle
vehicles;
furniture pieces_of_furniture; sport sports; instrument musical_instruments; plant plants; drink drinks; room
rooms_of_a_house;
school_subject school_subjects; body parts_of_the_body; food foods; object things_in_a_house; clothing things_to_wear;
drink things_to_drink; food things_to_eat; family members_of_a_family
"""
OPPOSITES = """
big small; old young; hot cold; happy sad; fast slow; good bad; long short; rich poor; easy difficult; clean dirty;
full empty;
heavy light; open closed; strong weak; early late; cheap expensive; loud quiet; wet dry; dark bright; thick thin;
first last;
wide narrow; sweet sour; polite rude; right wrong; true false; day night; up down; black white; left right; yes no;
summer winter;
hard soft; high low; love hate; before after; inside outside; always never; begin end; buy sell; give take; win lose;
come go;
lazy hard-working; brave afraid; beautiful ugly; safe dangerous; near far; north south; east west; boy girl; man woman;
brother sister; king queen; question answer; friend enemy; morning evening; here there; more less; many few; deep
shallow;
sharp blunt; tidy messy; awake asleep; alive dead; interesting boring; new old; modern ancient; sick healthy; push pull
"""
WORDINGS = {
    "list": """
        (name|list|give me|tell me|write down) {number} {many}.; (name|list|give me|tell me) {number} {many}, please.;
        (please name|please list|please give me) {number} {many}.; can you (name|list|tell me) {number} {many}?;
        (write|make|give me) a list of {number} {many}.; what are {number} {many}?; I need {number} {many}.;
        {number} {many}, please.; could you (list|name|give me) {number} {many}?; do you know {number} {many}?""",
    "past": """
        (put|rewrite|write|change) this (sentence|) (into|in) the past tense: {sentence};
        (put|rewrite|write|change) this (sentence|) (into|in|to) the past: {sentence};
        (rewrite|write) in the past (tense|): {sentence}; change (this|) to the past tense: {sentence};
        (past tense|past): {sentence}; what is the past (tense|) of this sentence: {sentence};
        please (put|rewrite|write) this (sentence|) in the past (tense|): {sentence}; {sentence} (Put|Rewrite) this in
        the past
        tense.; say this in the past: {sentence}""",
    "count to": """
        count to {last}.; (please|) count up to {last}.; can you count to {last}?; count from one to {last}.;
        could you count to {last}?; count to {last}, please.""",
    "count from": """
        count from {first} to {last}.; can you count from {first} to {last}?; please count from {first} to {last}.""",
    "count": """
        how many {many} are (in this list|there|here): {words}?; count (the|these) {many}: {words}.; how many {many}:
        {words}?;
        please count (the|these) {many}: {words}.; how many {many} (do you see|can you see|do you read) (here|):
        {words}?;
        {words}. How many {many} are there?""",
    "opposite": """
        what is the opposite of (|the word ){word}?; what is the opposite of "{word}"?; opposite of {word}?;
        (tell me|give me|name|write|say) the opposite of {word}.; (tell me|give me|name) the opposite of "{word}".;
        what's the opposite of {word}?; which word is the opposite of {word}?; do you know the opposite of {word}?;
        {word}: what is the opposite?; what is the contrary of {word}?""",
}
# text | question | answer; the names, things and numbers are drawn for each.
ABOUT = """
{name} lives in {city}. | Where does {name} live? | {He} lives in {city}.;
{name} is {a_job} in {city}. | Where does {name} work? | {He} works in {city}.;
{name} is {a_job}. {He} lives in {city}. | What is {name}'s job? | {He} is {a_job}.;
{name} is {a_job}. {He} lives in {city}. | Where does {name} live? | {He} lives in {city}.;
{name} works as {a_job}. | What does {name} do? | {He} works as {a_job}.;
{name} lives in {city} and {name2} lives in {city2}. | Where does {name2} live? | {name2} lives in {city2}.;
{name} lives in {city} and {name2} lives in {city2}. | Who lives in {city}? | {name} lives in {city}.;
{name} bought {a_colour} {thing} in {city}. | What did {name} buy? | {He} bought {a_colour} {thing}.;
{name} bought {a_thing} in {city}. | Where did {name} buy the {thing}? | {He} bought it in {city}.;
{name} bought {a_thing} for {name2}. | Who bought {a_thing}? | {name} bought {a_thing}.;
{name} found {a_colour} {clothing} at the {place}. | What did {name} find? | {He} found {a_colour} {clothing}.;
{name} lost {his} {thing} on {day}. | What did {name} lose? | {He} lost {his} {thing}.;
{name} lost {his} {thing} on {day}. | When did {name} lose the {thing}? | {He} lost it on {day}.;
{name} has {number} {animals}. | How many {animals} does {name} have? | {He} has {number} {animals}.;
{name} has {number} {animals} and {number2} brothers. | How many {animals} does {name} have? | {He} has {number}
{animals}.;
{name} has {number} sisters and {a_animal}. | How many sisters does {name} have? | {He} has {number} sisters.;
{name} ate {number} {food}. | How many {food} did {name} eat? | {He} ate {number} {food}.;
There are {number} {animals} in the garden. | How many {animals} are there? | There are {number} {animals}.;
{name} wore {a_colour} {clothing}. | What colour was the {clothing}? | The {clothing} was {colour}.;
{name} has {a_colour} {thing}. | What colour is the {thing}? | The {thing} is {colour}.;
My {relative} has {a_colour} car. | What colour is the car? | The car is {colour}.;
The {thing} is under the {furniture}. | Where is the {thing}? | It is under the {furniture}.;
The {thing} is on the {furniture} and the {clothing} is in the box. | Where is the {thing}? | It is on the {furniture}.;
The {animal} is behind the {furniture}. | Where is the {animal}? | It is behind the {furniture}.;
The shoes are near the {furniture}. | Where are the shoes? | They are near the {furniture}.;
The books are on the {furniture}. | Where are the books? | They are on the {furniture}.;
{name} went to the {place} with {name2}. | Where did {name} go? | {He} went to the {place}.;
{name} went to the {place} with {name2}. | Who went with {name}? | {name2} went with {name}.;
The train to {city} leaves at {time} o'clock. | When does the train leave? | It leaves at {time} o'clock.;
The bus to {city} leaves at {time} o'clock. | Where does the bus go? | It goes to {city}.;
The film begins at {time} o'clock. | When does the film begin? | It begins at {time} o'clock.;
The party is on {day}. | When is the party? | It is on {day}.;
{name}'s birthday is in {month}. | When is {name}'s birthday? | It is in {month}.;
{name} gave the {thing} to {name2}. | Who has the {thing} now? | {name2} has the {thing}.;
{name} gave {name2} {a_thing}. | What did {name2} get? | {name2} got {a_thing}.;
{name} gave the {thing} to {name2}. | Who gave the {thing} to {name2}? | {name} gave it to {name2}.;
My {relative} {name} works at the {place}. | Who works at the {place}? | {name} works at the {place}.;
My {relative} {name} works at the {place}. | Where does {name} work? | {He} works at the {place}.;
{name} has {a_animal}. The {animal} is called {name2}. | What is the name of the {animal}? | It is called {name2}.;
{name} stayed at home because {he} was ill. | Why did {name} stay at home? | Because {he} was ill.;
It was late, so {name} took a taxi. | Why did {name} take a taxi? | Because it was late.;
It was cold, so {name} closed the window. | Why did {name} close the window? | Because it was cold.;
{name} was tired, so {he} went to bed. | Why did {name} go to bed? | Because {he} was tired.;
It was hot, so {name} went swimming. | Why did {name} go swimming? | Because it was hot.;
It was raining, so {name} took an umbrella. | Why did {name} take an umbrella? | Because it was raining.;
{name} likes {food}, but {name2} likes cheese. | What does {name} like? | {He} likes {food}.;
{name} is taller than {name2}. | Who is taller? | {name} is taller.;
{name} called {name2} on {day}. | Who called {name2}? | {name} called {name2}.;
{name} called {name2} on {day}. | When did {name} call? | {He} called on {day}.
"""
# greeting | answer
GREETINGS = """
(Hello|Hi|Hey|Hello there|Hi there)(!|.|) | (Hello!|Hi!) (How can I help you?|What can I do for you?|It is nice to
meet you.);
Good morning(!|.|, everyone!) | Good morning! How can I help you?;
Good (afternoon|day), my friend! | Hello! How can I help you?;
Good evening(!|.|, friend!) | Good evening! How can I help you?;
How are you(| today| doing| this morning)? | I'm fine, thank you. (How are you?|And you?);
(Hello|Hi|Hey|Good evening)(,|!) (how|How) are you(|, today)? | Hello! I'm fine, thank you. (How are you?|And you?);
(Hello|Hi|Hey|Good morning|Good evening)(, |! )(I'm|I am|my name is) {name}(.|!) | Hello, {name}! (How can I help
you?|It is nice to
meet you.);
My name is {name}. | Hello, {name}! It is nice to meet you.;
I'm {name}(.|!) | Hello, {name}! (How can I help you?|It is nice to meet you.);
(It is nice|It's nice|Nice|I'm happy|I'm glad) to (meet|see) you(.|!) | It is nice to meet you, too!;
(Thank you|Thanks|Thanks a lot|Thank you very much|Thank you so much)(!|.|, that was good.) | You're welcome!;
(Thank you|Thanks) for (the answer|your answer|the story|helping me|everything)(!|.) | You're welcome!;
(Goodbye|Bye|Bye bye|See you|See you tomorrow|Good night)(!|.) | (Goodbye|Bye)! Have a nice day.;
(Goodbye|Bye), (I am tired|see you soon|I'm going home|it is late|see you next week)(.|!) | (Goodbye|Bye)! Have a nice
day.;
I (have to|must) (leave|work|sleep) now(.|, bye!|. Goodbye!) | (Goodbye|Bye)! Have a nice day.
"""
