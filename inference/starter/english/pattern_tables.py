"""Patterns of sentences by what they practise (see `patterns`); a row is `tenses: pattern`, commas between tenses."""

POSSESSION = """
present,past: (this|that|the {adj clothing}) {one clothing} [it be] {theirs}.
present,past: (this|that) {one object} [it be] {theirs}.
present,past: (these|those) {many object} [they be] {theirs}.
present: (is|was) (this|that) {one object} {theirs}?
present: (are|were) (these|those) {many clothing} {theirs}?
present: that [it be] not {own} {one object}, it [it be] {theirs2}.
present: my {one object} [it be] {more object} than {theirs2}.
present,past: {own} {one house} [it be] {more house} than {theirs2}.
present: whose {one object} [it be] (this|that)?
present,past: a friend of {theirs} [it live] in {city}.
present,past: one of {own} (friends|brothers|sisters|colleagues|neighbours|children) [it live] in {city}.
present,past: {name}'s {one object} [it be] {adj object}, but {theirs2} [it be] {adj object}.
present: {S} [have] {own} own {one room}.
present,past: the {one animal} [it lose] its {one body}.
present,past: the {one animal} [it (hurt|lick|wash|clean|move)] its {one body}.
present: the {one company} [it love] its customers.
past: the {one plant} [it lose] its leaves.
present,past: {S} [(wash|dry|hurt|warm|raise)] {own} (hands|feet|arms|face|hair).
past,perfect: {S} [(lose|find|forget|break|sell|repair|open|clean)] {own} {one object}.
past: {S} [give] {other} {own} {one object}.
"""

PRONOUNS = """
past,present,future: {S} [(help|call|visit|see|meet|know|like|ask|thank|invite|teach|believe|remember)] {him2}.
past: {S} [(help|call|visit|see|meet|ask|thank|invite|drive|follow|find|wait for)] {him2} (yesterday|at the
    station|last night|in {city}|after work|again).
past,future: {S} [(give|show|send|bring|sell|lend|offer)] {him2} {a object}.
past,future: {S} [(give|show|send|bring|sell|lend)] {him2} the {one object}.
past,present: {S} [(talk|speak|write|listen|wave|smile)] to {him2} (every day|again|for an hour|).
past: {S} [(buy|make|cook|write|bring|do)] it for {him2}.
past: {S} [(go|come|travel|dance|stay|live|work)] with {him2}.
present: {S} [know] {him2} (very well|from school|).
past: (between you and me|in front of {him2}|without {him2}|next to {him2}), {S} [be] (quiet|happy|nervous).
past: they [they (invite|ask|tell|take|see|help)] {him} (to the party|about it|home|).
past: {S} [(help|see|meet|tell|like|invite)] {him2}, and {S2} [(help|see|thank|like|invite|call)] {him}.
past: (please|) (tell|give|show|help|ask|follow|call) {him2}!
present: it [it be] (easy|hard|important|nice) for {him2} to {vp}.
past: (he|she) and I [we (be|go|work|live|play)] together.
"""

REFLEXIVES = """
past: {S} [(hurt|cut|burn|see|wash|dry|introduce|enjoy|help|ask|prepare)] {self} (yesterday|again|in the kitchen|).
past: {S} [(cut|hurt|burn)] {self} with (a knife|the scissors|a match|a saw|the iron).
past,present: {S} [(see|look at|admire|watch)] {self} (in the mirror|in the water|in the window|on television).
past,perfect: {S} [(make|write|build|paint|repair|cook|bake|clean|do)] (it|this|everything) {self}.
past,perfect: {S} [(make|bake)] this (cake|soup|bread|pizza) {self}.
past,perfect: {S} [(build|paint|repair|plan)] the {one house} {self}.
present,past: {S} [live] by {self}.
past: {S} [(talk|say it|laugh|smile)] to {self}.
past: {S} [teach] {self} (to swim|to play the guitar|French|to read|Spanish).
past: {S} [buy] {self} {a clothing}.
present,past: {S} [be] (proud of|angry with|afraid of) {self}.
"""

QUANTITY = """
present,past: {S} [have] too many {many object}.
present,past: {S} [(buy|eat|bring|want)] too many {many fruit}.
present,past: {S} [(eat|buy)] too much {mass food}.
present,past: {S} [(drink|buy)] too much {mass drink}.
present,past: {S} [have] (many|several|a few|enough|a lot of|some|two|three|five|ten) {many object}.
present,past: {S} [not have] (many|any|enough) {many object}.
present,past: {S} [not have] (much|any|enough) (money|time|work|luck|help|homework).
present: there (isn't|is not|wasn't) (any|much|enough) {mass drink} in the (bottle|glass|fridge|cup|kitchen).
present: there (isn't|is not|wasn't) (any|much|enough) {mass food} in the (fridge|kitchen|cupboard|shop).
present: there (aren't|are not|weren't) (any|many|enough) {many fruit} (in the fridge|on the table|at the shop).
present: there (is|was|isn't) (some|no|a little|a lot of) {mass drink} in the (bottle|glass|fridge|cup).
present: is there any {mass food} (in the fridge|left|in the kitchen)?
present: is there any {mass drink} (in the fridge|left|in the bottle)?
present: are there any {many fruit} (in the fridge|left|on the table)?
present: is there (a|another) {one place} near here?
present: how many {many object} [have?]?
present,past: how many (brothers|sisters|children|friends|books|cats|languages) [have?]?
present,past: how much (money|time|work|luggage) [have?]?
present,past: how much {mass food} [(eat|buy|need|want)?]?
present,past: how many {many fruit} [(eat|buy|need|want)?]?
present,past: both of {own} (sisters|brothers|parents|children|friends|aunts|uncles) [they (live|work)] in {city}.
present,past: (both of|all of|some of|most of|many of) (them|us|the children|my friends|the students) [they be]
    (here|late|tired).
present: (one|none|each) of the {many object} [it be] {adj object}.
present,past: (all|some|most|many|several|both|few) {many animal} [they be] {adj animal}.
present,past: every {one house} [it have] a (name|number|door|roof|garden).
present,past: (each|every) {one human} [it (know|like|want|have)] (a story|a song|the answer|a friend).
present: the (news|information|weather|homework|furniture|luggage|advice|money) [it be] (good|new|important|bad|here).
past,present: {S} [(give|need|want)] {him2} some (advice|information|help|money|time).
"""

AGREEMENT = """
present,past: the {many object} (on|under|near|beside) the {one furniture} [they be] {adj object}.
present,past: the {one object} (on|under|near|beside) the {many furniture} [it be] {adj object}.
present,past: the {one food} in the (kitchen|oven|fridge|bowl|basket) [it (smell|taste|look)] (good|bad|strange|fresh).
present,past: the {many fruit} (in|from) the (basket|garden|shop|box) [they (smell|taste|look)] (good|bad|sweet|fresh).
present,past: the (doors|windows|walls|rooms) of the {one house} [they be] (open|closed|old|clean|white).
present,past: the keys to the {one house} [they be] (lost|here|in the box|under the mat|in {own} pocket).
present,past: the (key|door|window|roof|wall) (of|to) the {many house} [it be] (open|closed|old|broken).
present,past: the (people|children|men|women|students) in the {one place} [they be] (happy|quiet|loud|tired|friendly).
present,past: the {one profession} (with|behind|near) the {many animal} [it (sing|smile|work|wait|laugh)].
present,past: the {many profession} from {city} [they (work|live|wait|arrive|meet)] here.
present,past: (he|she) and {other} [they (be|live|work|stay)] (in {city}|at home|on holiday|together|at school).
present,past: {name} and {name} [they (be|live|work|meet)] (in {city}|together|at school|here).
present,past: {name} and I [we (be|live|work)] (at home|together|in {city}|in the same class|here).
present,past: my (brother|sister|mother|uncle|wife|friend) and I [we (be|live|work|play|stay)] (at home|together|in
    {city}|in the park).
present: (everybody|everyone|nobody|somebody|someone) [it (know|like|want|love|need|hear|see|remember)] {other}.
present,past: (everybody|everyone|nobody|somebody) [it (know|like|want|love|need|hear|understand)] the
    (answer|truth|song|story|film).
present,past: (everything|nothing|something) [it be] (ready|new|wrong|possible|quiet|here).
present,past: there [it be] {a animal} (on the roof|in the garden|under the table|behind the house|in the tree).
present,past: there [they be] (two|three|many|some|five|no) {many animal} (on the roof|in the garden|under the
    table|in the field).
present,past: there [they be] (two|three|four|some) {many furniture} in {room}.
present: (here|there) (comes|goes) the {one vehicle}.
present,past: (this|that|another|each|every) {one profession} [it (work|live|wait|sing|smile)] (here|in {city}).
present,past: (these|those|two|some|many|several|all) {many profession} [they (work|live|wait|sing|smile)] (here|in
    {city}).
present,past: (my|our|your|his|her|their) {one family} [it (like|love|need|want|see|have)] {a animal}.
present,past: (my|our|your|his|her|their) {many family} [they (like|love|need|want|see|have)] {a animal}.
present,past: {S} [be] {role profession}.
present,past: (my|our|your) (parents|neighbours|friends|teachers|brothers) [they (live|work|stay)] in (a small
    house|{city}|a big flat).
present: (it|that|this) [it (look|sound|smell|taste)] (good|bad|strange|great).
present,past: {S} [have] (a headache|a cold|a fever|a question|an idea|a good idea|a dream|a secret|an old car).
"""

INFINITIVES = """
past: {S} would rather {vp} than {vp}.
present: (why|when|where|how often) [(go home|visit {other}|buy {mass food}|work|sleep|travel)?]?
present,past: {S} [(want|hope|decide|plan|like|love|need|try|learn|begin|forget|promise|refuse)] to {vp}.
past: {S} [(want|hope|decide|try|learn|begin|forget|promise|refuse|agree|manage|start)] to {vp}.
present,past: {S} [(enjoy|love|like|hate|avoid|finish|stop|keep|start|practise)] {ving}.
past,perfect: {S} [(stop|enjoy|finish|avoid|keep|start)] {ving} (last year|a week ago|again|).
present,past: {S} [be] (good|bad|better|not good) at {ving}.
present,past: {S} [be] (tired of|afraid of|interested in|proud of|used to|famous for) {ving}.
present: {S} [look] forward to {ving}.
past: {S} [thank] {him2} for {ving}.
past: (before|after|without|instead of|by) {ving}, {S} [(leave|sing|go home|smile|feel better)].
past: {S} [(leave|go to bed|go home|come back|call {other})] (without|after|before) {ving}.
past,present: {S} [(let|make)] {him2} {vp2}.
past: {S} [(let|make|help)] {him2} {vp2} (again|for an hour|).
past: {S} [(see|hear|watch|notice)] {him2} {ving2}.
past,present: {S} [(want|ask|tell|teach|expect|need|help|allow)] {him2} to {vp2}.
present,past: it [it be] (easy|hard|difficult|important|nice|good|better|dangerous|possible|fun) to {vp}.
present,past: {S} [be] (too tired|too young|too old|old enough|strong enough|happy|ready|able|afraid|glad|too busy) to
    {vp}.
present: {S} [want] to (be|become) {role profession}.
present: would you like to {vp}?
present: would you mind {ving}?
present: what about {ving}?
present: {ving} [it be] (fun|healthy|difficult|easy|important|expensive|dangerous|my hobby).
past: {S} [go] to {city} to {vp}.
past,future: {S} [need] (a key|a car|some help|more time|money) to {vp}.
past: instead of {ving}, {S} [(read a book|sleep|go home|watch a film)].
"""

QUESTIONS = """
present: how old [be?]?
present: how old is {own} {one family}?
present: how old are {own} {many family}?
present: how (old|big|long|far|high|deep|wide|beautiful) (is|was) the {one landform}?
present,past: how (are|were) {own} {many family}?
present: how is {own} {one family}?
present,past,perfect,future: how (long|often) [(wait|stay|travel|work|visit {other}|see {other}|call {other})?]?
progressive,past progressive: what [(do|say|eat|drink|read|write|cook|make|look for|think about)?] (now|here|)?
progressive,past progressive: why [(cry|laugh|run|wait|smile|shout|work|sing|hide)?]?
present,past: (when|where|why|how often|with whom) [(live|work|play|eat|sleep|study|meet {other}|go to school|have
    lunch)?]?
present,past: where [live?] (now|)?
future,present,past: when [(come|leave|arrive|go home|start|get up|come back)?]?
present,past: what [(want|like|need|see|know|have|say|mean|do|buy|eat|learn)?]?
perfect: have you ever (been to {city}|seen {a animal}|eaten {mass food}|lost {a object}|read {a book}|heard {a song}|
    ridden a horse|met a king|had {a animal}|written a poem|flown to {city}|swum in the sea)?
present,past: who [it (live|work|sleep|wait|play)] (in (this|that) {one house}|here|there|in {city}|next door)?
present,past: who [it (want|like|know|have|need|see|write|buy|find)] {a object}?
present,past: which {one object} [(want|like|need|see|buy|choose)?]?
can,could,should,would,must,may: [(help {other}|come in|open the door|go home|stay|start|swim|speak
    English|drive|wait)?]?
present,past: [(want|like|need|have|see|buy|drink|order)?] some {mass drink}?
present,past: [(like|love|have|see|know|remember|need)?] {own} {one object}?
present: [be?] (hungry|at home|ready|tired|sure|happy|late|afraid|alone|well|busy|ill|{role profession})?
past: [be?] (at home|ready|tired|late|alone|ill|at school|in {city}|{role profession}) (yesterday|last week|)?
present,past: [(play|learn|like|practise)?] {theinstrument}?
present: what is {own} (name|job|favourite colour|favourite film|address|phone number)?
present: what (time|day) is it?
future: (when|where|what time) will the {one vehicle} (arrive|leave|stop|be here)?
present: (when|where) does the {one vehicle} (arrive|leave|stop)?
past: you [you (see|know|like|find|lose|meet)] {other}, didn't you?
present: you [you (see|know|like|remember|need)] {other}, don't you?
past: (why|when|where|how) did {S} {vp}?
"""

PASSIVES = """
past: the {one object} was (broken|found|lost|sold|stolen|bought|made|forgotten|hidden|taken|brought|thrown away) by
    {other}.
past: the {many object} were (broken|found|lost|sold|stolen|bought|made|forgotten|hidden|taken|brought) by {other}.
past: the {one house} was (built|sold|bought|painted|cleaned|rented) (last year|in {month}|by {other}|in summer|a
    hundred years ago).
past: the {one book} was (written|sold|bought|published|found|read) (by {other}|in {city}|in {month}).
present: {many book} are (written|read|sold|bought|printed) (all over the world|every day|in {city}).
present: the {many part_of_house} are (cleaned|opened|closed|washed|locked) (every day|every week|at night|by {other}).
perfect: the {one vehicle} (has|had) been (sold|repaired|stolen|washed|found|bought|parked|stopped) (already|by
    {other}|again|).
perfect: the {many document} (have|had) been (sent|signed|written|read|lost|printed|translated) (already|by {other}|).
future: (dinner|lunch|breakfast|the meal|the soup) (will|can|should|must) be (served|made|eaten|cooked) (at
    eight|soon|in the garden|by {other}).
future: the {one document} (will|can|should|must|might) be (sent|signed|written|read|printed|translated)
    (tomorrow|soon|by {other}|today).
past: the {one wrongdoer} was (caught|seen|arrested|found|followed|punished) (by the police|yesterday|in {city}|at the
    station).
past: {S} [be] (invited|asked|told|helped|seen|chosen|taught|paid|called|driven|given a present|shown the way) (by
    {him2}|again|).
present,past: {S} [be] (born|married|loved|needed|known) in {city}.
past: the {one food} was (eaten|cooked|made|baked|burned|ordered|shared|given away) by {other}.
past: the {many food} were (eaten|cooked|made|baked|sold|cut|brought) by {other}.
past: the (bridge|tower|church|castle|school|wall|road) was (built|destroyed|closed|opened|repaired|painted) (in
    {month}|by {other}|long ago|in spring).
past progressive: the {one room} (was|is) being (cleaned|painted|used|repaired|swept) (now|by {other}|).
present,past: this {one clothing} (is|was) made (in {country}|of wool|by {other}|by hand|of leather).
"""

RELATIVES = """
present,past: the {one human} who [it (live|work|wait|sing|sleep|sit)] (next door|here|in {city}|on the bench) [it be]
    {a profession}.
present,past: the {many human} who [they (live|work|wait|sing|sleep|sit)] (next door|here|in {city}) [they be]
    (friendly|old|tired|{many profession}).
present: {S} [know] {a human} who [it (speak|learn|teach|understand)] (three|four|many) languages.
present: {S} [know] {a profession} who [it (live|work|sing|have a boat|love animals|play the piano|never sleep)] (in
    {city}|).
present,past: the {many object} (that|which|) {S2} [(buy:past|find:past|sell:past|see:past|want:past)] [they be] (on
    the table|{adj object}|in the box|too expensive).
present,past: the {one object} (that|which|) {S2} [(buy:past|find:past|sell:past|see:past|need:past)] [it be] (on the
    table|{adj object}|in the box|too expensive).
present,past: the {one film} (that|which|) {S2} [(see:past|watch:past|like:past)] [it be] {adj film}.
past: {S} [(read|like|find|buy|lose)] the {one book} (that|which|) {S2} [(give:past|show:past|lend:past)] {him}.
past: {S} [(meet|see|help|call|remember)] the {one human} who [it (work|live|wait|sit)] (in {city}|there|at {company}).
present,past: the {one house} where {S} [live] [it be] {adj house}.
present,past: the (day|year|week) when {S} [(arrive|leave|come back)] [it be] (cold|warm|beautiful|the best of all).
present: the {one human} (to whom {S} [(speak|write):past]|{S} [meet:past] yesterday) [it be] {a profession}.
present: (this|that|here) is the {one object} (that|which|) {S} [(buy:past|find:past|want|need|lose:past|like)].
present: (this|that|he|she) is the {one human} who [it (help|call|visit|teach|ask|see):past] {him}.
"""

TENSES = """
past: (last night|yesterday|last week|two days ago|last year|an hour ago), {S} [(sleep badly|go to {city}|buy {a
    object}|see {a film}|
    meet {other}|lose {own} keys|eat too much|come home late|drink two cups of coffee|write a letter|win the
    match|break {own}
    arm|find {a animal}|sing a song|run home|teach a class|take the train|forget {own} coat|catch a cold|hear a noise)].
perfect: {S} [(not
    see|see|know|read|eat|break|lose|find|write|forget|buy|finish|do|begin|take|sell|make|hear|be|have|choose)] it
    (already|before|since {day}|for years|).
perfect: {S} [(live|work|be|wait|stay|study)] (here|in {city}|there) (for|for about) (two|three|five|ten)
    (years|months|weeks|days).
perfect: {S} [(live|work|be|wait|know {other})] (here|there) since {month}.
perfect: {S} [(not finish|finish|do|forget|write|lose|begin)] {own} (homework|work|letter|book|report).
perfect: {S} [not (finish|do|write|begin|read)] {own} (homework|work|letter|book|report) yet.
perfect: the (children|boys|girls|students|guests|men|women) [they (go|come|leave|eat|fall asleep|begin|finish|be)]
    (to bed|home|already|).
past perfect: {S} [(leave|eat|go home|forget it|see it|be there|sell it|finish|lose it)] when {S2}
    [(arrive|come|call):past].
past perfect: {S} [not see] {him2} before.
past progressive: {S} [(read|sleep|cook|work|sing|eat|wait|write|drive|watch a film|play chess)] when {S2} [(come
    in|arrive|call|knock|fall|leave):past].
past: when {S2} [(come in|arrive|call|come home|open the door)], {S} [(sleep|cook|read|work|wait):past progressive].
past: {S} [(leave|arrive|call|laugh|sing)] (while|when|before|after) {S2} [(read|sleep|arrive|come|eat):past].
past progressive: it [it (rain|snow)] (all night|when {S} [arrive:past]|all day|in {city}).
progressive: {S} [(cook|make)] (dinner|lunch|breakfast|some soup|a cake) (now|at the moment|for {other}|).
progressive: {S} [(read|write|watch|learn|look for|wait for|talk to|help|sleep|work|swim)] (now|at the moment|today|).
going to: {S} [(buy|sell|build|paint|visit|rent|clean)] {a house} (next year|soon|in {month}|).
going to: {S} [(call|visit|help|meet|tell|ask)] {him2} (tomorrow|soon|next week|).
future: {S} [(call|visit|help|meet|tell|ask|see|remember|miss|forget|not tell|not forget|not help)] {him2}
    (tomorrow|soon|next week|).
future: {S} [not (tell|help|see|ask|forget)] (anybody|anyone|it).
used to: {S} [(live|work|sleep|play|study|sing|swim)] (in {city}|here|at home|there|every day).
can,could,must,should,may,might: {S} [(not |)(find|see|hear|understand|open|forget|remember|touch|do|finish|eat)]
    (it|{own} {one object}|the {one object}).
have to,had to: {S} [(find|see|open|finish|go|work|learn|pay|wait|get up early)] (now|today|again|).
past: if {S} [(have more time|have a car|be rich|know the answer|be you|live in {city}|have money)], {he} would (learn
    Spanish|help {other}|travel|buy a house|stay|be happy|tell {other}|go to {city}).
past perfect: if {S} [(know it|see it|hear it|have time|be there)], {he} would have (come|helped {other}|called|gone
    home|bought it).
present: if {S} [(have time|be hungry|be tired|see {other}|not hurry|work hard)], {he} will (come|help {other}|call|go
    home|be late|eat
    something).
present: {S} (always|often|usually|never|sometimes) [(drink {mass drink}|get up early|eat {mass food}|go to bed
    late|read the
    news|take the bus|sing|listen to music)] (in the morning|in the evening|on {day}|).
past: {S} (always|often|usually|never|sometimes) [(drink {mass drink}|get up early|eat {mass food}|go to bed late|take
    the
    bus|sing)] (in the morning|in the evening|).
present: {S} [be] (always|often|usually|never|sometimes) (late|tired|happy|at home|hungry|in {city}).
perfect: {S} [have:present] never (seen|been|eaten|met|heard|read|lost|had|done|told|known) (it|{other}|such a
    thing|there|that) before.
past: {S} [not (come|go|eat|sleep|see it|know it|finish|say anything|find it)] (yesterday|last night|to the party|).
present: {S} [not (eat|drink|like|want|need|buy)] ({mass food}|{mass drink}).
present: {S} [not (know|understand|remember|believe|like|see|hear)] {him2}.
present,past: {S} [not be] (at home|ready|tired|here|late|hungry|there|alone|ill|at school) (today|yet|now|).
present: (don't|please don't|never) (touch|forget|break|lose|sell|take|move) the {one object}!
present: (bring|take|find|move|hide|show me|give me|pass me) the {one object}, please.
present: be (quiet|careful|polite|nice|kind)!
present: don't be (late|afraid|sad|angry|silly|rude)!
"""

COMPARISONS = """
present,past: {S} [be] {more person} than {him2}.
present,past: {S} [be] as {very person} as {own} {one family}.
present,past: {S} [be] not as {very person} as {own} {one family}.
present: {S} [be] the {most person} of (three|four|five|all) (brothers|sisters|children|friends|students).
present: {S} [be] the {most person} {fellow} (in the class|in the village|of all|in the team|in
    {city}).
present,past: this {one house} [it be] {more house} than (that one|{theirs}|the other one|the old one).
present: {own} {one vehicle} [it be] {more vehicle} than {theirs2}.
present,past: this {one schoolwork} [it be] {more schoolwork} than (that one|the last one|the first one).
present,past: {a vehicle} [it be] (faster|slower|cheaper|more expensive|safer|bigger|better) than {a vehicle}.
present,past: {many animal} [they be] (bigger|smaller|faster|slower|cleverer|stronger|louder) than {many animal}.
present,past: {mass drink} [it be] (better|healthier|cheaper|sweeter|more expensive) than {mass drink}.
present,past: {mass food} [it be] (better|healthier|cheaper|sweeter|more expensive) than {mass food}.
present,past: this [it be] the (best|worst|longest|shortest|happiest|most beautiful|most important)
    (day|year|night|week|trip|moment)
    (of my life|of the year|of all).
present,past: this [it be] the {most book} {one book} (I have ever read|of the year|in the library).
present,past: this [it be] the {most film} {one film} (I have ever seen|of the year|of all).
present,past: {S} [(run|swim|sing|work|speak|drive|write|learn)] (faster|better|slower|more slowly|more
    carefully|longer) than {him2}.
present,past: {S} [(run|swim|sing|work|speak|drive|write|learn)] very (fast|well|slowly|carefully|quietly|badly).
present: the {one landform} [it be] (higher|deeper|longer|wider|older) than the {one landform}.
present,past: {S} [(have|earn|eat|know|work|read)] (more|less) than {him2}.
"""

PLACES = """
present,past: the {one object} [it (be|lie)] (on|under|beside|near|behind) the {one furniture}.
present,past: the {many object} [they (be|lie)] (on|under|beside|near|behind) the {one furniture}.
present,past: the {one art} [it be] on the wall.
present,past: the {one animal} [it (sleep|sit|lie|wait)] (on|under|behind|near) the {one furniture}.
past: {S} [put] the {one object} (on|under|into|behind|beside) the {one furniture}.
present,past: {S} [(come|be)] from {country}.
present,past: {S} [(wait|look)] for the {one vehicle}.
present,past: {S} [(listen|dance|sing)] to (music|the radio|a song|the band|old records) (every evening|at home|every
    day|).
present,past: {S} [(talk|think|speak|laugh|write|worry)] about {topic}.
present,past: {S} [live] (in|near|outside|behind) (a village|{city}|the forest|the station|the sea|a small town).
past,future: {S} [(arrive|leave|start|come|stop)] (on {day}|in {month}|at (six|seven|eight|nine|ten) o'clock|in the
    morning|at night).
present: the {one vehicle} [it (leave|arrive|stop)] at (six|seven|eight|nine|ten) o'clock.
past: {S} [(walk|run|drive|go|swim)] (across|along|through|around|past|into|over|towards) the {one landform}.
past,present: {S} [be] (in|at|near|outside) the {one place}.
past: {S} [(sit|stand|wait)] (between|behind|beside|in front of|next to) {name} and {name}.
present,past: {S} [(play|study|work|stay|live)] with {own} {many family}.
present,past: {S} [be] (interested in|afraid of|proud of|tired of|good at|full of|famous for|angry about)
    (music|dogs|spiders|the dark|
    {own} work|maths|ideas|it|the noise).
past: {S} [(fall|jump|climb|get|look)] (out of|into|off|onto|over) the {one vehicle}.
present,past: {S} [(pay|ask|thank|look|wait)] (for) (it|the {one object}|the tickets|help|an answer).
"""

EXCLAMATIONS = """
present: what {described house}!
present: what (a beautiful day|a lovely surprise|a pity|a mess|a strange idea|a good idea)!
present: how (nice|strange|beautiful|sad|funny|kind of you|interesting)!
present: {S} [be] so {very person} that everybody [it (like|love|know|fear|trust)] {him}.
present,past: {S} [be] such (a good friend|a kind person) that nobody [it (like|forget|believe)] {him}.
present: the more {S} [(read|work|eat|sleep|learn)], the (better|happier|more tired|cleverer) {he} [(be|feel|get)].
past: not only {own} {one family} but also {own} {one family} [it (come|help|laugh|sing|call)].
past: neither {name} nor {name} [it (come|help|laugh|call|know it|say a word)].
past: either {name} or {name} [it (come|help|call|forget it|do it)].
present: {S} [be] {adj mood} today, (because|but|so|although) {he} [(sleep well|work all night|win the match|lose
    {own} keys|have a
    cold|forget {own} lunch):past].
"""
