"""What things do and how they are, for better or worse, by scene (`scenes` explains the tables)."""

THINGS = {
    "devices": (
        """
        the phone; my new phone; the laptop; this computer; the camera; the printer; the tablet; the speaker; the
        washing machine; the fridge; the oven; the coffee machine; the watch; the kettle; the toaster; the drill; the
        headphones+; the lamp; the heater; the fan; the television; the hair dryer; the charger; it; this thing
        """,
        """
        work (perfectly|fine|every time|out of the box|flawlessly|without trouble); last (for years|all day|forever|a
        long time); save (energy|time|power|space); charge (quickly|in an hour|fast); run (quietly|smoothly|for days);
        start (at once|in seconds); feel (solid|sturdy|like quality); be (easy to use|easy to clean|worth it|good
        value|built to last|a great buy|quiet as a mouse|as good as new|very handy|waterproof|simple to set up); take
        (great photos|sharp pictures); have (a sharp screen|clear sound|a long battery life|a clear picture); fit
        (perfectly|in my pocket|everywhere); make (great coffee|my life easier|perfect toast|my work easier); do (the
        job|what it should|its job well); survive (a fall|the rain); look (great|modern|smart); clean everything well;
        heat up fast; keep (its charge|everything cold|the room warm); respond instantly
        """,
        """
        break (after a week|at once|the first time|in two|again); crash (every day|all the time|at night); overheat;
        explode; leak (everywhere|oil|water|all over the floor); smoke; burn (my hand|the toast|the shirt); die (after
        a month|after an hour|in the middle of a call|in the cold); fail (again|after two days|at the worst moment);
        freeze (every day|all the time); stop (working|charging|responding) (after a week|suddenly|again); jam (all
        the time|every day); make (a terrible noise|strange sounds|awful coffee|a mess); smell (of burning|of
        plastic|funny); rust (at once|after a month); fall apart (in my hands|after a month); scratch (easily|the
        table); be (faulty|broken|out of order|too loud|too heavy|a fake|dead|a fire risk|defective|full of
        scratches); need (constant repairs|a new battery|hours to charge|a reset every day); lose (power|its
        charge|the connection|the signal); cost a fortune; disconnect all the time; turn itself off; use too much
        power; drain the battery; blow a fuse; shake like mad; melt; cut out after ten minutes; have (a cracked
        screen|a weak battery|a loose cable|a fault)
        """,
    ),
    "software": (
        """
        the app; this app; the website; the program; the game; the new version; the update; the chatbot; the model;
        the translation; the system; the search; the login page; the map; the answer; the tool; it
        """,
        """
        work (well|on every device|like magic|without problems); load (fast|in a second|instantly); save (me hours|a
        lot of work|time every day); help (me a lot|my students|me to learn|everyone); find (everything|what I
        need|the right answer|the best way); run (smoothly|fast|on my old phone); be (easy to use|well designed|free
        of ads|up to date|a big help|correct|clear and simple|worth the money|safe|addictive in a good way); make (my
        work easier|sense|learning fun|everything simpler|my day); keep (my data safe|getting better|everything in
        sync); solve the problem; look (clean|great|modern); teach me something new every day; answer (every
        question|correctly|in seconds); understand (me|every word|what I mean); protect my data; get better with each
        update; remember my settings; fix (the bug|the old problem|everything); guide me well
        """,
        """
        crash (again|every time|on start|when I save|constantly); freeze (constantly|again|on my phone); lose (my
        files|all my photos|my progress|the connection|everything); delete (my work|my files|everything); show
        (endless ads|an error|a blank page|the wrong address); ask for (my password again|money|too much data); drain
        (the battery|my phone); steal (my data|my password); be (full of bugs|full of ads|slow|useless|down again|hard
        to use|a mess|wrong|a virus|out of date|impossible to understand|not worth it!|badly designed); take (ages to
        load|forever|too long); spy on me; send (spam|me the same mail ten times); make (no sense!|things
        worse|mistakes|me mad|my phone slow); block (my account|everything); break (after the update|all the time|my
        phone); hang (all the time|at the start); invent (facts|answers); give (wrong answers|an error|me wrong
        directions); confuse me; misunderstand (me|every word|the question); reject my password; kick me out; waste my
        time; charge my card every month; have (too many bugs|a virus|no help page!|terrible graphics); fail to
        (load|start|save)
        """,
    ),
    "food": (
        """
        the food; the soup; the meat; the fish; the pizza; the pasta; the salad; the bread; the cake; the rice; the
        chicken; dinner; lunch; breakfast; the meal; the dessert; the sauce; the vegetables+; the chips+; the eggs+;
        the burger; the steak; the cheese; the fruit; the ice cream; the coffee; the tea; the wine; the beer
        """,
        """
        taste (great|delicious|amazing|heavenly|fresh|like home|even better than it looked|wonderful|divine); be
        (fresh|delicious|cooked to perfection|hot and tasty|home-made|juicy|crisp|out of this world|worth the
        price|full of flavour|tender|to die for|a delight|perfectly seasoned|just right|heaven|fit for a king|yummy);
        smell (wonderful|delicious|heavenly|good); look (delicious|tempting|great); melt in (my|the) mouth; come
        (hot|fresh|quickly|with a smile); make my mouth water; please everyone; win us over; leave us (happy|full and
        happy); have a rich flavour
        """,
        """
        taste (awful|of nothing|burnt|like cardboard|like soap|strange|bitter|off|of plastic|like rubber); be
        (cold|stale|burnt|raw|too salty|far too
        sweet|greasy|overcooked|dry|off|bland|tasteless|rotten|undercooked|inedible|lukewarm|mouldy|tough as
        leather|soggy|frozen inside|full of fat|watery|a disgrace|sour|overpriced|too spicy); smell
        (bad|rotten|strange|off); look (disgusting|old|grey|sad); come (cold|late|burnt|without the sauce); make
        (me|us|the kids|my wife) (sick|ill); arrive (cold|an hour late); give me (a stomach ache|food
        poisoning|heartburn); stick to the pan; swim in (oil|fat); lack (salt|flavour|any taste); have (a hair in
        it|an odd taste|bones in it|a bitter taste|maggots in it); ruin (our|the) evening; leave me hungry; upset my
        stomach
        """,
    ),
    "places": (
        """
        the hotel; the room; our room; the flat; the apartment; the house; the bathroom; the kitchen; the bed; the
        beach; the pool; the restaurant; the cafe; the campsite; the town; the park; the street; the office; the
        school; the hospital; the gym; the hostel; the place; the museum; the cinema; the shop; the station; the
        garden; the village; the airport; the zoo
        """,
        """
        be (clean|spotless|cosy|quiet|bright and airy|close to everything|warm and dry|beautifully decorated|worth a
        visit|safe|a dream|full of light|peaceful|lovely|well kept|a paradise|spacious|charming|easy to
        reach|comfortable|a real find|pretty); look (beautiful|like new|like a palace|even better than in the
        photos|stunning); feel (like home|welcoming|safe|luxurious); have (a great view|everything we needed|a lovely
        garden|a warm atmosphere|comfy beds|plenty of space|charm|style|a friendly feel); offer (everything|great
        value|peace and quiet|a fine view); smell (of flowers|fresh|clean|of fresh bread); exceed our expectations;
        make us feel at home; deserve (five stars|a visit); give us everything we wanted; please the whole family
        """,
        """
        be (dirty|filthy|noisy|cold and damp|falling apart|infested with insects|far too
        small|overcrowded|freezing|unsafe|a dump|a building site|full of rubbish|too hot|dark and smelly|miles from
        the sea|overpriced|dangerous|badly lit|a tourist trap|full of mould|dusty|stuffy|run down|shabby|a rip-off);
        smell (of smoke|of mould|of sewage|bad|of sweat|of cigarettes); look (dirty|nothing like the
        photos!|neglected|sad|grey); feel (cold|unsafe|cheap|damp); have (no heating!|cockroaches|a leaking roof|dirty
        sheets|thin walls|stains everywhere|broken windows|rats|a horrible smell|a broken lift|bedbugs|no hot water!|a
        hard bed|no windows!|blood on the sheets); cost (too much|a fortune|an arm and a leg); need (a good clean|a
        new roof|repairs|urgent repairs); attract (rats|thieves|drunks); flood (again|after the rain); disgust us;
        depress me; close (early|without warning); keep us awake; turn us away
        """,
    ),
    "clothes and furniture": (
        """
        the jacket; the dress; the shirt; the coat; the shoes+; these boots+; the trousers+; the jeans+; the bag; the
        hat; the sofa; the chair; the table; the mattress; the pillow; the blanket; the umbrella; the toy; the
        necklace; the ring; the glasses+; the gloves+; the rucksack; the suitcase; the carpet
        """,
        """
        fit (perfectly|like a dream|me well|just right); look (great|elegant|expensive|lovely on me|stylish|new after
        years); feel (soft|comfortable|warm|light as a feather|great on the skin); keep (me warm|me dry|its shape|its
        colour); last (for years|forever|a lifetime); be (comfortable|well made|worth every cent|good
        quality|beautifully made|my favourite|warm and soft|sturdy|true to size|a perfect fit|easy to wash|a hit);
        match everything; suit (me|her|him) (well|perfectly); wash well; get (lots of compliments|softer with every
        wash); hold (a lot|up well); survive (every wash|the winter)
        """,
        """
        tear (at once|the first day|in the wash|at the seam); shrink (in the wash|two sizes); fade (after one wash|in
        the sun); itch; pinch; wobble; scratch (my skin|the floor); fall apart (after a month|in the wash|at the
        seams); smell (of chemicals|of fish|of smoke|awful); be (too tight|too small|badly made|cheap and
        nasty|uncomfortable|poor quality|too thin|full of holes|a waste of money|stained|too short|an ugly colour|hard
        as stone|worn out after a week); hurt my (feet|back|neck|toes); lose (a button|its shape|its colour|a wheel);
        leak (in the rain|at once); collapse (under me|the first night); look (cheap|old|ridiculous on me|nothing like
        the photo!|second-hand); break (on the first trip|in the middle|at once); give me (blisters|a rash|back pain);
        arrive (dirty|damaged|with a hole|torn|in the wrong colour); turn (yellow|my skin green); come apart; rip
        """,
    ),
    "shows and books": (
        """
        the film; the movie; the book; the novel; the series; the story; the play; the concert; the show; the album;
        the song; the ending; the plot; the last episode; the musical; the exhibition; the podcast; the first chapter;
        the game; the documentary; it
        """,
        """
        make me (laugh|cry with joy|think|smile|feel good|want more); move me (deeply|to tears); touch (me|my heart);
        grip me (from the first page|at once); keep me (hooked|awake all night|guessing until the end); be (a
        joy|worth seeing|gripping|a classic|hilarious|full of surprises|a masterpiece|brilliantly written|a must|pure
        magic|the highlight of the year|well worth reading|great fun|magical|touching); have (great characters|a
        clever plot|a happy ending|heart|wit|a good message|beautiful pictures|great music); deserve (an Oscar|all the
        praise|a prize|ten stars|the hype); stay with me; change my life; win (every prize|my heart); teach me a lot;
        cheer me up; entertain (us|the whole family); surprise me in the best way; take my breath away; live up to the
        hype; give me hope; bring back happy memories
        """,
        """
        bore me (to death|to tears|from the start); drag (on|for hours); put me to sleep; make (no sense!|me yawn|me
        angry|me cringe|my head hurt); waste (two hours of my life|my evening|a great idea); be (predictable|too
        long|a copy of better films|full of clichés|badly written|a letdown|hard to follow|an insult to
        fans|dull|pointless|full of holes|a mess|unbearably slow|painful to watch|torture|way too violent|a flop|not
        worth it!|overrated|silly|a snooze); have (flat characters|a weak plot|a stupid ending|no plot!|no
        soul!|terrible acting|awful dialogue|cheap effects|too many adverts); disappoint (me|the fans); spoil (the
        book|everything); ruin (the series|the original|a great story); fail to (convince|entertain|surprise) me;
        annoy me; confuse me; insult the audience; go nowhere!; lack (humour|tension|heart|any idea); leave me
        (cold|bored|disappointed|confused); deserve the bad reviews; steal my time; end (badly|far too late); try too
        hard
        """,
    ),
    "courses": (
        """
        the course; this course; the class; the lesson; the lecture; the workshop; the training; the tutorial; the
        book; the video; the seminar; the exercises+; the examples+; the notebook; the explanation
        """,
        """
        teach me (a lot|so much|everything I needed); help me (a lot|to understand it|to find a job|at work); be
        (clear|well structured|easy to follow|worth every minute|full of good examples|fun|just right for
        beginners|eye-opening|up to date|very practical|motivating|a great start); make (everything clear|maths fun|me
        curious|it easy); open my eyes; prepare me well; change the way I work; give me (confidence|new ideas|useful
        skills|hope); inspire (me|the whole class); explain (everything|it) (well|simply|step by step); keep me
        (motivated|awake and curious); answer all my questions; deserve (praise|more students); improve my
        (English|grades|skills)
        """,
        """
        teach me nothing!; bore (me|the whole class|everyone); confuse (me|everyone|beginners); be (too fast|far too
        hard|out of date|badly structured|a waste of time|hard to follow|overpriced|full of errors|too
        theoretical|dull|useless for beginners|a joke|too long|badly explained|chaotic); waste (my time|a whole
        week|my money); skip (the basics|the important parts|too much); lack (examples|structure|any practice); start
        (late|with an hour of adverts); make (me tired|no sense!|me feel stupid|everything complicated); cost too
        much; leave (me confused|too many questions|everyone behind); put me to sleep; frustrate (me|us); have (broken
        links|bad sound|too many slides|no exercises!|wrong answers); contain (mistakes|outdated code); get cancelled;
        discourage (me|us)
        """,
    ),
    "transport and delivery": (
        """
        the train; the bus; the flight; our flight; the ferry; the taxi; the car; my bike; the tram; the parcel; my
        order; the package; the delivery; the letter; the plane; the underground; the hire car; the post
        """,
        """
        arrive (on time|early|safely|the next day|in perfect condition|sooner than expected|before noon); leave (on
        time|to the minute); come (on time|the same day|quickly|well packed|every ten minutes); be (on
        time|clean|punctual|comfortable|fast|well packed|complete|cheaper than expected|smooth|in one piece|free of
        charge|quick and easy); run (smoothly|on time|like clockwork); have (plenty of room|comfortable seats|free
        wifi|clean toilets|great views); take us (home safely|there in no time); land safely; save (me an hour|us a
        lot of time); start first time
        """,
        """
        arrive (late|hours late|damaged|broken|at the wrong house|open|empty|too late|a week late|in pieces|wet); be
        (late|delayed again|cancelled|overcrowded|dirty|lost|broken|freezing cold|two hours late|packed|on
        strike|damaged|incomplete|full of drunks|too crowded|stolen|out of service|dangerous); break down (on the
        way|again|twice|in the middle of nowhere); leave (too early|without us|an hour late); get (lost|stuck in
        traffic|cancelled|damaged|stolen|stuck in the snow); smell (bad|of beer|of petrol); crash (into a
        tree|yesterday); stand (in the rain|in the sun for hours); miss (the connection|the stop); cost (too
        much|double|a fortune); have (a flat tyre|an accident|dirty seats|no seats left!|broken brakes|parts missing);
        go (missing|to the wrong address); vanish; disappear; make (a detour|me late for work|me sick); need repairs;
        catch fire; run late; fail to (come|turn up|arrive); skid; skip our stop
        """,
    ),
    "times and events": (
        """
        the day; my day; the week; the weekend; the party; the wedding; the holiday; our trip; the evening; the
        meeting; the weather; my birthday; the summer; the match; the game; the interview; the picnic; the festival;
        the year; the news; the dinner; the date; my first day; the visit; the operation; the election; the move
        """,
        """
        be (wonderful|a success|great fun|unforgettable|better than expected|a dream come true|perfect|full of
        laughter|sunny|full of joy|good for us|the best in years|magical|a pleasure|relaxing|worth it|a huge success|a
        big hit); go (well|smoothly|according to plan|better than I hoped); make me (happy|smile|proud|so
        happy|hopeful); bring us (joy|luck|closer together); end (well|happily|with a hug|with a big party|in our
        favour); start (well|with good news|with a kiss); turn out (fine|well|great|better than expected); cheer us
        up; give me (hope|strength|courage); feel like a dream; fill me with joy; get better and better; exceed all
        hopes; leave me (happy|smiling|grateful); bring back good memories
        """,
        """
        be (awful|a disaster|a failure|ruined|boring|a nightmare|stressful|cancelled|spoiled by rain|worse than
        expected|a flop|exhausting|hell|the worst in years|rainy and cold|too short|a mess|a waste of time|full of
        arguments|chaos|a shock|bad for business|sad|tragic|miserable); go (wrong|badly|from bad to worse|terribly
        wrong); make me (sad|angry|sick|cry|nervous|furious|anxious); end (badly|in tears|in chaos|in a fight|in
        hospital|with a defeat); start (badly|with bad news|with a fight|late); turn out (badly|worse than we feared);
        drag on; break my heart; depress me; scare me; cost (too much|many lives|us a fortune); worry me; shock (me|us
        all); get worse; leave me (empty|in tears|exhausted|worried); ruin (everything|the week|my mood); fall
        through; bring (bad luck|nothing but trouble!|only stress)
        """,
    ),
    "body and treatment": (
        """
        my back; my knee; my head; my tooth; my skin; my stomach; my leg; my shoulder; my throat; my hair; my foot;
        the wound; the medicine; the treatment; the cream; the therapy; these pills+; the diet; the exercise; the
        massage; the vaccine; my arm; my eyes+
        """,
        """
        feel (much better|fine|great|good again|like new|soft and smooth|strong again); get (better|better every
        day|stronger); heal (well|quickly|without a scar); work (wonders|well|at once|like a miracle); help (me|a
        lot|at once|against the pain|me to sleep); look (healthy|much better|great); be (better|fine again|well
        again|as good as new|painless|a relief|effective|healthy|soft|calm again); relieve the pain; take the pain
        away; do me good; make me (feel better|stronger|fit again); improve (a lot|every day|quickly); calm me; give
        me my life back; recover fast
        """,
        """
        hurt (a lot|badly|all day|all night|again|like hell|terribly); ache (all day|all night|badly); get
        (worse|worse every day|infected|inflamed); burn (terribly|like fire); bleed (again|all the time); itch (all
        day|like mad|terribly); swell (up|badly); feel (stiff|sore|numb|terrible|awful); look
        (red|swollen|terrible|infected); be (swollen|sore|broken|painful|stiff|infected|in bad shape|worse than
        before|full of spots|too expensive|useless|dangerous|full of side effects); make (me sick|me tired|things
        worse|me dizzy); fail to help; give me (a rash|trouble|headaches|nightmares|cramps); fall out; cause (side
        effects|pain|allergies|a rash); take too long; keep me awake; trouble me; bother me; kill me
        """,
    ),
    "money and home": (
        """
        the price; the bill; the rent; the fee; the heating; the roof; the internet; the connection; the shower; the
        lift; the toilet; the neighbours+; the street; the deposit; the contract; the account; the electricity; the
        water; the window; the door; the lock; the noise; the air; the dishes+; the plants+; the view
        """,
        """
        be (fair|low|reasonable|fixed at last|clean|fast and stable|in good order|all
        right|perfect|affordable|friendly|cheaper now|like new|fine|great|lovely|under control|fantastic|worth it|a
        relief); work (well|again|perfectly|without trouble); suit us; please us; make (us happy|life easier|the flat
        special); save us money; improve (a lot|every week); look (good|clean|beautiful|great); go down; help us; get
        (better|cheaper); stay fair
        """,
        """
        be (far too high|wrong|outrageous|unfair|out of order|broken again|leaking|blocked|dirty|down
        again|terrible|unbearable|ice cold|a scandal|a joke|twice as high|stuck|rusty|disgusting|too loud|cut off|a
        disgrace|dead|hostile|covered in mould|ridiculous); go up again; leak (again|into the kitchen|all night);
        break (again|in winter|every month); fail (again|every evening|in winter); double; rise (again|every year);
        stink; smell (awful|of gas|of sewage); drive me mad; keep me awake; shock (me|us); annoy (me|us|everyone);
        bother us; disturb (me|us|everybody); make (me ill|too much noise|a racket|us angry); cost (too much|more
        every year); cut out; get (worse|worse every day|on my nerves); rot; ruin (our sleep|us|my mood)
        """,
    ),
    "teams and ideas": (
        """
        our team; my club; the team; the players+; the goalkeeper; the plan; the idea; the project; the government;
        the proposal; the solution; the report; the decision; the law; the design; the result; the strategy; the
        speech; the mayor; the party
        """,
        """
        win (the match|the cup|again|in style|every game|the final|the championship); score (a beautiful goal|in the
        last minute|three goals); play (brilliantly|well|like champions|with heart); be (brilliant|a
        success|convincing|outstanding|good news|a step forward|clever|excellent|great|a triumph|well thought
        out|fair|wise|on top|unbeatable|honest|a hit); impress (me|everyone|the fans|the judges); convince
        (me|everyone); work (out well|well|in practice); make (us proud|sense|a difference|things
        better|history|progress); deserve (the victory|praise|support|the prize); solve the problem; improve (our
        lives|everything|a lot); help (the poor|many people|everyone); succeed; pay off; save (jobs|lives|money|the
        planet); keep (its promises|calm|fighting); earn (respect|applause)
        """,
        """
        lose (the match|again|at home|by five goals|the final|every game|the lead); miss (the penalty|every chance|an
        open goal|the target); play (badly|like beginners|without passion|dirty); be (a failure|a bad
        joke|hopeless|weak|stupid|bad news|a step back|unfair|a disgrace|too expensive|pathetic|corrupt|a
        mistake|dangerous|nonsense|a scandal|unconvincing|full of mistakes|knocked out|useless|a lie); disappoint
        (me|everyone|the fans|the voters); fail (again|completely|miserably|at the last minute); make (things worse|no
        sense!|a big mistake|fools of us|empty promises); waste (money|our taxes|time|every chance); harm (the
        poor|everyone|nature|our city); lie to us; ignore (the people|the facts|our wishes); deserve (to lose|the
        criticism|the defeat); break (down|its promises|the law); collapse; cost (lives|too much|jobs); backfire; fall
        apart; give up; cheat; destroy (jobs|nature|trust); hurt (families|many people); let (us|the fans) down
        """,
    ),
}
