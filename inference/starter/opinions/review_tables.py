"""What people write opinions about: domains with their nouns, their own adjectives and their events.

An event tells an opinion without a polar word. Events are whole clauses that end with `;`; `(a|b)` is a choice.
"""

from typing import NamedTuple


class Domain(NamedTuple):
    """The words of one subject of opinions."""

    nouns: str
    positive: str
    negative: str
    good_events: str
    bad_events: str


DOMAINS = {
    "film": Domain(
        """
        film movie comedy show series documentary play cartoon ending story plot trailer scene thriller
        """,
        """
        funny exciting moving gripping touching hilarious original romantic thrilling entertaining well-acted
        """,
        """
        slow predictable silly endless confusing long-winded unfunny violent shallow senseless lifeless forgettable
        """,
        """
        I (laughed|smiled|laughed and cried) (all the time|the whole time|until the end); the audience
        (clapped|cheered) at the end; I (have seen|saw|watched) it (three|four|five) times; I will (watch|see) it
        again (soon|tomorrow|next week); I could watch it (again and again|every day); it kept me (on the edge of my
        seat|awake all night); we talked about it for (days|hours); the actors (play|played) their parts (very
        well|with heart); I did not want it to end; my (kids|children|parents) want to see it again; I was
        (crying|laughing) with joy; the jokes are (really funny|clever); every (minute|scene) was worth it; it won
        (many|three) prizes and deserved them; time flew by
        """,
        """
        I (fell|nearly fell|almost fell) asleep (after ten minutes|in the middle|halfway through); I (left|walked out)
        (before the end|after half an hour|early); (half|most) of the audience left; I looked at my watch (all the
        time|every five minutes); I (couldn't|could not) wait for the end; the jokes are (old|not funny|flat); the
        actors (cannot|can't) act; it goes on (and on|forever); I turned it off (after twenty minutes|in the middle);
        nothing happens (for two hours|in it); I want (my two hours|my evening) back; I nearly left the cinema; nobody
        (laughed|clapped); I did not laugh (once|a single time); the story (goes|went) nowhere
        """,
    ),
    "book": Domain(
        """
        book novel story poem textbook magazine chapter biography guidebook comic
        """,
        """
        gripping clever well-written moving exciting thrilling informative wise original entertaining interesting
        fascinating
        """,
        """
        long-winded confusing dry predictable shallow unreadable badly-written repetitive slow silly
        """,
        """
        I (read|finished) it in one (night|day|weekend); I (read|have read) it (twice|three times); I (gave|will give)
        it to all my friends; I (stayed|was) up all night to finish it; I was sad when it (was over|ended); I can't
        wait for the next one; every page is a pleasure; it changed (my life|the way I think); I learned so much from
        it; it (belongs|will stay) on my shelf forever; (my kids|the children) ask for it every night; I (could
        not|couldn't) stop reading
        """,
        """
        I (stopped|gave up) after (ten pages|the first chapter|twenty pages); I (threw|put) it away; I never finished
        it; it is full of (mistakes|errors|clichés); I (fell asleep|dozed off) over it; the author repeats himself; I
        (gave|sold) it away (at once|the next day); every page was (hard work|torture); I did not learn anything; the
        print is too small to read; half of the pages (were|are) missing; I wish I had never bought it; I skipped most
        of it
        """,
    ),
    "restaurant": Domain(
        """
        food meal dinner soup pizza cake coffee restaurant breakfast lunch dessert menu sandwich burger bread steak
        pasta cafe
        """,
        """
        delicious tasty fresh yummy healthy mouth-watering homemade juicy crispy warm generous
        """,
        """
        cold stale salty greasy burnt tasteless bland raw overcooked inedible bitter sour dry rotten
        """,
        """
        (we|I) will (come back|be back|eat here again) (soon|next week|every month); I could eat it every day; I asked
        for (more|the recipe|a second plate); we (ate|finished) everything; it (melts|melted) in the mouth; the waiter
        was (kind|friendly|quick); the portions are (generous|big); I licked my plate; the table was ready (for us|on
        time); everybody wanted more; the cook (knows|knew) what he (is|was) doing; they gave us a free
        (dessert|drink); it tasted like my grandmother's; we stayed until midnight
        """,
        """
        there was a (hair|fly|stone) in (my|the) (soup|food|salad); I (was|got|felt) (ill|sick) (afterwards|after
        it|the next day); we (waited|had to wait) (an hour|two hours|forever) for our (food|drinks|table); the waiter
        was (rude|slow|unfriendly); the plates were dirty; the portions are tiny; I left half of it; we will
        (not|never) (come back|eat there again); I sent it back; the bill was (wrong|far too high); the meat was still
        raw; they (mixed up|lost) our order; everything came cold; it tasted like (paper|plastic|water); I
        (couldn't|could not) eat it; the milk was sour
        """,
    ),
    "hotel": Domain(
        """
        hotel room holiday trip flight beach view bed bathroom pool apartment journey tour city
        """,
        """
        clean comfortable cosy quiet spacious relaxing friendly luxurious sunny peaceful bright
        """,
        """
        dirty noisy uncomfortable cramped smelly filthy dark cold unsafe overcrowded damp shabby
        """,
        """
        (we|I) slept like (a baby|babies); we (stayed|booked) two more days; we (want|would like) to come back (next
        year|soon); the staff (helped|welcomed) us (at once|with a smile|with everything); the bed was (so
        soft|wonderfully soft); everything was (clean|spotless); we felt (welcome|at home); the sea was (right in
        front of|just outside) our window; the kids loved the pool; we got a free upgrade; breakfast was included and
        plentiful; it was so quiet that we slept well
        """,
        """
        there were (insects|bugs|cockroaches|mice) in the (bed|bathroom|room); the (shower|heating|lift|air
        conditioning) did not work; there was no hot water; I could not sleep (because of the noise|all night); the
        (sheets|towels|windows) were dirty; the walls are (paper-thin|thin); (our|my) (luggage|suitcase|bag) (was|got)
        lost; the flight was (cancelled|late|delayed by five hours); the staff was (rude|unfriendly|never there); it
        rained (every day|all week); we left after one night; the carpet was (wet|full of stains); somebody stole my
        (bag|money|passport); they charged us twice; the toilet was blocked
        """,
    ),
    "device": Domain(
        """
        phone laptop computer camera printer tablet screen keyboard car bike machine television headphones
        vacuum_cleaner watch battery radio oven
        """,
        """
        fast reliable light powerful quiet handy sturdy practical affordable modern robust
        """,
        """
        slow noisy unreliable heavy fragile defective overheated outdated loud flimsy complicated
        """,
        """
        it (works|worked) (straight away|from the first day|at once|like new|every time); the battery lasts (for
        days|all day|for a week); the (screen|picture|sound) is (sharp|bright|clear|crisp); it (starts|charges) in
        seconds; I use it every day; it (has|had) never let me down; it still works after (five|ten) years; even my
        grandmother can use it; it was (cheap|cheaper) and does the job; I bought (a second one|another one); setting
        it up took two minutes; it does everything I need; my whole family uses it
        """,
        """
        it (stopped|quit) working (after a week|after two days|the next day); it (broke|died) (after a month|on the
        first day|at once|yesterday); the battery (is always|was) empty; it (overheats|freezes) (all the time|every
        day); it (won't|doesn't|does not) (start|turn on|charge); the screen (cracked|broke|went black); I sent it
        back; it (makes|made) a strange noise; I need a new one already; it takes (hours|ages) to start; the sound is
        (awful|full of noise); a button fell off; parts (were|are) missing; it arrived broken; it (keeps|kept)
        (breaking|freezing|overheating|switching off)
        """,
    ),
    "software": Domain(
        """
        app website program game software update chatbot search_engine service version tool translation model
        password_manager
        """,
        """
        fast simple easy useful reliable clever intuitive free helpful powerful handy secure
        """,
        """
        slow buggy confusing complicated outdated unreliable useless insecure unstable unusable
        """,
        """
        it (saves|saved) me (hours|a lot of time) (every week|each day|at work); everything (works|worked) (at
        once|the first time|as it should); the new version is much (faster|better); they (fixed|solved) (it|the
        problem|the bug) (in a minute|at once|within an hour|the same day); it (answers|answered) every question
        (correctly|in seconds); I found it in seconds; it has never crashed; installing it was child's play; I use it
        all the time; it just works; the support answered (at once|within minutes)
        """,
        """
        it (keeps|kept) (crashing|freezing|asking for my password|losing my data|stopping); it crashed (again|three
        times|twice) (today|this morning|before lunch); I (lost|have lost) (all my|my) (data|work|photos|files); it
        (deleted|destroyed) my files; (the page|it) (never|does not|won't) (loads|load|open) properly; there are
        (ads|advertisements) everywhere; it is full of (bugs|errors|viruses|ads); the support never
        (answers|answered|replied); I can't log in; I deleted it (at once|after a day); the update broke everything;
        it sends me (spam|ten emails a day); half of the buttons do nothing; the answers (are|were) wrong
        """,
    ),
    "course": Domain(
        """
        course class lesson teacher book video tutorial workshop school lecture exercise notebook chapter training
        """,
        """
        clear helpful interesting useful interactive inspiring practical informative motivating well-structured
        patient
        """,
        """
        confusing unclear boring outdated unstructured shallow impatient disorganised monotonous incomprehensible
        """,
        """
        I (learned|have learned|learnt) (so much|a lot|more than ever); now I (understand|can do) it; everything was
        explained (step by step|clearly|well); I passed (the|my) exam (because of it|with the best grade); I
        (can't|cannot) wait for the next (lesson|one); every question was answered; the examples (help|helped) a lot;
        I signed up for the next one; I finally understand (it|statistics|grammar|attention); time flew; my students
        love it; it opened (a new world|doors) for me; the teacher took time for everyone
        """,
        """
        I (learned|learnt|understood) (nothing|almost nothing); nobody understood (anything|the teacher); the teacher
        (just reads|only read) from the slides; I dropped out (after two weeks|in the middle); I (failed|did not pass)
        the exam (because of it|twice); the examples don't work; half of the (links|videos) are broken; my questions
        were never answered; I (fell asleep|almost fell asleep) in every lesson; it is far too
        (expensive|slow|difficult); it was cancelled (twice|again); everyone was lost; I want to quit
        """,
    ),
    "service": Domain(
        """
        service staff shop delivery company support bank hospital doctor dentist hairdresser waiter seller order bus
        train
        """,
        """
        friendly helpful polite fast kind efficient professional attentive honest punctual quick reliable fair
        """,
        """
        rude slow unfriendly impolite unhelpful dishonest arrogant incompetent late unprofessional careless expensive
        """,
        """
        (they|she|he) (solved|fixed) (my problem|it|everything) (in a minute|at once|in no time|for free); my
        (order|parcel) (arrived|came) (early|on time|the next day|well packed); I got my money back (at once|without
        any trouble); they (called|answered) (back|me back) within (minutes|an hour); (they|she|he) (helped|listened
        to) me (with a smile|at once|patiently|when nobody else did); they even (brought it to my door|sent me a
        card|gave me a discount); I felt in good hands; they went out of their way to help; the price was fair; they
        keep their promises
        """,
        """
        (nobody|no one) (helped|listened|answered|came|cared); my (order|parcel) never (arrived|came); they (never|did
        not) (called|answer|call) (back|me back); I (had to wait|waited) (for hours|two hours|three weeks) (on the
        phone|in line|for an answer); they (sent|gave) me the wrong (one|size|order|bill); they (lied|lied to me);
        they charged me (twice|too much); they (broke|lost|damaged) my (parcel|bag|glasses|car); he (shouted|yelled)
        at me; she was (on her phone|in a bad mood) the whole time; they refused to help; I was (ignored|treated like
        a child|sent away)
        """,
    ),
    "person": Domain(
        """
        boss neighbour friend teacher colleague brother sister team guide coach class family teammate roommate
        """,
        """
        kind friendly helpful funny generous honest patient clever warm-hearted reliable caring loyal polite
        supportive
        """,
        """
        rude selfish arrogant mean lazy dishonest unfriendly cruel cold impatient unfair greedy jealous aggressive
        """,
        """
        (he|she) (always helps|helped) (me|us|everyone) (at once|without a word|when I needed it); (he|she)
        (makes|made) (me|us|everybody) laugh; we (laugh|laughed) a lot together; (he|she) (remembered|never forgets)
        my birthday; (he|she) (saved|changed) my life; I can (always|really) (trust|count on) (him|her); (he|she)
        brought me flowers; (he|she) gave me a hug; I am lucky to know (him|her); we became best friends; (he|she)
        stood by me
        """,
        """
        (he|she) (always|never stops) (complains|complaining); (he|she) (lied|lies) to (me|us|everyone); (he|she)
        (shouts|shouted|yelled) at (me|us|everybody); (he|she) (forgot|ignored) my birthday; (he|she) (broke|breaks)
        (his|her|every) promise; nobody can (trust|stand) (him|her); (he|she) talked behind my back; (he|she) stole my
        (idea|money|lunch); (he|she) (laughed at|made fun of) me; (he|she) never says (thank you|hello); (he|she) made
        me cry; (he|she) treats people badly
        """,
    ),
    "clothes": Domain(
        """
        shirt jacket coat dress shoes bag chair table bed umbrella toy present lamp sofa suitcase hat
        """,
        """
        comfortable beautiful warm soft elegant stylish sturdy well-made practical pretty colourful
        """,
        """
        uncomfortable ugly thin flimsy scratchy tight cheap-looking worn badly-made stiff unwearable
        """,
        """
        it fits (perfectly|like a glove|very well); I (wear|use) it every day; everyone asks me where I bought it; it
        (looks|looked) even better (than in the picture|in real life); the colour is lovely; it (keeps|kept) me warm;
        it still looks (new|like new) after years; I bought (two|three) of them; I got so many compliments
        """,
        """
        it (fell apart|tore|broke) (after a week|the first time|at once|in the wash); it does not fit; it is (too
        small|too tight|far too big); the colour (faded|ran|is wrong); it smells of (plastic|glue|chemicals); it
        (shrank|lost its colour) in the wash; there was a hole in it; I sent it back; a leg broke off; the zip
        (broke|is broken); it looks nothing like the picture; it scratches; I got a rash from it
        """,
    ),
    "music": Domain(
        """
        song concert album band singer music melody orchestra voice festival party
        """,
        """
        beautiful catchy moving energetic lively original powerful touching relaxing cheerful
        """,
        """
        boring noisy loud flat monotonous repetitive unoriginal shrill dull tuneless
        """,
        """
        (I|we) danced (all night|the whole time); I (listen|have listened) to it (every day|all day|again and again);
        everybody (sang|danced) along; I had goosebumps; the crowd (went wild|asked for more); I can't get enough of
        it; they played for three hours and we wanted more; I bought the album (at once|on the spot)
        """,
        """
        (I|we) left (early|after three songs|before the end); my ears hurt; (the singer|she|he) (couldn't|can't) sing;
        you could not hear the (singer|music); the sound was (awful|far too loud); they played only (thirty
        minutes|four songs); they were (drunk|late|out of tune); everybody (left|went home); I turned the radio off
        """,
    ),
    "life": Domain(
        """
        day week weekend party weather news birthday year morning evening job match match idea game
        """,
        """
        sunny relaxing exciting happy unforgettable special successful lucky peaceful
        """,
        """
        stressful rainy boring sad exhausting lonely unlucky gloomy hard
        """,
        """
        I (got|have got) (the job|a new job|a raise|good news|a prize); I (passed|have passed) (my|the) (exam|driving
        test|test); (we|our team) won (the match|the game|the final); I'm in love; my (friends|parents) threw a party
        for me; I am (feeling|doing) (great|so much better|well); (I'm|I am) (healthy|happy) again; we are getting
        married; the sun is shining and I feel alive; my (sister|best friend) is coming to visit; I found my
        (keys|wallet|dog) again; I slept well; I am looking forward to (it|tomorrow|the summer|the holidays); my dream
        came true; everything (worked out|went well|is fine)
        """,
        """
        I lost my (job|keys|wallet|phone|best friend); I (failed|have failed) (my|the) (exam|test|driving test);
        (we|our team) lost (the match|the game|the final|again); my (dog|cat|grandfather) died; I (am|feel)
        (sick|ill|so lonely|terrible|tired of everything); somebody (stole|broke) my (bike|phone|car|bag); I missed
        (the|my) (train|bus|flight) (again|this morning); I broke my (leg|arm|glasses); she left me; he forgot (me|our
        anniversary); my head hurts; I (cried|have been crying) (all day|all night|for hours); nobody came to my
        party; I can't sleep; I have too much work; everything (is|was) (wrong|a mess|broken); it has been raining for
        weeks
        """,
    ),
}
