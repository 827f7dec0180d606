"""What happens to somebody, for better or worse, by scene (`scenes` explains the tables)."""

_ANYBODY = """
I; I; I; I; I; we; we; my son:m; my daughter:f; my husband:m; my wife:f; my brother:m; my sister:f; my friend; he:m;
she:f; they+
"""

SELF = {
    "days": (
        _ANYBODY,
        """
        sleep (well|like a log|wonderfully); have (a good day|fun|a great time|a lovely evening|a good laugh|so much
        fun|luck); feel (great|alive|at home|safe|much better|full of energy|on top of the world|free|loved); wake up
        happy; enjoy (every minute|every moment|the peace|the sun|the silence|life); relax (on the beach|in the
        garden|completely); laugh (a lot|until it hurt|all evening); find (a new home|true love|happiness|the perfect
        gift|my lost ring|good friends|some peace); make (new friends|a good friend|progress|peace); fall in love; win
        (the lottery|a trip|first prize|the bet|a free holiday); celebrate (all night|with friends|{my} success|{my}
        birthday); look forward to (the holidays|every day|seeing you|summer); be (in heaven|lucky|proud of the
        kids|at peace|over the moon|in a good mood); have a wonderful (dream|childhood|family|weekend); solve the
        problem; reach {my} goal; come home happy; get (lots of presents|good news|a nice surprise|a lovely letter);
        dance with joy; keep smiling; sing in the shower; have no worries!
        """,
        """
        sleep badly; have (a bad day|a terrible time|a nightmare|an argument|bad luck|a fight|an accident|a horrible
        week|a bad feeling); feel (lonely|awful|sick|worthless|unsafe|like a fool|exhausted|lost|left
        out|cheated|ill); lose (my temper|everything|all hope|a friend|the bet|a lot of money|{my} patience|{my}
        phone|{my} keys); cry (a lot|in the bathroom|myself to sleep!|in public); worry (all night|about money|too
        much); argue (all day|with everyone); oversleep (again|and miss the bus); spill (coffee on my shirt|red wine
        on the carpet|milk everywhere); burn (the food|the cake|{my} hand|{my} tongue); forget (the keys|the
        password|an important meeting|her birthday); miss (the bus|the last train|my family|the party|the deadline|the
        flight); get (lost|soaked|bad news|a fine|sunburnt|robbed|stuck in the lift|stung by a wasp|nothing but
        bills!); be (in trouble|broke|bored to death|on {my} own again|deep in debt|stressed|at the end of {my}
        tether!); regret it; fall down the stairs; step in something nasty; suffer; fight with (the neighbours|my
        parents|my partner); drop (my phone in the water|the cake|the eggs); hit {my} head; break (a tooth|a
        glass|{my} finger|my favourite mug); wait (in vain|in the rain for nothing); wake up (in pain|with a
        headache); need a lawyer
        """,
    ),
    "work and school": (
        _ANYBODY,
        """
        pass (the exam|the test|the course|with flying colours|with top marks); get (the job|a raise|a promotion|a
        good grade|the scholarship|a place at university|an award|a bonus|top marks); learn (so much|a lot|something
        new|fast|with pleasure); understand (everything|it all|maths|the lesson); finish (the project|school|the
        book|the report) (on time|early|with pride|successfully); love (the new job|going to school|this class|this
        subject); make progress; graduate (with honours|last week); impress (the boss|the teacher|everyone|the jury);
        win (the contest|the spelling prize|the contract|a new customer); earn (good money|more than
        before|praise|respect); enjoy (the lessons|working here|the challenge|each class); improve (a lot|my French|my
        grades|every week); achieve (a lot|my goal|so much); get along with (everyone|my colleagues|the whole class);
        master (the language|the software|the topic); meet the deadline; sign the contract; find (a dream job|a better
        job|the answer|the mistake in time); look forward to Monday; succeed; be promoted!; be top of the class!
        """,
        """
        fail (the exam|the test|the course|maths|twice|again|the interview|badly); get (fired|bad grades|a bad
        mark|nothing done|a warning|into trouble|no answer!|sacked|the sack); lose (the job|the contract|a
        customer|interest|the file|all my work); drop out (of school|after a month); miss (the deadline|the exam|half
        of the lessons); hate (Mondays|this job|school|going to work|maths|every lesson); struggle (with the
        homework|with maths|every day); work (for nothing|till midnight|too much|for a pittance); earn (too
        little|next to nothing!|less than before); quit (in anger|the course|after a week|in tears); waste (a year|a
        whole term|the whole day); be (overworked|underpaid|behind with everything|bullied|out of
        work|unemployed|burnt out|bored in class); make (a stupid mistake|too many mistakes|no progress!); fall
        behind; give up; get nowhere!; understand (nothing!|not a word!); have (too much homework|too much to do|no
        chance!|no time for a break!|trouble with the boss); forget (everything|the homework|the lines); be rejected!;
        cheat in the test; repeat the year
        """,
    ),
    "health": (
        "I; I; I; I; my mother:f; my father:m; my son:m; my daughter:f; my grandmother:f; my friend; he:m; she:f; we",
        """
        feel (better|fit|strong|well again|healthy|like new|ten years younger|rested); recover (fully|well|quickly);
        get (well|better|rid of the pain|good results|over the flu); sleep (through the night|deeply|without pain);
        lose weight; run (a marathon|faster than ever); be (healthy|pain-free|cured|well again|out of danger|fit|out
        of hospital); heal (well|fast); walk (without pain|again); have (more energy|good blood tests|a healthy
        baby|more strength); stop (smoking|worrying|coughing); eat well; survive (the accident|the operation|cancer);
        win the fight against the illness; breathe easily again; come home from hospital
        """,
        """
        feel (worse|dizzy|sick|weak|ill|terrible|so tired|like death); catch (a cold|the flu|a nasty infection); have
        (a headache|a fever|toothache|a cough|a stroke|back pain|panic attacks|an allergy|high blood pressure|a sore
        throat|stomach pains); suffer (a lot|from stress|from insomnia|every day); break (a leg|an arm|two ribs);
        faint (at work|on the bus); vomit (all night|again); bleed (badly|a lot); be (in pain|ill|in bed with flu|in
        hospital again|very sick|allergic to it|exhausted|in a coma); need (an operation|surgery|strong painkillers);
        get (worse|a rash|sick|an infection|food poisoning|bad news from the doctor); lose (my voice|blood|all
        strength|hair); cough (all night|blood); gain too much weight; collapse; die (alone|in pain|of cancer); limp;
        ache all over; lie awake with pain; hurt {my} (knee|back|neck|foot); shake with fever
        """,
    ),
    "travel": (
        "I; I; I; we; we; we; we; my family; our group; they+; the kids+; my parents+",
        """
        enjoy (the trip|the view|every day|the sea|the food|the city); have (a great view|the beach to {myself}|a
        wonderful holiday|perfect weather|a smooth flight|a safe trip); get (a free upgrade|a warm welcome|a sea
        view|the best seats); arrive (safely|early|relaxed|on time); see (dolphins|a beautiful sunset|amazing
        places|so many wonders); meet (lovely people|kind locals|friendly people); swim in (clear water|the warm sea);
        fall in love with (the city|the island|this place); want to (stay longer|come back|live there); feel (at
        home|safe|relaxed|welcome) there; find (a quiet beach|hidden gems|a cosy hotel|a cheap flight); relax by the
        pool; eat wonderful food; bring home (good memories|great photos); explore the island happily; miss (that
        place|the beach) already!; have a lot of fun on (the trip|the boat|the tour)
        """,
        """
        miss (the flight|our train|the last bus|the boat); lose (our luggage|the passports|my suitcase|a whole day);
        get (lost|robbed|sick on the boat|stuck at the airport|food poisoning|wet through|stung by jellyfish); spend
        (the night at the airport|hours in the queue|too much); be (cheated by the driver|ill the whole week|stuck in
        traffic|unhappy there|disappointed by the hotel|afraid at night); wait (five hours at the airport|in a long
        queue|for the bus in the cold); pay (far too much|twice|for nothing); hate (the food|the hotel|the long
        queues|every minute|the crowds); freeze (all night|in the tent); want to go home; argue (the whole way|about
        money); leave (early|a day early|in anger); have (no hot water!|no luggage for a week!|a terrible flight|an
        accident|bad weather|mice in the room|a flat tyre|trouble at the border); sleep on the floor; regret the trip;
        end up in the wrong town; break down on the motorway
        """,
    ),
    "shopping": (
        "I; I; I; I; I; we; we; my wife:f; my husband:m; my son:m; she:f; he:m",
        """
        get (a bargain|a good deal|a discount|a full refund|exactly what I wanted|good value for money|compliments);
        save (money|a lot of money|half of the price|a fortune); find (exactly the right size|what I needed|a
        bargain|the perfect dress); order (a second one|another one|more|it again); use it (every day|all the
        time|with pleasure); love (the colour|the quality|the design|how it feels|the sound|it); recommend it (to
        friends|to everybody|warmly); buy (it again|more of them|one for my mother too); pay (half of the price|very
        little); need only one minute to set it up!; be (happy with the quality|glad to have it|pleased with the
        purchase|delighted with it); wear it all the time; trust this brand; come back for more; wish for more
        """,
        """
        send it back; return it (at once|the same day); throw it (away|out|in the bin); regret (the purchase|buying
        it|every cent); pay (too much|twice as much|for rubbish|a fortune for nothing); waste (my money|fifty euros|a
        lot of money); get (ripped off|a broken one|the wrong size|a fake|a used one|no refund!|an empty box|cheated);
        fall for (the advert|a scam|a fake offer); lose (my money|the warranty|a hundred euros); demand a refund;
        complain (twice|to the shop|in vain); cut {my} finger on it; expect (more|better|much more)!; need a new one
        already!; be (disappointed by the quality|unhappy with it|sorry about the money|cheated); want (a refund|my
        money back); give it away; wait (weeks for it|for months); find (a hole in it|scratches on it|cracks|rust on
        it|mould in it|a cheaper one elsewhere!); have to (repair it|return it|glue it|buy a new one)
        """,
    ),
    "changes": (
        _ANYBODY,
        """
        get over (the shock|the loss|the divorce|it); find (the courage to speak|a way out|a flat at last|time to
        rest|a solution|peace at last); overcome (the fear|the illness|all problems); move into {my} dream house; give
        up smoking; lose the fear of flying; make up with (him|her|my sister|an old friend); get rid of (the pain|the
        stress|the debts|the mice|the old worries); pay off the (loan|debts); get out of (hospital|debt|danger); be
        (out of trouble|free again|back on {my} feet|much calmer now|better off now|allowed to go home early|able to
        walk again|surprised in a good way|given a second chance); escape (unhurt|from danger); have (time for the
        family|one worry less|more time now|the house to {myself}); learn to (trust again|relax|cope); win (the
        case|the argument|the fight against it); discover (a lovely cafe|a new hobby|something new every day); get
        {my} (money|bike|dog|energy|confidence|licence) back; receive (a kind letter|a medal|lots of praise|help at
        once); survive the storm
        """,
        """
        start (smoking|drinking|coughing) again; lose (the case|the house|{my} licence|{my} hope|a leg|{my}
        savings|the argument); get into (debt|trouble|a fight|an argument); fall (into debt|behind with the rent|for a
        lie|asleep at the wheel); be (worse off now|left alone|thrown out|lied to|kept in the dark|stuck
        here|evicted|in danger|made to work on Sundays|forced to sell the house|the last to know!|homeless|afraid of
        the dark|bitten by a dog|hit by a car|woken by the noise|left with the bill); give up (all hope|the dream|too
        early); have to (sell the house|give up the flat|pay a fine|pay for the damage|sleep on the floor|start all
        over again|share a bathroom|clean up the mess|wait outside in the cold|work at night|walk home in the
        rain|stand all the way|repeat it|apologise for him|take pills every day|close the shop); get (no sleep!|a
        parking ticket|a nasty letter|an electric shock|the blame|cold feet|left behind|thrown out|trapped in the
        lift|nothing but excuses!); find (mould in the bathroom|a worm in the apple|a dead mouse|a scratch on the
        car|nothing to eat!|the door locked); drive around for an hour in vain; end up (in hospital|in court|with
        nothing!|alone); face (ruin|prison|an operation); live in fear; wait (for ages|for nothing|outside in the
        cold|two weeks for an answer); owe a lot of money; turn it off after a minute; run out of
        (money|time|patience|petrol|ideas); stand in the rain for an hour; leave in tears
        """,
    ),
}
