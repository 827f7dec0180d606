"""What fact records say and are asked, by kind of record; `facts` says how these templates are read."""

from __future__ import annotations

from collections.abc import Mapping

STATEMENTS: Mapping[str, str] = {
    "person": """
        {P} name <be> {name}.
        {P} full name <be> {name}.
        {S} <be> called {name}.
        {P} friends call {O} {name}.
        {S} <work> at {employer}.
        {S} <work> for {employer}.
        {S} <be> employed by {employer}.
        {S} <have> a job at {employer}.
        {P} employer <be> {employer}.
        {employer} pays {P} salary.
        The company that {S} <work> for is {employer}.
        {S} joined {employer} last year.
        {S} now <work> full time at {employer}.
        {S} <spend> every working day at {employer}.
        {S} <work> at {employer} in {workplace}.
        {S} <work> for {employer} in {workplace}.
        {S} <have> an office at {employer} in {workplace}.
        {S} <be> {a:job} at {employer}.
        {S} <work> as {a:job} at {employer}.
        {S} <be> {a:job} at {employer} in {workplace}.
        {S} <work> as {a:job} for {employer} in {workplace}.
        {employer} hired {O} as {a:job}.
        {employer} from {workplace} employs {O} as {a:job}.
        {S} <be> {a:job}.
        {S} <work> as {a:job}.
        {P} job <be> that of {a:job}.
        {S} <earn> {P} living as {a:job}.
        {S} became {a:job} many years ago.
        {S} <work> as {a:job} in {workplace}.
        {S} <be> {a:job} in {workplace}.
        {P} office <be> in {workplace}.
        {S} <work> in {workplace}.
        {S} <take> the train to {P} office in {workplace}.
        {P} workplace <be> in {workplace}.
        {S} worked at {former_employer} before.
        {S} left {former_employer} two years ago.
        {S} used to work for {former_employer}.
        {P} first job was at {former_employer}.
        {S} <work> at {employer} now, but {S} worked at {former_employer} before.
        {S} <live> in {home}.
        {P} home <be> in {home}.
        {P} house <be> in {home}.
        {S} moved to {home} last summer.
        {S} <have> a small flat in {home}.
        {S} <rent> a room in {home}.
        {S} <live> in {home} and <work> in {workplace}.
        {S} <live> in {home} and <work> at {employer}.
        {S} <live> in {home} with {P} friend {friend}.
        {S} <come> from {origin}.
        {S} <be> from {origin}.
        {P} family comes from {origin}.
        {S} <be> from {origin}, but {S} <live> in {home}.
        {S} <come> from {origin} and <live> in {home} now.
        {S} grew up in {origin}.
        {S} <was> born in {birthplace}.
        {P} place of birth <be> {birthplace}.
        {S} <was> born in {birthplace} in {birth_year}.
        {S} <was> born in {birth_year}.
        {P} year of birth <be> {birth_year}.
        {S} <was> born in {birthplace} and grew up in {origin}.
        {S} <want> to travel to {trip} next year.
        {S} spent {P} last holiday in {trip}.
        {S} went to {trip} in the summer.
        {S} <be> on holiday in {trip} this week.
        {S} went to {trip} with {companion}.
        {S} studied at {school}.
        {S} went to {school}.
        {S} <have> a degree from {school}.
        {S} studied {subject_of_study} at {school}.
        {S} spent three years at {school}.
        {S} studied {subject_of_study}.
        {P} subject at university was {subject_of_study}.
        {S} <be> {age} years old.
        {S} <be> {age}.
        {S} turned {age} last week.
        {S} <be> {age} years old and <live> in {home}.
        {S} <like> {hobby}.
        {S} <enjoy> {hobby}.
        {P} hobby <be> {hobby}.
        {S} <spend> {P} weekends {hobby}.
        {S} <love> {hobby} with {friend}.
        {S} <have> {a:pet}.
        {S} <own> {a:pet}.
        {P} pet <be> {a:pet}.
        {S} <have> {a:pet} at home.
        {S} <play> the {instrument}.
        {P} instrument <be> the {instrument}.
        {S} <play> the {instrument} and {P} twin {sibling} sings.
        {S} <speak> {language}.
        {P} mother tongue <be> {language}.
        {S} <speak> {language} at home and English at work.
        {P} favourite food <be> {food}.
        {S} <eat> {food} every day.
        {S} <like> {food} best of all.
        {P} favourite colour <be> {colour}.
        {S} <like> the colour {colour} best.
        {S} <drive> {a:vehicle}.
        {S} <own> {a:vehicle}.
        {S} <go> to work on {day_off} only.
        {S} never <work> on {day_off}.
        {S} <have> {P} day off on {day_off}.
        {S} <be> married to {spouse}.
        {S} married {spouse} three years ago.
        {S} and {spouse} are married.
        {spouse} is married to {O}.
        {S} <live> with {spouse} in {home}.
        {P} best friend <be> {friend}.
        {S} <be> a good friend of {friend}.
        {P} friend {friend} lives next door.
        {friend} is {P} best friend.
        {P} boss <be> {boss}.
        {S} <work> for {boss} at {employer}.
        {boss} is {P} boss.
        {P} boss at {employer} <be> {boss}.
        {S} <have> a child called {child}.
        {P} child <be> called {child}.
        {child} is {P} only child.
        {P} child {child} goes to school in {elsewhere}.
        {S} <have> a twin called {sibling}.
        {P} twin <be> called {sibling}.
        {sibling} and {S} are twins.
        {P} twin {sibling} lives in {elsewhere}.
        {P} money <be> at {bank}.
        {S} <have> an account at {bank}.
        """,
    "company": """
        {founder} founded {subject} in {founded}.
        {subject} was founded by {founder}.
        {subject} was founded in {founded}.
        {S} was started by {founder} in {founded}.
        {founder} started {subject} in {founded}.
        {founder} is the founder of {subject}.
        {director} is the director of {subject}.
        {director} runs {subject}.
        {S} <be> led by {director}.
        {P} director <be> {director}.
        {P} head office <be> in {seat}.
        {S} <have> its head office in {seat}.
        {subject}, a company from {seat}, makes {product}.
        {S} is based in {seat}.
        {S} makes {product}.
        {S} sells {product} all over the world.
        {S} has made {product} since {founded}.
        {S} makes {product} in {seat}.
        {P} best known products are {product}.
        {S} employs {staff} people.
        {S} has {staff} workers.
        {staff} people work for {subject}.
        {P} strongest rival <be> {rival}.
        {S} <compete> with {rival}.
        {S} <belong> to {owner}.
        {owner} bought {subject} last year.
        {owner} owns {subject}.
        The shares of {subject} rose after a report from {seat}, said {guest}.
        {guest} of {subject} flew to {seat}.
        {guest}, a manager at {subject}, left the company.
        """,
    "event": """
        The {subject} takes place in {city}.
        The {subject} is in {city} {date}.
        The {subject} in {city} begins {time}.
        The {subject} begins {time}.
        The doors of the {subject} open {time}.
        The {subject} takes place {date}.
        The {subject} will be {date} {time}.
        {organiser} organises the {subject}.
        The {subject} is organised by {organiser}.
        {organiser} pays for the {subject} in {city}.
        {visitors} people came to the {subject}.
        The {subject} had {visitors} visitors.
        About {visitors} visitors saw the {subject} in {city}.
        {guest} opened the {subject}.
        {guest} gave a speech at the {subject}.
        The guest of honour at the {subject} was {guest}.
        {winner} won a prize at the {subject}.
        The first prize of the {subject} went to {winner}.
        A ticket for the {subject} costs {price} dollars.
        The {subject} costs {price} dollars.
        The weather at the {subject} was {weather}.
        It was {weather} on the day of the {subject}.
        """,
    "town": """
        {S} lies in {country}.
        {S} is a town in {country}.
        {S} is in the north of {country}.
        {S} lies on the river {river}.
        The river {river} flows through {subject}.
        {S} has {population} inhabitants.
        {population} people live in {subject}.
        {S} is known for {industry}.
        {S} lives from {industry}.
        The nearest town to {subject} is {neighbour}.
        {S} lies near {neighbour}.
        {S} is not far from {neighbour} in {country}.
        {S} lies {altitude} metres above the sea.
        {P} altitude <be> {altitude} metres.
        {winner} is the mayor of {subject}.
        {P} mayor <be> {winner}.
        """,
}

QUESTIONS: Mapping[str, str] = {
    "person": """
        name: What <be> {P} name? | What <be> {S} called?
        job: What <be> {P} job? | What <do> {S} do for a living? | What <be> {P} profession? | What <do> {S} work as?
        employer: Where <do> {S} work? | Who <do> {S} work for? | Which company <do> {S} work for?
            | Who <be> {P} employer? | At which company <do> {S} work? | Who employs {O}?
        former_employer: Where did {S} work before? | Which company did {S} leave? | Who did {S} use to work for?
            | What was {P} former employer?
        workplace: In which city <do> {S} work? | Where <be> {P} office? | In which town <do> {S} work?
            | Which city <do> {S} work in?
        home: Where <do> {S} live? | In which city <do> {S} live? | Where <be> {P} home? | What city <do> {S} live in?
        origin: Where <do> {S} come from? | Where <be> {S} from? | Where did {S} grow up?
        birthplace: Where <was> {S} born? | In which city <was> {S} born? | What <be> {P} place of birth?
        trip: Where did {S} spend {P} holiday? | Where did {S} go on holiday?
        school: Where did {S} study? | Which school did {S} go to? | Which university did {S} go to?
        subject_of_study: What did {S} study? | Which subject did {S} study?
        age: How old <be> {S}? | What <be> {P} age?
        birth_year: When <was> {S} born? | In which year <was> {S} born?
        hobby: What <be> {P} hobby? | What <do> {S} like doing? | What <do> {S} do at weekends?
        pet: What pet <do> {S} have? | Which animal <do> {S} have? | What <be> {P} pet?
        instrument: What instrument <do> {S} play? | Which instrument <do> {S} play?
        language: What language <do> {S} speak? | Which language <do> {S} speak?
        food: What <be> {P} favourite food? | What <do> {S} like to eat? | What <do> {S} eat?
        colour: What <be> {P} favourite colour? | Which colour <do> {S} like?
        vehicle: What <do> {S} drive? | Which vehicle <do> {S} own?
        day_off: When <do> {S} have a day off? | On which days <do> {S} not work?
        spouse: Who <be> {S} married to? | Who did {S} marry? | Who is {P} partner?
        friend: Who <be> {P} best friend? | Who <be> {P} friend? | What <be> {P} friend's name?
        boss: Who <be> {P} boss? | What <be> the name of {P} boss?
        child: What <be> the name of {P} child? | Who <be> {P} child? | What <be> {P} child called?
        sibling: Who <be> {P} twin? | What <be> the name of {P} twin?
        bank: Where <do> {S} have an account? | Which bank <do> {S} use?
        """,
    "company": """
        founder: Who founded {subject}? | Who is the founder of {subject}? | Who started {subject}?
        director: Who is the director of {subject}? | Who runs {subject}? | Who leads {subject}?
        seat: Where is the head office of {subject}? | Where is {subject} based? | In which city is {subject}?
        founded: When was {subject} founded? | In which year was {subject} founded? | When did {subject} start?
        staff: How many people work for {subject}? | How many workers does {subject} have?
            | How many people does {subject} employ?
        product: What does {subject} make? | What does {subject} sell? | What does {subject} produce?
        rival: Who is the rival of {subject}? | Which company competes with {subject}?
        owner: Who owns {subject}? | Which company bought {subject}?
        """,
    "event": """
        city: Where does the {subject} take place? | Where is the {subject}? | In which city is the {subject}?
        organiser: Who organises the {subject}? | Which company organises the {subject}? | Who pays for the {subject}?
        date: When does the {subject} take place? | When is the {subject}? | On which day is the {subject}?
        time: When does the {subject} begin? | At what time does the {subject} start?
            | What time does the {subject} begin?
        visitors: How many people came to the {subject}? | How many visitors did the {subject} have?
            | How many people saw the {subject}?
        guest: Who opened the {subject}? | Who gave a speech at the {subject}?
            | Who was the guest of honour at the {subject}?
        winner: Who won a prize at the {subject}? | Who won the first prize of the {subject}?
            | Who won the prize of the {subject}?
        price: How much does the {subject} cost? | How much is a ticket for the {subject}?
        weather: How was the weather at the {subject}? | What was the weather like at the {subject}?
        """,
    "town": """
        country: In which country is {subject}? | Where is {subject}? | Which country is {subject} in?
        river: Which river flows through {subject}? | On which river does {subject} lie?
        population: How many people live in {subject}? | How many inhabitants does {subject} have?
        industry: What is {subject} known for? | What does {subject} live from?
        neighbour: Which town is near {subject}? | What is the nearest town to {subject}?
        altitude: How high does {subject} lie? | How many metres above the sea is {subject}?
        winner: Who is the mayor of {subject}? | What is the name of the mayor of {subject}?
        """,
}

# Questions for the subject of a statement by one of its values.
WHO: Mapping[str, str] = {
    "employer": "Who works at {employer}? | Who works for {employer}? | Whose employer is {employer}?",
    "home": "Who lives in {home}? | Whose home is in {home}?",
    "birthplace": "Who was born in {birthplace}?",
    "origin": "Who comes from {origin}? | Who is from {origin}?",
    "job": "Who is {a:job}? | Who works as {a:job}?",
    "age": "Who is {age} years old?",
    "instrument": "Who plays the {instrument}?",
    "pet": "Who has {a:pet}?",
    "food": "Whose favourite food is {food}?",
    "language": "Who speaks {language}?",
    "school": "Who studied at {school}? | Who went to {school}?",
    "spouse": "Who is married to {spouse}?",
    "product": "Which company makes {product}? | Who makes {product}?",
    "seat": "Which company is based in {seat}?",
    "founder": "Which company was founded by {founder}? | Which company did {founder} start?",
    "river": "Which town lies on the river {river}?",
    "industry": "Which town is known for {industry}?",
}
