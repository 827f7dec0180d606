"""Polar things and characters, scales, and what mails say, for the opinions (`(a|b)` is a choice)."""

# ruff: noqa: SIM905 - word lists read best as text

GOOD_THINGS = """
joy happiness love peace kindness respect trust luck success help support understanding friendship laughter fun hope
comfort freedom warmth beauty harmony generosity honesty talent quality value praise care pleasure energy creativity
charm passion courage progress relief pride wisdom patience team_spirit fresh_air good_food good_music style elegance
attention_to_detail safety good_advice flavour sunshine relaxation encouragement enthusiasm excitement health strength
hospitality good_will variety inspiration magic gratitude humour loyalty space privacy order cleanliness
""".split()
BAD_THINGS = """
stress trouble noise dirt pain fear anger hate violence war crime chaos confusion boredom traffic rubbish danger
sorrow grief sadness disappointment frustration anxiety greed envy jealousy corruption fraud theft damage waste
pollution smoke mould rust dust mess shouting bullying gossip pressure bureaucracy delay nonsense spam advertising
loneliness poverty hunger misery injustice cruelty arrogance rudeness laziness bad_luck bad_food bad_weather bad_news
hidden_costs false_promises fighting arguing crying regret shame guilt panic tension discomfort illness disease
suffering vandalism cheating litter mud sweat hassle racism hypocrisy neglect excuses complaints mistakes lies bugs
errors insects problems worries queues accidents faults cracks stains injuries threats insults
""".split()

GOOD_CHARACTERS = """
hero angel genius star treasure gem champion legend darling gentleman true_friend role_model great_person
wonderful_human_being good_listener natural_talent kind_soul master real_professional joy_to_work_with good_sport
great_mother born_leader lovely_couple saint winner friend_for_life
""".split()
BAD_CHARACTERS = """
liar thief fool idiot coward cheat bully criminal crook monster loser fraud traitor tyrant snob jerk hypocrite pest
troublemaker drunk bore clown pain_in_the_neck bad_loser terrible_boss cold_fish disgrace show-off egoist
waste_of_space bad_influence amateur
""".split()
KINDS_OF_PEOPLE = """
person man woman boss neighbour friend teacher doctor colleague guy girl host nurse driver father mother manager coach
""".split()

# Of these, too much is a fault, and "not too much" is praise.
TOO = """
small big large loud quiet expensive hot cold short long far late early slow fast hard easy sweet salty heavy thin
thick tight loose wide narrow high low dark bright strong weak old simple complicated spicy dry wet deep crowded
greasy stiff soft noisy busy warm steep bitter rough strict serious shy risky technical general
""".split()
ENOUGH = """
big large warm fast strong bright clean loud quiet cheap easy long wide high simple soft fresh safe hot cold tall deep
light clear sharp spicy sweet spacious reliable careful friendly patient smart
""".split()
BETTER_THAN = """
cheaper faster easier quieter cleaner better friendlier safer nicer lighter smoother funnier tastier brighter cosier
kinder healthier fresher prettier stronger clearer
""".split()
WORSE_THAN = """
slower worse dirtier noisier uglier ruder weaker duller sadder sillier smellier poorer meaner messier riskier crazier
nastier gloomier scarier costlier louder colder lonelier unfriendlier emptier stickier greasier drier flimsier
""".split()

TREATING = """
treated {me}; spoke to {me}; looked at {me}; answered {me}; dealt with {me}; talked to {me}; behaved; welcomed {me};
handled it; acted; smiled; taught {me}; replied; served {me}; spoke about {me}; drove; worked; wrote
"""
TREATERS = """
he; she; they; the staff; the boss; my neighbour; the doctor; the nurse; the waiter; the police; the teacher; our
guide; the driver; my colleague; the manager; the other guests; my brother; the clerk; the coach; everybody; his wife
"""

FOR_THINGS = """
(there was|there is) (so much|a lot of|plenty of|real) {n}; (we|I) (felt|found) (so much|a lot of|real) {n}; it was
full of {n}; it (brings|brought|gave) (me|us|everyone) (so much|a lot of) {n}; {thing} was full of {n}; {n}, {n2} and
{n}; (such|so much) {n}; nothing but {n}; {n} everywhere; (a place|a day|a week|a life|an evening) full of {n};
{thing} means {n}; all (we|I) got was {n}; with (so much|a lot of|real) {n}; what (I|we) (remember|found) is {n}
"""
AGAINST_THINGS = """
no more {n}; finally no {n} any more; the end of all {n}; never again {n}; goodbye, {n}; (there was|there is) no {n};
(we|I) (had|felt|found) no {n}; without (any|the slightest) {n}; no {n} at all; {thing} has no {n}; no {n}, no {n2};
there was not a trace of {n}; (there was|there is) neither {n} nor {n2}; {thing} came without {n}; (we|I) did not
(find|feel|see) any {n}; never any {n}; {thing} was free of {n}; there wasn't any {n}; hardly any {n}; not much {n}; a
(place|day|life|week) without {n}
"""

GOOD_MAILS = """
thank you (so much |)for (the lovely evening|your kindness|the flowers|your help|the quick answer|everything|the
gift|your support|the great service|a wonderful time); congratulations on (your new home|your success|your wedding|the
baby|the promotion|your exam|the prize)(| to you both); I am writing to (thank|praise|congratulate) (you|your
team|your staff); (we|I) (really|truly|very much) appreciate (your work|your help|what you did|it); what
(good|great|wonderful|lovely) news; I'm (so|really|very) happy for you; happy birthday and all the best; you made
(my|our) day; (keep it up|well done), (everyone|all of you|my friend); I am glad (you came|to hear it|we met|I came|I
tried it|I asked); it was (a pleasure|lovely|great) to (meet you|see you|work with you|be there); you are (the best|a
star|an angel|so sweet); my compliments to the (chef|cook|team|author); I (owe|am grateful to) you; please (say|pass
on) a big thank you to (the team|Anna|the nurse|everyone); we will (always|never forget to) remember you fondly; I
couldn't have done it without you; (we|I) had (such |)a (great|lovely|wonderful) time with you; what would (I|we) do
without you; (good|excellent|nice|fantastic|brilliant) (job|work|choice|idea|effort); it's a (win|dream|hit|keeper);
that's (good|great|excellent) news; I love you; I miss you and love you; (I'm|we're) proud of you; you can count on
me; all's well that ends well; (worth it|worth every cent|worth every step); money well spent; time well spent; the
best decision (of my life|we ever made); it exceeded (all my|our) expectations; it was (a dream come true|pure
joy|love at first sight); no regrets; I (slept|ate|felt|played|did) (well|very well|better than ever); hats off to
(the team|them|you|her)
"""
BAD_MAILS = """
I am writing to complain about (the service|your staff|the noise|my order|your driver|the delay); (this|it) is (the
last time|the third time) I (complain|write|ask|call); I (demand|want|expect) (a refund|an apology|an explanation|my
deposit back|to speak to the manager); (I|we) will (report you|sue you|never come back|call the police|tell
everyone|go elsewhere); I'm (so |really |very |)sorry (for your loss|to hear that|about the accident|it went wrong);
how dare you; you should be ashamed; (we|I) deserve better; I have never been so
(angry|disappointed|insulted|bored|unhappy); you (lied to|cheated|robbed|insulted|disappointed|forgot) (me|us); what
(bad|terrible|awful|sad) news; that's (bad|terrible|sad) news; I am (sorry|sad) to say (goodbye|it is over|that it
failed); it's (over|a scam|a lie|a shame|not my day|a fake|daylight robbery); enough is enough; I've had it with
(you|this|them); (leave|let) me alone; go away; stop (lying|shouting|calling me|it at once|wasting my time); I'm
(leaving|out of here|not coming back|through with it); where is my (money|refund|order|parcel|bag); why (does|did)
(nobody|no one) (answer|help|care|listen); (money|time|a whole day|an evening) (wasted|down the drain|lost); the worst
decision (of my life|we ever made); it fell short of (all my|our) expectations; (don't trust|never trust|beware of)
(them|this company|this man|this offer); look elsewhere; the answer is no and no again; rest in peace; my condolences;
(we|I) had (such |)a (bad|terrible|horrible) time there; (bad|poor|sloppy|terrible|awful)
(job|work|choice|idea|effort); (I|we) (slept|ate|felt|played|did) (badly|very badly|worse than ever); what were
(you|they) thinking; it's (too late|hopeless|no use) now; nothing (works|helps|goes right|fits) (here|any more); who
(pays for|wants|needs) (this mess|the damage|that rubbish); I can't (take it|go on|eat it|sleep|stand it|afford it)(|
any more); (somebody|someone) has to (clean it up|pay for this|stop them); I'm at my wits' end
"""
