"""Daily life, for better or worse, by scene (`scenes` explains the tables)."""

DAILY = {
    "eating out": (
        "I; I; we; we; we; my wife:f; my husband:m; the kids+; our guests+; my parents+; everyone at the table",
        """
        eat (too well|like kings|every crumb|far more than planned with pleasure); lick the plate clean; ask for (the
        recipe|seconds|more); finish every bite; get (a free dessert|the best table|a warm welcome|the last table with
        a view|huge portions); feel (full and happy|spoiled|like a guest of honour); find something for every taste;
        enjoy (the meal|every course|the view from the terrace|the live music); leave (a big tip|full and happy|with a
        smile); book a table for next week at once; celebrate there (every year|with pleasure); love (the starters|the
        dessert| the cosy corner|the friendly service); be (served at once|treated like royalty|pleasantly
        surprised|full of praise); come back for (the soup|the cake|more); order the same again; tell all {my} friends
        about it; rave about the (fish|dessert|cooking)
        """,
        """
        wait (an hour for a menu|forever for the bill|ages for a glass of water); get (the wrong dish|cold soup|burnt
        toast|tiny portions|food poisoning|a stomach ache|a dirty glass|the bill of another table); find (a fly in the
        soup|a stone in the rice|lipstick on the glass|glass in the salad|a bone in the filet); leave (hungry|half of
        it|without eating|in anger|before the dessert|the food on the plate); send (the steak|the wine|everything)
        back; pay (a fortune for a snack|for food we never got|far too much for so little); be (ignored for an
        hour|sick afterwards|still hungry|seated next to the toilet|charged for tap water|rushed through the
        meal|turned away at the door); complain to the manager; cook at home next time; choke on (a bone|the dry
        cake); cancel the reservation; eat in the cold; regret the (trip|dessert|order); need a burger on the way
        home; push the plate away
        """,
    ),
    "living": (
        """
        I; we; we; my family; our flatmates+; my sister:f; my brother:m; the new tenants+; the old lady upstairs:f; my
        parents+; students+
        """,
        """
        move into (a bright flat|a bigger house|{my} own four walls|a quiet street); feel (at home|safe|welcome)
        there; get on well with (the neighbours|the landlord|each other); have (a big garden|plenty of light|a lovely
        view|good neighbours|a sunny balcony|everything nearby|enough space at last); pay (a fair rent|less rent
        now|very little for so much space); live (in peace|close to the park|happily there|next to nice people); save
        (energy|on heating); settle in (quickly|well); decorate it with love; grow (vegetables|roses) on the balcony;
        enjoy (the silence|the fresh air|the short way to work|warm evenings on the terrace); find a flat (quickly|at
        a fair price|with a balcony); finish the repairs at last; keep the place tidy
        """,
        """
        freeze in (the flat|winter|{my} own bedroom); live (next to a noisy bar|in a damp cellar|on a busy road|above
        a disco|in a tiny room|without heating|with mice); pay (too much rent|a fortune for a tiny room|for repairs
        twice); have (mould on the walls|cockroaches in the kitchen|no hot water!|no lift!|leaking pipes|a flooded
        cellar|noisy neighbours|trouble with the landlord|rats in the yard|wet walls); hear (every word of the
        neighbours|the trains all night|the drill every morning|the lift all night); lose the (flat|deposit|lease);
        get (thrown out| burgled|no reply from the landlord!|a rent rise every year|an eviction notice); fight (with
        the landlord|over the bathroom|about every bill); sleep with earplugs; move out (in anger|because of the
        noise); need (a new roof|a plumber again|a dehumidifier); smell the rubbish (all day|in summer); share the
        shower with ten people
        """,
    ),
    "online": (
        "I; I; I; we; my son:m; my daughter:f; my mother:f; people+; many users+; my friend; teenagers+",
        """
        find (new friends|the answer|everything|good advice|old friends|a job) online; learn (to code|to draw|to
        cook|a language) with it; get (hundreds of likes|kind comments|a quick answer|helpful tips|real help); stay in
        touch with family; meet {my} partner there; save time with it; share it with pleasure; laugh at the videos;
        sell (everything|the old bike) for a good price; feel (safe|understood|connected) there; have fun with it; use
        it with joy; subscribe gladly; install it in a minute; recover all the photos; learn something new every day
        """,
        """
        get (insulted|hacked|scammed|spam every day|blocked for nothing|hateful comments|bullied|threatened|a
        virus|fake news|endless adverts|locked out) online; lose (all contacts|the account|the photos|money to a
        scammer|hours to it|sleep over it); fall for (a scam|fake news|a fake profile|a phishing mail); waste
        (hours|whole days|so much time) there; see (lies everywhere|violent videos|the same advert ten times); be
        (addicted to it|spied on|cheated| tired of the adverts|harassed|mobbed|overwhelmed by mails); delete (the
        account|the app) in anger; close the account; hate the (comments|new design|adverts); receive
        (threats|spam|hate mail|viruses); regret the post; miss the old version; restart it ten times a day; wait for
        a reply in vain; report the (abuse|scam|bully)
        """,
    ),
    "love and friendship": (
        """
        I; we; he:m; she:f; they+; my best friend:f; my daughter:f; my son:m; my sister:f; my brother:m; Anna:f; Tom:m
        """,
        """
        fall in love (at first sight|again); get (married|engaged|a marriage proposal|a love letter|back together);
        have (a baby|a wonderful wedding|a happy marriage|true friends|someone to lean on|a lovely date); find (the
        right partner|true love|a friend for life|{my} soulmate); kiss and make up; forgive everything; celebrate (the
        golden wedding|ten years of marriage|with all {my} friends); talk for hours with pleasure; feel
        (loved|needed|understood| close to you|happy together); expect a baby; hold hands; laugh together; trust each
        other; be (in love|happily married|good friends|over the moon|there for each other|inseparable|proud parents);
        make peace; stay friends; hug (and kiss|for a long time); become (a father|a mother|best friends|grandparents)
        """,
        """
        break up (by text message|last week|again|in tears); get (dumped|divorced|ghosted|a broken heart|left at the
        altar); cheat (on his wife|again and again); fight (all the time|about money|every day); cry (over the
        divorce| about him|about her|at the funeral); lose (a good friend|the baby|trust|touch|the love of {my} life|a
        child); feel (used|betrayed|rejected|unloved|lonely|jealous|misunderstood|abandoned); argue (in public|about
        nothing|every night); stop talking; break up for good; separate; be (heartbroken|single again and sad|stood
        up|jealous|on {my} own at Christmas|bitter|estranged|dumped|in mourning|widowed); hate each other; wait for a
        call in vain; miss {my} ex; sleep alone; tell (lies|nasty stories); slam the door; throw plates; forget the
        anniversary; grow apart; mourn (for him|for the dog|a friend); bury (a friend|the dog|grandpa)
        """,
    ),
    "nature and world": (
        """
        the city; the river; the sea; the forest; the air; the country; the world; the economy; the situation; nature;
        the town; the climate; our street; the village; the harvest; the future; the island; the lake; the traffic;
        the prices+; the news; the storm; the war; the virus; the government
        """,
        """
        get (better|cleaner|greener|safer|quieter|healthier); recover (slowly|well|from the crisis); be (clean again|
        beautiful|safe now|full of life|at peace|better than ever|peaceful|full of hope|under control|good for
        everyone| pure and fresh); improve (a lot|every year); grow (again|well); bring (peace|hope|jobs|joy|new
        life|good fortune); come to life; offer hope; look (promising|wonderful|bright); bloom; flourish; make (us
        hopeful|people happy|life better); give us (hope|clean water|strength); prosper; invite us to relax; take a
        turn for the better
        """,
        """
        get (worse|dirtier|dangerous|out of control|more polluted|too crowded); be (polluted|poisoned|full of plastic|
        in danger|on fire|a threat|at war|in crisis|under water|terrifying|dying|in ruins|dead|contaminated|full of
        smog|alarming|unsafe at night|depressing); destroy (houses|the harvest|lives|everything|the village); kill
        (people|many animals|fish|hundreds|innocent people); suffer (from the drought|a lot|under the heat); collapse;
        burn (for days|down); flood the (town|fields|cellars); cause (damage|panic|deaths|chaos|great suffering); rise
        out of control; die; frighten (us|people|everyone); stink (of gas|of petrol|in summer); threaten (us|the
        coast|peace); cost (lives|jobs|billions); ruin (the harvest|farmers|our holiday|the coast); worry
        (us|everyone| experts); make (people ill|us anxious|life harder); lack (rain|water|jobs|doctors); face
        (disaster|hunger); leave people homeless; go downhill; fall apart; break all the bad records
        """,
    ),
    "children and school life": (
        """
        my son:m; my daughter:f; the baby; the children+; our twins+; my little brother:m; my niece:f; my grandson:m;
        the pupils+; her boy:m; our youngest; the boys+; the girls+; the class
        """,
        """
        sleep through the night; smile (all day|at everybody|for the first time); play (nicely|happily|together in
        peace); learn (to walk|to swim|to read|quickly|with joy); eat (everything|the vegetables happily); make
        (friends quickly| us proud|a drawing for {me}|good progress); love (the kindergarten|the new
        teacher|school|this toy|this book); win (a prize at school|the race|the contest); share (the
        toys|sweets|everything); sing so sweetly; say the first word; behave (well|like angels); get (good marks|a
        star for the homework|praise from the teacher); laugh (all day|out loud with joy); help (in the
        house|{me}|other children); grow (well|strong and healthy); be (as good as gold|healthy and happy|so brave|top
        of the class|full of joy|a joy|polite to everyone|proud of the prize); tidy up without a word!; look so cute;
        stay healthy
        """,
        """
        cry (all night|for hours|at school|all the way); scream (all night|at {me}|in the shop); fight (all day|with
        everyone|in class); hit (other children|{my} sister|the teacher); break (the window|everything|{my} arm|the
        vase); refuse (to eat|to sleep|to go to school|the vegetables); get (bad marks|bullied|lost in the shop|sick
        again| teased at school|into fights|a nosebleed|lice); skip school; fail (maths|the year|the spelling test);
        lie to {me}; steal (sweets|money); be (ill again|bullied at school|afraid of the teacher|rude|out of
        control|bored in class|lonely at school|in hospital|feverish|miserable there|unhappy at school|behind in
        reading|scared of the dark|mean to each other); fall (off the swing|down the stairs|out of bed|behind at
        school); lose (a tooth in a fight|{my} jacket|the key); hate (school|the food there|the new teacher|maths);
        vomit (in the car|all night); destroy the toy at once; have (a fever|nightmares|no friends!|an
        accident|trouble at school|a tantrum); quarrel; bite {me}; wake up screaming; throw (food|stones|the phone in
        the toilet)
        """,
    ),
}
