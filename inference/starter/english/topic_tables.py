"""Topics of short texts: their names, types of the lexicon's nouns, nouns of their own and what people do there.

`kinds` are noun types of the lexicon. Deeds are in the past and end with `;`; `(a|b)` is a choice, {n} a noun of the
topic. `scenes` are whole clauses that name the topic's people and things.
"""

from __future__ import annotations

from typing import NamedTuple


class Topic(NamedTuple):
    """The words of one topic."""

    labels: str
    kinds: str
    nouns: str
    deeds: str
    scenes: str


TOPICS = {
    "education": Topic(
        "education; school; learning; teaching",
        "schoolwork course learner",
        """
        teacher; pupil; student; professor; classroom; school; university; college; lesson; exam; homework; degree;
        textbook; timetable; headmaster; kindergarten; seminar; lecture; blackboard; diploma; grade; pencil case;
        tutor; scholarship; campus; semester; term paper; dissertation; curriculum; school bus; alphabet; spelling
        test
        """,
        """
        passed the (final |)exam; did the homework; studied (hard|all night|for the test|at the university); learned
        to (read|write|count|spell); took a course in (statistics|French|maths|drawing); taught (a
        class|children|maths|beginners); got (a good|a bad|the best) grade; failed the test; finished school; went to
        (school|college|class); graduated (last year|from university); prepared (a lesson|for the exam); wrote an
        essay; attended (a lecture|an evening class); marked the (tests|essays); repeated the year; asked the teacher
        a question; took notes in class; enrolled at a university; gave a lecture; explained the exercise to the
        pupils; learned new words by heart
        """,
        """
        the teacher (explained|repeated|wrote) (it|the rule|the answer) (on the board|again|to the class); the
        students (listened|took notes|learned a lot); the course (starts|begins) (on Monday|in October|next week);
        this is a (course|lesson|class|lecture|tutorial|workshop) (about|on) {n}; the class has (twenty|thirty)
        pupils; the school opens (again |)in September; a new (course|lesson|tutorial) for beginners; in this
        (lesson|chapter|course) you (will |)learn (the basics|more); lessons start at eight; the university offers
        (new courses|a degree in law)
        """,
    ),
    "politics": Topic(
        "politics; government; elections",
        "",
        """
        government; parliament; minister; president; election; vote; voter; senator; law; prime minister; campaign;
        candidate; opposition; constitution; embassy; ambassador; senate; referendum; ballot; coalition; mayor;
        treaty; reform; debate; congress; democracy; republic; cabinet; politician; chancellor; diplomat; council;
        governor; poll; manifesto; state visit; summit; sanctions; border policy; tax law; ministry; dictator; king
        """,
        """
        voted (for the opposition|in the election|against the law|for change); ran for (president|mayor|parliament);
        joined (the party|the campaign|a demonstration); signed the (treaty|new law); demanded (new elections|a
        reform|the minister's resignation); protested against the (government|new law); won the election; lost the
        vote in parliament; gave a speech in parliament; debated the (reform|law|budget); resigned as minister;
        supported the (president|candidate|coalition); opposed the reform; campaigned for (votes|equal rights);
        counted the votes
        """,
        """
        the (government|parliament|senate|minister|president) (passed|rejected|discussed|changed|announced) (a new
        law|the reform|the treaty|new rules|the plan); the voters go to the polls (on Sunday|in May); the
        (minister|president|prime minister|chancellor) (resigned|met the ambassador|gave a speech|visited the
        neighbouring country); the opposition (demands|wants) (new elections|a vote|more rights); the two countries
        signed a (treaty|peace agreement); the election was (close|held on Sunday); the coalition (broke up|agreed on
        a plan); citizens elect a new (mayor|president|parliament); the party chose its candidate
        """,
    ),
    "business": Topic(
        "business; the economy; companies",
        "business_thing",
        """
        company; market; profit; customer; manager; investor; share; contract; sales; bank; stock exchange; invoice;
        start-up; merger; budget; factory; employee; salary; brand; export; revenue; trade; loan; interest rate;
        inflation; shareholder; supplier; business plan; entrepreneur; turnover; board of directors; price war;
        warehouse; retailer; bankruptcy; quarterly report; accountant; deal; currency; wholesaler; marketing
        """,
        """
        founded a company; sold (the shares|the firm|the factory); signed (a contract|a deal) with (a supplier|a
        customer); invested in (a start-up|shares|the company); hired new (employees|staff); raised the
        (prices|salaries); made a (big |)profit; lost money on the stock market; negotiated (a deal|a loan) with the
        bank; launched a new product; opened a (second branch|new factory); paid the invoice; cut costs; borrowed
        money from the bank; wrote a business plan; expanded into new markets; went bankrupt; merged with a
        competitor; advertised the product
        """,
        """
        the (company|firm|bank|start-up) (made|reported|expects) (a profit|a loss|higher sales|more orders|record
        sales); the (share price|stock market|price of oil) (rose|fell|went up|went down) (sharply|by three
        percent|yesterday); sales (rose|fell|doubled) (last year|this quarter); the (company|firm|factory)
        (hired|dismissed) (fifty|many) (people|workers|employees); customers (want|pay) (lower prices|more for
        quality); the manager met the investors; exports (grew|fell) again; the two companies (merge|agreed on a
        deal); unemployment and inflation (rose|fell); the economy is (growing|in trouble)
        """,
    ),
    "sports": Topic(
        "sports; sport; athletics",
        "sport sportsperson match sports_thing",
        """
        goal; referee; stadium; player; goalkeeper; athlete; coach; league; tournament; medal; penalty; race; striker;
        champion; final; half-time; training camp; racket; swimming pool; marathon; tennis court; world record;
        season; team captain; home game; relay; sprinter; boxing ring; gold medal; football; basketball; hockey stick
        """,
        """
        scored (a goal|twice|in the last minute); won (the match|the race|a gold medal|the final|the championship);
        lost the (match|final|game); ran (a marathon|the hundred metres|ten kilometres); played
        (football|tennis|basketball|golf|volleyball); trained (for the race|with the team|every day); swam (a hundred
        metres|twenty lengths); missed the penalty; beat the champion; broke the world record; kicked the ball; joined
        the (football|tennis) club; lifted weights; went (jogging|skiing|running|cycling); cheered for the team; threw
        the javelin; jumped over the bar
        """,
        """
        the (team|players|club) (won|lost|played) (the match|at home|the final|two to one|in the cup); the referee
        (blew the whistle|showed a red card|stopped the game); the (goalkeeper|striker|champion) (saved|missed) the
        penalty; the (match|game|race|final) ended (two to two|in a draw|after extra time); the fans filled the
        stadium; the coach (changed|praised) the (team|players); the runner crossed the finish line; the season
        (starts|ended) on Saturday; the score was three to nil; the athletes trained for the games
        """,
    ),
    "health": Topic(
        "health; medicine; illness",
        "illness remedy care_place care_worker health_matter",
        """
        doctor; nurse; hospital; patient; medicine; pill; vaccine; flu; fever; headache; surgery; operation; virus;
        allergy; blood test; ambulance; diet; heart attack; cough; infection; therapy; wound; prescription; symptom;
        disease; pharmacy; X-ray; diabetes; dentist; toothache; bandage; injection; blood pressure; cancer; epidemic;
        surgeon; treatment; painkiller; sore throat; check-up
        """,
        """
        (saw|called|went to) the doctor; took (the pills|the medicine|vitamins|an aspirin); caught (a cold|the flu|a
        virus); had (a fever|a headache|an operation|toothache|a cough); broke (a leg|an arm|a rib); recovered from
        (the illness|the operation|the flu); got (a vaccination|an injection|vaccinated); stayed in hospital; felt
        (sick|dizzy|ill); measured the blood pressure; coughed all night; cured the patient; treated the
        (wound|infection); stopped smoking; needed surgery; suffered from (asthma|an allergy|back pain|diabetes);
        bandaged the wound
        """,
        """
        the (doctor|nurse|surgeon) (examined|treated|operated on|helped) the patient(|s); the patient (took|needs|got)
        (the medicine|an operation|an injection|a new drug); the vaccine (protects against|works against) the
        (virus|flu|disease); too much (sugar|salt|stress) is bad for the heart; vegetables and sleep keep (you|us)
        healthy; the ambulance took him to hospital; many people have (the flu|a cold) (this winter|now); the
        (virus|disease) spreads (fast|quickly); the dentist pulled a tooth; smoking causes cancer; my
        (head|back|stomach|throat) hurts
        """,
    ),
    "food": Topic(
        "food; cooking; eating",
        "food fruit vegetable dish meal",
        """
        soup; pizza; cheese; bread; recipe; kitchen; dinner; breakfast; sauce; cake; butter; salad; pasta; chef; oven;
        pepper; sausage; chocolate; cookie; onion; garlic; spice; dessert; sandwich; frying pan; menu; pancake;
        noodle; flour; apple pie; steak; roast; stew; restaurant; snack; ingredient; olive oil; buffet; waiter
        """,
        """
        cooked (dinner|a soup|rice|some pasta|for the guests); baked (a cake|bread|cookies|a pie); ate (a
        sandwich|pizza|two bananas|breakfast|too much cake); peeled the (potatoes|onions|apples); ordered (a pizza|the
        soup|a steak); tried a new recipe; fried (an egg|the fish|some onions); cut the (bread|vegetables|meat); set
        the table for dinner; boiled (the eggs|the potatoes|some rice); tasted the (sauce|soup|cheese); added
        (salt|pepper|garlic|butter) to the sauce; roasted a chicken; shared a dessert; grilled (sausages|the fish);
        mixed flour and eggs
        """,
        """
        the (soup|pizza|cake|sauce|bread|pasta) (needs|tastes of) (salt|garlic|butter|cheese|more pepper|lemon);
        (dinner|lunch|breakfast) is (ready|on the table|in the oven); the (chef|cook) (makes|roasts|serves) (fish|a
        stew|fresh pasta|the dessert); for breakfast there (is|was) (bread and jam|porridge|fruit and yoghurt); mix
        the flour with (milk|eggs|butter); the restaurant serves (fish|soup|noodles|vegetarian meals); chop the onions
        and fry them; the cake is made of (chocolate|apples|nuts); fresh vegetables for the salad; the meat was in the
        oven for an hour
        """,
    ),
    "travel": Topic(
        "travel; travelling; tourism; holidays",
        "trip travel_thing",
        """
        hotel; airport; passport; suitcase; tourist; flight; visa; beach; island; sightseeing; travel agency; map;
        souvenir; cruise; guidebook; campsite; luggage; customs; boarding pass; backpack; youth hostel; tour guide;
        departure; holiday resort; ferry; journey; harbour; check-in; postcard; railway station; sightseeing bus
        """,
        """
        flew to (Rome|Paris|Tokyo|Egypt|an island); booked (a flight|a hotel|a cruise|two tickets to Madrid); packed
        (the suitcase|a backpack); visited (Venice|the old town|foreign countries|many cities); missed the
        (flight|ferry); spent the holidays (at the sea|abroad|on an island|in Spain); travelled (by train|around the
        world|through Asia|abroad); took photos of the sights; stayed in a (hotel|hostel|tent by the sea); lost (the
        passport|the luggage at the airport); crossed the border; went (abroad|sightseeing|camping|on a cruise); sent
        a postcard from the island; rented a car on holiday; landed in (London|Cairo)
        """,
        """
        the (plane|flight|ferry|train) to (Rome|Lisbon|the island|Berlin) (leaves|takes off) at (noon|six|gate four);
        the tourists (visited|admired|photographed) the (castle|old town|ruins); our hotel (is|was) (near the beach|by
        the sea|in the old town); you need a (passport|visa) for this (country|trip); the tour takes us through (three
        countries|the desert|the old city); the suitcases are packed; many people go to the (sea|mountains) in August;
        the guide showed us the (harbour|temple|island); a trip around the world; the beach is full of tourists
        """,
    ),
    "music": Topic(
        "music; songs; concerts",
        "song instrument",
        """
        concert; guitar; piano; violin; orchestra; band; singer; song; melody; album; drum; choir; opera; composer;
        symphony; rhythm; trumpet; flute; conductor; jazz; pop star; chorus; concert hall; rehearsal; lyrics; music
        lesson; note; tune; record; microphone; cello; pianist; violinist; saxophone; hit single; lullaby
        """,
        """
        played the (piano|guitar|violin|drums|flute); sang (a song|in the choir|a duet|out loud); went to a concert;
        composed a (song|symphony|melody); practised (the violin|scales|the new song); recorded an album; listened to
        (jazz|the radio orchestra|a symphony|an old record); conducted the orchestra; tuned the guitar; learned the
        melody; danced to the music; bought a (violin|trumpet|new record); wrote the lyrics; hummed a tune; formed a
        band; rehearsed with the choir; performed at the concert hall
        """,
        """
        the (band|orchestra|choir|singer) (played|performed|sang|rehearsed) (a new song|the symphony|all their hits|an
        old melody); the (pianist|violinist|drummer|singer) (gave a concert|practises every day|tuned up); the
        (concert|opera) (begins|starts) with (a song|an overture|the violins); the album has (ten|twelve) songs; the
        (guitar|piano|drum) is too loud in this song; the melody (stays in my head|is easy to sing); the composer
        wrote it for (piano|two violins|a choir); her voice filled the concert hall; the song reached number one
        """,
    ),
    "film": Topic(
        "film; films; movies; cinema",
        "film",
        """
        movie; cinema; actor; actress; director; scene; screen; script; trailer; thriller; comedy; Hollywood; film
        festival; role; soundtrack; premiere; camera team; sequel; documentary; western; popcorn; horror film;
        cartoon; movie star; stuntman; film studio; special effects; subtitle; blockbuster; plot twist; main character
        """,
        """
        watched (a movie|a thriller|a comedy|the sequel); went to the (cinema|movies); played the (main role|villain)
        in a (thriller|western); directed (a documentary|a comedy|a film); saw the (trailer|premiere|new film); won an
        Oscar; shot a scene; filmed the last scene; starred in a (film|movie); wrote the script; bought popcorn at the
        cinema; acted in a (horror film|comedy); read the film reviews; bought cinema tickets; laughed at the comedy
        """,
        """
        the (film|movie|thriller|comedy|western) (starts|begins|ends) (at eight|with a chase|with a kiss); the
        (actor|actress|director) (won|got) (an Oscar|a prize at the festival|the main role); the (scene|chase|last
        scene) was shot in (the desert|a studio|Paris); the cinema shows (a new thriller|old westerns|a cartoon); the
        (hero|villain) of the movie (dies|escapes) in the last scene; the (plot|script) of the film; the director cut
        the scene; the trailer shows the best scenes; the movie has subtitles; the actors met on the red carpet
        """,
    ),
    "technology": Topic(
        "technology; computers; technology and science",
        "device software data code_thing ai_thing",
        """
        computer; software; robot; internet; smartphone; chip; program; app; laptop; server; algorithm; network; data
        centre; password; website; engineer; machine learning; keyboard; battery; processor; screen resolution;
        hacker; operating system; database; update; drone; satellite; browser; code; cloud storage; printer;
        artificial intelligence; search engine; hard disk; programmer; cable; sensor
        """,
        """
        wrote (a program|code|an algorithm|an app); installed (the update|new software|an app); programmed (a robot|a
        website|a game engine); fixed the (bug|server|computer); built (a robot|a computer|a drone); restarted the
        (computer|server|router); saved the file (on the disk|in the cloud); changed the password; trained a
        (model|neural network); downloaded (the app|the software|a program); connected the printer; charged the
        (phone|laptop); hacked the (website|server); developed software; tested the new (chip|processor); cleaned the
        data
        """,
        """
        the (robot|software|program|app|computer) (can|learns to) (recognise faces|translate text|plan the work|write
        code); the new (phone|laptop|chip|processor) (is faster|has a better camera|needs less power); the
        (server|website|network) is down; the engineers (built|tested|presented) a (robot|new battery|faster chip);
        the (update|bug) broke the program; hackers stole the passwords; the (algorithm|neural network|language model)
        learns from data; the company's computers are connected to the internet; my screen is black; the code runs on
        every computer
        """,
    ),
    "weather": Topic(
        "weather; the weather; climate",
        "weather",
        """
        rain; snow; storm; wind; cloud; temperature; sunshine; fog; thunder; lightning; forecast; heatwave; frost;
        ice; hail; rainbow; degree below zero; drizzle; thunderstorm; hurricane; breeze; drought; cold front; shower
        of rain; snowflake; tornado; puddle; humidity; blizzard; thermometer
        """,
        """
        got wet in the rain; watched the (storm|lightning|clouds); heard the thunder; read the (forecast|thermometer);
        waited for the rain to stop; shivered in the cold wind; walked through the (snow|fog); enjoyed the sunshine;
        shovelled snow; needed an umbrella; saw a rainbow; froze in the snow; took shelter from the storm; sweated in
        the heat; built a snowman; slipped on the ice
        """,
        """
        it (rained|snowed|was raining|is snowing|hailed) (all day|in the north|heavily|again|last night); the
        (sun|moon) is behind the clouds; (tomorrow|today|on Sunday) it will be (cold and windy|sunny|cloudy|foggy|hot
        and dry|rainy); the temperature (fell|rose|dropped) (to ten degrees|below zero|overnight); a storm (is
        coming|hit the coast|brought heavy rain); the wind (blows|blew) from the (north|west|sea); the sky is
        (grey|clear|full of clouds); dark clouds and thunder (in the evening|over the sea); snow covers the
        (roads|fields); the sun shines (all day|after the rain)
        """,
    ),
    "family": Topic(
        "family; family life; relatives; parents and children",
        "family",
        """
        mother; father; grandmother; grandfather; sister; brother; aunt; uncle; cousin; baby; daughter; son; parent;
        wedding; twins; grandchild; family reunion; household; marriage; wife; husband; birth; divorce; godmother;
        stepfather; family tree; relative; niece; nephew; mother-in-law; childhood; pocket money; nursery
        """,
        """
        married (her cousin's friend|his girlfriend|young); had a baby; visited (grandma|the grandparents|my aunt and
        uncle); put the children to bed; looked like (her mother|his father|her twin); raised three children; changed
        the baby's nappy; fed the baby; became (a father|a mother|an aunt|a grandfather); adopted a child; named the
        baby after grandma; got divorced; argued with (my sister|my parents|the brothers); celebrated the wedding
        anniversary; grew up with (two sisters|four brothers); sang the child to sleep; phoned mum and dad
        """,
        """
        (my|her|his) (sister|brother|aunt|cousin) (has|is expecting) (a baby|twins|three children|a son); the
        (baby|children|twins) (sleep|cried|look) (in the cradle|all night|like their father); mum and dad (are|have
        been) (married for years|at home|proud of us); (grandma|grandpa|my grandmother) tells the children
        (stories|about her childhood); the whole family (came|met) (together|at grandma's|for the wedding); her
        parents live with her brother; the mother (hugged|kissed) her (son|daughter|baby); our son and our daughter
        (play|argue) a lot; he is the youngest of four brothers; a son and his father
        """,
    ),
    "animals": Topic(
        "animals; pets; wildlife",
        "animal",
        """
        dog; cat; horse; elephant; lion; bird; rabbit; monkey; zoo; puppy; wolf; bear; tiger; whale; farm animal;
        nest; fish tank; cow; sheep; pig; goat; fox; snake; owl; bee; butterfly; spider; dolphin; penguin; kitten;
        feather; paw; stable; cage; kennel
        """,
        """
        fed the (dog|cat|rabbits|ducks|horses); walked the dog; rode a (horse|donkey|camel); watched the
        (birds|monkeys|lions in the zoo|whales); milked the cow; brushed the (cat|horse|dog); saw a (fox|deer|wolf) in
        the forest; caught a (mouse|butterfly|snake); stroked the (cat|puppy|pony); kept (bees|rabbits|sheep); trained
        the (puppy|horse|parrot); rescued a (kitten|bird|hedgehog); heard the (wolves|owls) at night; took the cat to
        the vet
        """,
        """
        the (dog|cat|horse|lion|bear) (sleeps|barked|ran|hunts|lay) (in the grass|all night|after the rabbit|in its
        cage); the (birds|bees|ducks) (fly|build a nest|are) (south|in the tree|on the lake);
        (elephants|lions|whales|wolves) live in (groups|Africa|the sea|packs); the (cow|sheep|goat) eats grass; the
        puppy (chewed|wagged) its (bone|tail); a (spider|bee|butterfly) has (wings|many legs|a short life); the zoo
        has a baby (elephant|tiger|monkey); the cat caught a mouse; the (fox|wolf) hunts at night; the parrot can talk
        """,
    ),
    "crime": Topic(
        "crime; crime and police; crimes",
        "crime wrongdoer",
        """
        thief; police; prison; murder; robbery; burglar; detective; judge; trial; witness; jail; suspect; handcuffs;
        fraud; gang; kidnapping; theft; police station; weapon; victim; clue; court; bank robber; ransom; shoplifter;
        sentence of ten years; fingerprint; crime scene; drug dealer; pickpocket; lawyer for the defence; smuggler
        """,
        """
        stole (a car|the jewels|a wallet|money from the bank); robbed a (bank|jeweller); called the police; arrested
        the (thief|burglar|suspect); broke into (a house|the museum|the flat); went to prison; murdered (a man|the
        banker); confessed (the murder|the theft); escaped from (prison|the police); found (a clue|fingerprints|the
        weapon); lied in court; questioned the (suspect|witnesses); was sentenced to ten years; smuggled
        (drugs|weapons|gold); witnessed a (robbery|murder); kidnapped a (child|millionaire)
        """,
        """
        the police (arrested|caught|are looking for|questioned) (the thief|two burglars|the murderer|a suspect|a
        gang); the (thief|burglar|robber) (escaped|stole|hid) (through the window|the jewels|the money); the
        (judge|court) (sent|sentenced) him to (prison|ten years); the detective (found|follows) (a clue|the
        murderer|fingerprints); the (victim|witness) (saw|described) the (robber|murderer); a bank was robbed
        (yesterday|at noon); somebody broke into the (museum|shop|house) (at night|and stole the safe); the trial
        lasts (three weeks|until May); the suspect is in jail
        """,
    ),
    "fashion": Topic(
        "fashion; clothes; clothing",
        "clothing",
        """
        dress; skirt; model on the catwalk; designer; shirt; jacket; shoe; hat; scarf; jeans; silk; handbag; suit;
        blouse; high heels; fashion show; sleeve; collar; button; tie; wardrobe; pattern; sweater; coat; sandals;
        boutique; tailor; jewellery; lipstick; perfume; necklace; belt; leather boots; hairstyle
        """,
        """
        wore (a red dress|a silk blouse|a black suit|high heels|jeans|a scarf); tried on (a skirt|the coat|three
        jackets); bought (new shoes|a dress|a handbag|a tie); sewed (a dress|a button on the shirt); designed
        (dresses|a collection); ironed the shirts; matched the shoes to the dress; took off the (coat|hat|jacket); put
        on (a sweater|make-up|the gloves); knitted a (scarf|sweater); walked on the catwalk; dyed the (dress|jeans)
        blue; shortened the trousers
        """,
        """
        the (dress|skirt|suit|coat|jacket) (comes|is|was) (in three colours|made of silk|made of wool|too short|in
        style again); the designer (showed|presents) (her new collection|summer dresses|his suits); (short skirts|wide
        trousers|bright colours|hats) are in this (summer|season|year); the shoes (match|go with) the
        (dress|handbag|belt); the model wore a (silk dress|long coat|hat); the blouse has (long sleeves|a wide
        collar|pearl buttons); this shirt goes with (jeans|a blue tie|a dark suit); leather jackets for men; a
        wardrobe full of clothes
        """,
    ),
}
