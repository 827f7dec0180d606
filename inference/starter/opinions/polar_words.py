"""Words of opinion: polar adjectives, verbs, nouns and adverbs that fit nearly everything."""

# ruff: noqa: SIM905 - word lists read best as text

POSITIVE_ADJECTIVES = """
good great excellent wonderful fantastic amazing brilliant perfect superb lovely beautiful nice awesome outstanding
terrific marvellous delightful fabulous impressive remarkable magnificent incredible splendid enjoyable pleasant
exceptional first-class satisfying charming fine stunning breathtaking gorgeous phenomenal solid sensational glorious
spectacular flawless fun cool decent fresh valuable worthwhile inspiring heavenly adorable unbeatable top elegant
special memorable
""".split()

NEGATIVE_ADJECTIVES = """
bad terrible awful horrible poor disappointing dreadful disgusting useless worthless boring dull annoying ugly
pathetic ridiculous stupid lousy mediocre miserable unacceptable unpleasant frustrating shocking appalling atrocious
pointless weak depressing horrid nasty tedious tiresome painful embarrassing hopeless tasteless cheap second-rate
hideous ghastly rubbish abysmal laughable sad unbearable wrong broken lame ordinary overrated overpriced faulty clumsy
dirty
""".split()

POSITIVE_FEELINGS = """
happy pleased delighted satisfied thrilled impressed glad excited grateful content overjoyed proud amazed thankful
relieved comfortable enthusiastic
""".split()

NEGATIVE_FEELINGS = """
unhappy disappointed angry annoyed upset frustrated dissatisfied sad bored furious shocked disgusted fed_up
unimpressed embarrassed worried miserable
""".split()

LIKING = """
love like enjoy adore recommend appreciate admire treasure cherish value praise
""".split()

DISLIKING = """
hate dislike detest loathe despise regret resent
""".split()

# What somebody or something does to people.
POSITIVE_VERBS = """
help please delight inspire amuse encourage comfort support thrill impress charm entertain protect reward praise
welcome respect amaze motivate enrich heal love admire thank save rescue reassure fascinate enchant empower honour
congratulate forgive cherish relax strengthen calm refresh satisfy guide trust soothe value adore cure
""".split()

NEGATIVE_VERBS = """
annoy bore disappoint hurt frustrate scare frighten insult offend cheat betray shock disgust irritate confuse depress
worry anger embarrass humiliate threaten ignore deceive bully exhaust disturb harm hate attack upset punish mislead
exploit neglect mistreat abandon reject trick rob torment terrify provoke discourage underpay overcharge cripple
sadden mock harass pester poison blackmail slander injure alarm repel
""".split()

POSITIVE_NOUNS = """
masterpiece joy treat gem pleasure success triumph dream winner delight miracle blessing highlight treasure bargain
wonder success_from_start_to_finish work_of_art must breath_of_fresh_air
""".split()

NEGATIVE_NOUNS = """
disaster mess nightmare joke failure waste_of_time waste_of_money shame scam rip-off insult pain catastrophe letdown
disappointment flop embarrassment disgrace mistake complete_failure load_of_rubbish
""".split()

POSITIVE_DEEDS = """
work perfectly; work well; help a lot; save a lot of time; make me smile; make me happy; make life easier; run
smoothly; look beautiful; look great; feel great; exceed my expectations; keep its promises; deserve a prize; deserve
five stars; shine; impress everyone; amaze me; delight everybody; win my heart; get better and better; improve every
day; solve all my problems; work like a charm; succeed; inspire me; surprise me in a good way; cheer me up; bring me
joy; touch my heart; please everyone; last for years
"""

NEGATIVE_DEEDS = """
fail; disappoint everyone; disappoint me; break all the time; crash all the time; waste my time; waste my money; make
me angry; make me sad; make no sense; let me down; annoy me; bore me; fall apart; smell bad; look cheap; look
terrible; get worse and worse; drive me crazy; cause a lot of trouble; cause problems; cost too much; give me a
headache; get on my nerves; stink; need too much time; frustrate me; freeze all the time; upset everyone; ruin
everything; ruin the day; lose all my data; hurt my eyes; fail again and again; irritate me; suck
"""

POSITIVE_ADVERBS = """
beautifully brilliantly wonderfully perfectly superbly carefully cleverly professionally skilfully excellently
lovingly nicely
""".split()

NEGATIVE_ADVERBS = """
badly terribly poorly horribly awfully carelessly dreadfully clumsily cheaply sloppily painfully miserably
""".split()

WAYS = """
made written designed done organised planned built told presented prepared explained produced finished
""".split()

POSITIVE_CALLS = """
highly recommended; worth every penny; worth every minute; five stars; well done; thank you so much; thanks a lot;
keep up the good work; what a joy; I am so happy; a real pleasure; go and try it; you will love it; give it a try; ten
out of ten; two thumbs up; buy it; don't miss it; no complaints; nothing to complain about; I want more; I would do it
again; good job; a big thank you to everyone; I'm in love; it made my day; best day ever; hooray; bravo
"""

NEGATIVE_CALLS = """
not recommended; a complete waste of time; what a waste of money; one star; zero stars; never again; stay away; avoid
it; don't buy it; don't bother; save your money; what a shame; shame on you; I want a refund; I am so angry; I'm done
with it; no thanks; I've had enough; what a joke; don't go there; two thumbs down; it ruined my day; worst day ever;
so many complaints; nothing but trouble; I would not do it again; such a pity; forget it; leave it
"""
