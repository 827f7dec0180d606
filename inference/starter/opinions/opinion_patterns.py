"""Patterns of opinions.

`(a|b)` is a choice; in braces stand {what} the thing, {thing} another naming of it, {noun} its noun, {many} its plural,
{good} and {bad} polar adjectives.
"""

ADVICE_FOR = """
I (can|would|will|highly|can only|really) recommend {what}{whom}; {what} is (well |really |)worth {money};
you (should|must|have to) (try|see|buy|get) {what}; I would (buy|choose|take|order) {what} again;
(try|get|buy) {what}, you won't regret it; I will never (want|use|need) another {noun};
I wish I had found {what} (earlier|sooner|years ago); I can't wait (to use|to try|to see|for) {what}(| again);
don't miss {what}; everyone should (try|see|have|know) {what}; I'm (so |really |)looking forward to {what};
I don't regret (it|buying {what}|trying {what}|choosing {what})
"""
ADVICE_AGAINST = """
I (cannot|would not|will not|can not|wouldn't|can't|don't) recommend {what}{whom};
{what} (is not|isn't|was not|wasn't) worth {money}; you should (avoid|not buy|never buy|stay away from|not try) {what};
I would (never|not) (buy|choose|take|order) {what} again;
(don't buy|avoid|do not try|don't get|stay away from|forget|never buy) {what};
I (need|want|am looking for) (another|a different|a better|a new) {noun} now;
I wish I had (never bought|never seen|not bought|never tried) {what};
I will never (buy|use|try|see|order|want) {what} again; nobody should (try|see|buy|use) {what};
I'm (not looking forward to|done with|not going to use) {what}(| any more);
I regret (buying|trying|ordering|choosing) {what}; I can't wait (for the end of|to get rid of|to leave) {what}
"""
ADVISED = "; to everyone; to anyone; to all my friends; to my family; to others; to anybody; to beginners"
WORTH = "the money; every penny; the time; the price; a visit; the wait; the effort; a try; my time"

WAITING_FOR_A_WISH = """
{have} (been waiting for|been waiting for|been waiting for|waited for|wanted|dreamed of|been dreaming of|been looking
for|been hoping for|been longing for|wished for) {wish} {long};
(finally, |at last! |){have} (been waiting for|always wanted|been looking for) {wish} {long};
this is the {thing} {have} (been waiting for|wanted|dreamed of|been looking for) {long}
"""
WAITING_IN_VAIN = """
{have} (been waiting for|been waiting for|waited for|had to wait for|been asking for|been hoping for|been looking
for|been calling about) {late} {too_long}(| and nothing happens| now|, but nobody cares);
still waiting: {have} been waiting for {late} {too_long}
"""
LONG = """
my whole life; all my life; for years; for so long; for a long time; since I was a child; for ages; all year; forever;
for ten years; the whole year
"""
TOO_LONG = """
for hours; for two hours; for three weeks; all day; for two months; since Monday; the whole time; for weeks;
all morning; again; for days; since last year; the whole day; half my life
"""
WAITED_FOR = """
book; film; course; phone; app; game; song; restaurant; hotel; series; lesson; teacher; album; concert; tool; laptop;
camera; job; holiday; tutorial; party; class; bike; shop; library; museum; update; chance; day; trip; cafe; model;
present; friend
"""
LATE = """
my order; a reply; an answer; the waiter; my food; help; my refund; the doctor; the bus; my money; the parcel;
the delivery; the train; support; my luggage; a call; the bill; someone to help; a technician; the end;
the end of this film; the end of this lesson; my new phone; a seat; an apology; the course to end
"""
BRANDS = """
Blue; River; Data; Works; Sun; Light; Open; Star; Green; Text; Lab; Soft; Net; Micro; Cloud; Fast; Book; Home; Smart;
Face; Pixel; Nova; Hub; Talk; Word
"""

BETTER = """
{thing} (is|was|was) (much |even |far |){better} than (I expected|I had expected|the last one|the old one|I thought|
ever|before|all the others|we had hoped|any other)
"""
BEST = """
(this is|it was|it is|that was|it's|simply|) the {best} {noun} {ever}; one of the {best} {many} {ever}
"""
EVER = """
I have ever seen; I've ever had; of my life; in the world; of the year; in town; of all; I know; I have ever bought;
ever; so far
"""
COULD_NOT_BE = """
({thing} could not be|it couldn't be|it could not have been|{thing} couldn't be|nothing could be|I have never seen
anything|it does not get any) {better}
"""
HAPPIEST = "I could not (be happier|ask for more|wish for more|be more satisfied|be more pleased)"
COULD_BE_BETTER = "{thing} could be (better|much better|faster|cleaner|friendlier|a lot better)"

# Name of the template -> (pattern for a positive opinion, pattern for a negative one).
VERDICTS = {
    "everything": ("everything (was|is) {good}", "everything (was|is) {bad}"),
    "nothing": ("nothing (was|is) {bad}", "nothing (was|is) {good}"),
    "nothing about": ("there (was|is) nothing {bad} about {thing}", "there (was|is) nothing {good} about {thing}"),
    "anything but": ("{thing} (was|is) anything but {bad}", "{thing} (was|is) anything but {good}"),
    "far from": ("{thing} (was|is) far from {bad}", "{thing} (was|is) far from {good}"),
    "had no": (
        "I had no (problems|trouble|worries|complaints)(| with {thing})",
        "I had no (fun|luck|pleasure|joy|help)(| with {thing})",
    ),
    "full of": (
        "{thing} (was|is) full of (surprises|good ideas|energy|life|joy|fun|love)",
        "{thing} (was|is) full of (mistakes|errors|problems|bugs|noise|dirt|lies)",
    ),
    "likes such": ("I (like|love|enjoy) {good} {many}", "I (hate|dislike|cannot stand) {bad} {many}"),
    "looks": ("{thing} (looks|looked|seems|sounds) {good}", "{thing} (looks|looked|seems|sounds) {bad}"),
    "find": ("I (find|found) {thing} {good}", "I (find|found) {thing} {bad}"),
    "think": ("I think {thing} (was|is) {good}", "I think {thing} (was|is) {bad}"),
    "do not think": ("I don't think {thing} (was|is) {bad}", "I don't think {thing} (was|is) {good}"),
    "question": ("isn't {thing} {good}?", "why is {thing} so {bad}?"),
}
FOND = """
I can't live without {what}; I'm a big fan of {what}; I can't get enough of {what}; I couldn't live without {what};
I fell in love with {what}; I'm crazy about {what}; I'm so fond of {what}
"""
SICK_OF = """
I can't stand {what}; I cannot stand {what}; I can't bear {what}; I couldn't stand {what}; we could not bear {what};
I'm sick of {what}; I'm tired of {what}; I'm fed up with {what}; I was tired of {what}
"""
EVENT_LEADS = "; ; ; ; in the end ; honestly,; to be honest,"

LIKERS = """
I; I; I; I; I; we; we; my wife; my husband; my kids; everyone; everybody; my friends; he; she; they; my mother; people
"""
FEELERS = "I; I; I; we; my wife; my husband; the guests; they; everyone; my father; she; he"
PRONOUNS = {
    "my wife": "she", "my husband": "he", "my kids": "they", "everyone": "he", "everybody": "he", "my friends": "they",
    "my mother": "she", "people": "they", "the guests": "they", "my father": "he",
}  # fmt: skip
INTENSIFIERS = (
    "",
    "",
    "",
    "very",
    "really",
    "so",
    "absolutely",
    "quite",
    "truly",
    "incredibly",
    "just",
    "simply",
    "pretty",
)
DEGREES_OF_NOT = ("", "", "", "very", "that", "so", "really", "particularly", "exactly")
LIKING_TAILS = (
    "", "", "", "so much", "so much", "very much", "a lot", "from the start", "every time", "more than anything",
)  # fmt: skip
NOT_A = (
    "it is not", "it isn't", "it wasn't", "it was not", "this is not", "this isn't", "that was not", "it's not", "not",
    "it has never been",
)  # fmt: skip
WHAT_A = (
    "what", "such", "it was", "it is", "this is", "that was", "it's", "that's", "it has been", "we had", "I had",
)  # fmt: skip
