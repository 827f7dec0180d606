"""What people do that speaks for or against them, by scene (`scenes` explains the tables)."""

PEOPLE = {
    "staff": (
        """
        the waiter:m; the waitress:f; the receptionist; the cashier; the cook; the barman:m; the manager; the guide;
        the staff; the shop assistant; the hairdresser; the flight attendant; the porter:m; the clerk; the team+
        """,
        """
        smile at {me}; greet {me} warmly; welcome {me} with a drink; help {me} at once; bring {me} (fresh towels|extra
        water|a blanket); take care of {me}; remember (our names|my order|what we liked); be patient with {me}; be
        very attentive; make {me} feel (welcome|special|at home); give {me} (good advice|a discount|a free drink|a
        better room); find a table for {me}; go the extra mile; carry (my|our) bags; explain (the menu|everything) to
        {me}; listen to (my|our) wishes; know the city well; work fast; keep {my} promise; wish {me} a nice day; be
        well trained; treat {me} with respect
        """,
        """
        ignore {me}; forget (our drinks|my order|about us|half of the order); be rude to {me}; shout at {me}; roll
        {my} eyes; keep {me} waiting; bring (the wrong dish|the wrong bill|cold food); spill (wine|soup|coffee) on
        {me}; argue with {me}; laugh at {me}; overcharge {me}; send {me} away; look annoyed; complain about the
        guests; lie to {me}; be in a bad mood; play with {my} phone all the time; insult {me}; be slow and careless;
        mix up (our|my) order; snap at {me}; drop my plate; disappear for an hour; get everything wrong; cheat {me};
        make {me} wait; refuse to help {me}; treat {me} like (dirt|criminals|children)
        """,
    ),
    "health workers": (
        "the doctor; the nurse; the dentist; the surgeon; my therapist; the vet; the midwife:f; the pharmacist; Dr Lee",
        """
        listen to {me}; take (time|my worries seriously); save (my|her|his|our dog's) life; cure {me}; explain
        everything well; calm {me} down; find the cause (quickly|at once); relieve my pain; be gentle and careful;
        heal my (back|foot|wound); comfort {me}; answer all (my|our) questions; treat {me} with care; know what to do;
        see {me} at once; make {me} feel safe; help {me} to get well; keep calm; encourage {me}
        """,
        """
        hurt {me}; rush (everything|me); miss (the problem|my illness|the broken bone); prescribe the wrong
        (pills|medicine); ignore my pain; scare {me}; make a (terrible|serious) mistake; keep {me} waiting for hours;
        interrupt {me}; make it worse; lose my (file|test results|blood test); be cold and impatient; send {me} home
        too early; frighten my (child|son|daughter); cause me a lot of pain; overlook the (illness|infection); lack
        experience; charge me a fortune; give {me} the wrong injection
        """,
    ),
    "teachers": (
        """
        the teacher; our teacher; the professor; the lecturer; the trainer; my tutor; the instructor; the coach; the
        speaker; our English teacher
        """,
        """
        explain (everything|it|grammar|the topic) (well|clearly|patiently); inspire {me}; motivate {me}; make {me}
        laugh; answer (every question|all our questions); prepare {me} well for the exam; praise {me}; use good
        examples; believe in {me}; help the weak pupils; make learning (fun|easy); know the subject well; give {me}
        useful feedback; keep {me} interested; encourage {me} to ask; care about the students; be fair to everyone;
        make (hard|difficult) things (simple|easy); support {me}
        """,
        """
        bore {me}; confuse {me}; shout at {me}; talk too fast; read from (the book|old slides); skip half of the
        lesson; humiliate {me} in front of the class; arrive late; waste (our|my) time; make {me} feel stupid; punish
        {me} for nothing; lose (our tests|my homework); be unfair to {me}; mumble; have favourites; contradict {my}
        own words; refuse to explain it; give (far too much|pointless) homework; make fun of {me}; be badly prepared;
        forget what (she|he) said; ignore (our|my) questions
        """,
    ),
    "tradespeople": (
        """
        the plumber; the electrician; the mechanic; the builder; the painter; the carpenter; the gardener; the
        technician; the tailor; the garage; the repair shop; the movers+; the cleaners+
        """,
        """
        fix (it|the leak|my car|the roof|everything) (quickly|the same day|in an hour|for a fair price); do (a great
        job|a good job|excellent work|careful work); arrive on time; leave everything clean; charge (a fair price|less
        than agreed); repair (my bike|the heating|our washing machine) perfectly; know (the trade|the job); give an
        honest price; finish (early|ahead of time|on time); solve the problem; come at once; keep (the deadline|{my}
        word); work neatly; take care of every detail; explain what was wrong; save {me} a lot of money
        """,
        """
        ruin (the floor|my car|our kitchen|the wall); overcharge {me}; leave a (huge|terrible) mess; break (a
        window|the door|my mirror|two plates); make (a mess|it worse|a big mistake); cancel (at the last minute|three
        times); arrive (hours late|two hours late); damage (the wall|our furniture|my car); scratch (my car|the
        floor); cheat {me}; demand (more money|double the price); use cheap parts; do (a terrible job|sloppy work|half
        of the work); disappear with my money; leave without finishing; flood the (bathroom|kitchen|cellar); forget to
        come; invent (problems|repairs|costs); smoke in my kitchen
        """,
    ),
    "companies": (
        """
        the company; the bank; this shop; the airline; customer service; the seller; the insurance; the hotline; my
        phone company; the landlord; the agency; the online shop; the delivery service; the post office; the council;
        the support team
        """,
        """
        reply (at once|within a day|within minutes|quickly); refund {me} (at once|in full|the same day); keep {my}
        promises; send {me} (a new one|a replacement|my order early); apologise and fix it; offer {me} (a discount|a
        fair price|help); solve (my problem|the problem|everything) (in a day|at once); call {me} back; deliver (on
        time|early|everything safely); give {me} my money back; treat {customers} well; make everything easy; care
        about {customers}; pack everything (carefully|well); repair it for free; put things right; answer (my mail|my
        letter|the phone) at once; charge fair prices; help {me} out; thank {me}
        """,
        """
        cheat {customers}; charge {me} twice; lie to {me}; ignore (my mails|my complaint|my calls|my letters); lose
        (my order|my parcel|our contract|my data); send (the wrong size|a broken one|a fake|spam|the wrong parts);
        hide the costs; keep my (money|deposit); raise the (price|rent|fees) again; cancel my (order|flight|contract);
        block my (account|card); deceive {customers}; break {my} promises; blame {me}; refuse (to pay|a refund|to
        help); hang up on {me}; sell my data; demand (extra money|more fees); deliver (late|the wrong thing|rubbish);
        threaten {me}; take (weeks|ages|forever) to reply; waste my time; treat {customers} badly; pay me late; blame
        the weather; put {me} on hold for an hour
        """,
    ),
    "colleagues": (
        """
        my boss; our boss; my colleague; the new manager; my team; our director; my assistant; my supervisor; the new
        colleague
        """,
        """
        support {me}; trust {me}; praise (my|our) work; give {me} a (raise|chance|day off); listen to (my|our) ideas;
        share (ideas|the work) with {me}; say thank you; respect {me}; help {me} (with the report|when I am
        stuck|out); treat {me} fairly; bring cake for everyone; stay calm; keep {my} word; defend {me}; give {me}
        credit; work hard; meet every deadline; solve problems; take good decisions; encourage {me}; promote {me}
        """,
        """
        fire {me}; steal my ideas; shout at {me}; blame {me} for everything; bully {me}; take all the credit; talk
        behind my back; ignore {me}; treat {me} like (slaves|a child|a machine); spread (rumours|lies); cancel (my
        holiday|the project); criticise everything; interrupt {me}; be late for every meeting; gossip about {me};
        refuse my holiday; pay {me} too little; mistrust {me}; change {my} mind every day; lose {my} temper; threaten
        {me}; make us work at weekends; miss every deadline; reject all my ideas; put {me} under pressure; humiliate
        {me}; leave me all the work; mess up the (plan|project)
        """,
    ),
    "loved ones": (
        """
        my best friend:f; my husband:m; my wife:f; my girlfriend:f; my boyfriend:m; my mother:f; my father:m; my
        brother:m; my sister:f; my son:m; my daughter:f; our neighbour; my grandmother:f; my uncle:m; my parents+; my
        friends+; the children+; he:m; she:f; they+
        """,
        """
        hug {me}; cook for {me}; surprise {me} with (flowers|a cake|a party|a gift|breakfast in bed); stand by {me};
        make {me} (laugh|happy|proud|smile); cheer {me} up; comfort {me}; forgive {me}; visit {me} in hospital; share
        everything with {me}; be there for {me}; keep my secret; care about {me}; love {me}; bring {me}
        (flowers|tea|soup|a present|luck); remember our anniversary; thank {me}; help {me} (with everything|to move|in
        the garden); send {me} a (sweet|lovely|kind) (card|message|letter); believe in {me}; say (sorry|kind words);
        congratulate {me}; invite {me} to dinner; get well (soon|again); recover quickly; find a good job; get married
        to {my} great love; win a (medal|prize|scholarship); pass the (exam|test) with top marks; play so nicely
        together; behave well; tell the truth; hold my hand; adore {me}; spoil {me}; keep {my} word
        """,
        """
        forget (my birthday|our wedding day|about me); lie to {me}; hurt {me}; break my heart; cheat on {me}; leave
        {me}; shout at {me}; betray {me}; ignore {me}; insult {me}; slam the door; steal (my money|from me); hit {me};
        fight with {me}; complain all day; let {me} down; make {me} cry; mock {me}; die (last year|in an accident|too
        young); get (sick|ill|very ill); fall (ill|down the stairs|off the bike); break {my} (leg|arm|nose|ankle);
        lose {my} (job|house|ring|way); have (an accident|a heart attack|cancer|a fever|a bad day); crash (my|the)
        car; fail the (exam|test); be in pain; cry (all night|for hours); drink too much; be (depressed|lonely|in
        hospital|in prison|angry with me|homesick); get (fired|divorced|arrested|robbed|lost|hurt); hate {me}; smash
        my phone; bite {me}; worry {me}; be mean to {me}; yell at {me}; miss {me} too much; gossip about {me}; borrow
        money and keep it; ruin (my birthday|the party|everything)
        """,
    ),
    "artists": (
        """
        the singer; the actor; the actress:f; the author; the band; the orchestra; the director; the main actor; the
        pianist; the comedian; the choir; the dancers+; the actors+; the musicians+; the writer
        """,
        """
        touch my heart; (sing|play|perform) (beautifully|with passion|like an angel|with so much feeling); move {me}
        to tears; give (an encore|everything|a great show|a brilliant performance); make {me}
        (laugh|dance|dream|think); thrill the (crowd|audience); deserve (an Oscar|more fame|the applause|every award);
        enchant {me}; capture every feeling; shine (on stage|in every scene); captivate {me}; impress the critics;
        tell a touching story; fill the hall with joy; win every heart; have a wonderful voice; entertain {me} from
        start to finish; delight the audience; master every note
        """,
        """
        (sing|play|perform) (badly|without feeling|out of tune|like beginners); forget (the lines|the words|half of
        the text); bore {me}; disappoint (the fans|the crowd); copy everything from others; overact; repeat (the same
        jokes|the same ideas); arrive (drunk|an hour late); cancel (the show|the concert|the tour); ruin the
        (film|story|song); spoil the ending; insult the audience; scream all the time; lack (talent|any talent|charm);
        murder the song; miss (every note|half of the notes); annoy (the crowd|everyone); deserve (the bad reviews|to
        be booed); use silly (clichés|tricks); leave the stage after (half an hour|two songs)
        """,
    ),
    "pets": (
        "my dog; our cat; the puppy; the kitten; the parrot; my horse; our rabbit; the hamster; the neighbour's dog",
        """
        greet {me} (happily|at the door); cuddle with {me}; love (this food|the new toy|the garden|children); make
        {me} happy; play with {me}; learn fast; come when I call; be (healthy|house-trained|so sweet|cute|gentle);
        sleep peacefully; recover (well|quickly) after the operation; enjoy every walk; obey {me}; protect {me}; purr
        all evening; eat well again; lick my hand; be full of life
        """,
        """
        bite {me}; bark all night; scratch (the sofa|my face|the children); destroy (my shoes|the sofa|the carpet);
        run away; be (sick|very ill|in pain|aggressive); die (yesterday|last week|of old age); throw up (again|on the
        carpet); chew (my shoes|the cables); limp; attack (the postman|other dogs|me); refuse (the food|to eat); wet
        the (bed|carpet); have (fleas|an accident|worms); smell awful; suffer; stink; get hit by a car; eat my
        homework; disappear; growl at {me}
        """,
    ),
    "neighbours and strangers": (
        """
        my neighbour; our neighbours+; the people next door+; a stranger; a young man:m; an old lady:f; the driver;
        the caretaker:m; the other guests+; somebody; the man at the desk:m; the woman at the counter:f; the police;
        the family upstairs; the passengers+; he:m; she:f; they+
        """,
        """
        look after (our cat|the plants|the house|{me}) while we (are|were) away; water (our plants|the flowers); let
        {me} (in|go first|sit down|stay longer|leave early|pay later|try it first|use the phone); wait for {me}; lend
        {me} (a coat|the car|some money|a hand); drive {me} (home|to the station|to hospital); pick {me} up; show {me}
        (the way|how it works|around|everything); hold the door for {me}; offer {me} (a seat|tea|help|a lift); give up
        (a seat for my mother|everything for {me}); carry the (shopping|pram|luggage) upstairs; invite {me} (in|for
        dinner|to a barbecue); find my (purse|cat|keys) and bring (it|them) back; hand in my wallet; say hello with a
        smile; apologise (at once|for the noise); explain the way to {me}; keep an eye on (the house|the kids); take
        (the parcel|the parcels) in for us; turn the music down; share (a taxi|an umbrella|food) with {me}; cheer {me}
        on; come to my rescue; translate for {me}; take the time to help; stay with {me} until help came; save a place
        for {me}; stop to help {me}
        """,
        """
        push {me} (aside|over|out of the way); jump the queue; block (the door|our drive|the way|the stairs); park in
        front of our (door|garage|gate); stare at {me}; point at {me}; swear at {me}; sneeze in my face; throw
        (rubbish |bottles|cigarettes|stones) (into our garden|at the cars|at {me}); honk all night; smoke (next to
        {me}|in the lift|in the corridor); wake {me} (up at four|every night|with loud music); play loud music all
        night; step on my foot; take my (seat|parking space|place|bike); borrow (money|tools|my bike) and keep it;
        spread gossip about {me}; kick (the dog|my seat|the ball into our window); drop litter everywhere; drive (like
        a madman|too fast through our street|over my foot); look down on {me}; knock over my (bike|bins|coffee); bang
        on the wall; drill on Sundays; let the dog bark all night; talk all through the film; argue all night; refuse
        to (move|let {me} in|listen|turn it down); follow {me} home; scare the children; slam the door in my face;
        frighten {me}; treat {me} as if I were (a thief|stupid|air); only talk about money!; tear down the
        (tree|fence); grab my arm
        """,
    ),
}
