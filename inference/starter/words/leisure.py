"""Words about films, music, books, sport and games (people explains the tables)."""

NOUNS = {
    "film": """
        film movie comedy documentary series cartoon thriller show scene play drama western musical trailer ending
    """,
    "book": "book novel story poem comic biography fairy_tale magazine dictionary guidebook cookbook diary textbook",
    "song": "song album concert melody symphony tune opera record lullaby playlist duet",
    "instrument": "piano guitar violin flute drum trumpet cello harp saxophone organ clarinet accordion",
    "sport": """
        football~ tennis~ basketball~ volleyball~ hockey~ golf~ rugby~ cricket~ badminton~ baseball~ table_tennis~
        handball~
    """,
    "activity": """
        swimming~ running~ yoga~ skiing~ cycling~ fishing~ hiking~ climbing~ sailing~ boxing~ dancing~ painting~
        photography~
    """,
    "match": "match game race tournament final championship competition contest",
    "team": "team club band group orchestra choir",
    "prize": "prize medal cup award trophy",
    "game": "chess~ cards+ hide-and-seek~ dominoes~ darts+ computer_game board_game video_game",
    "art": "picture painting portrait drawing photograph statue poster sculpture sketch",
}

ADJECTIVES = {
    "film": """
        good bad long short funny sad boring exciting old new famous French American silent strange scary romantic
        interesting
    """,
    "book": """
        good long short thick thin interesting boring exciting old new famous difficult funny sad famous favourite
    """,
    "song": "beautiful sad happy slow fast old new famous popular loud quiet short love",
    "instrument": "old new expensive beautiful electric Italian",
    "match": "long important exciting difficult last first final close",
    "team": "local young old new famous strong weak best",
    "prize": "first second big gold silver important",
    "art": "beautiful famous old strange expensive modern small large",
}

FRAMES = """
person: watch/like/see/love/hate/discuss/remember/recommend/miss/enjoy {film} [with {person}|at the cinema|on
    television|at home|twice]
person: make/direct/review/produce {film} [about {topic}|in {city}|for children]
person: read/write/buy/borrow/like/finish/love/recommend/lend/publish {book} [about {topic}|in bed|with {person}|on
    the train|in the library]
person: hear/sing/like/play/write/love/know/record {song} [about {topic}|on the radio|with {person}|in the car|at the
    party]
person: listen to {song} [on the radio|in {room}|with {person}|all day]
person: play/learn/practise/love/buy {theinstrument} [every day|in an orchestra|at school|with {person}|very well]
person: play/like/watch/enjoy/love/practise {sport} [on Saturday|with {person}|in the park|at school|after work|on
    television]
person: enjoy/like/practise/try/teach/love {activity} [on Sunday|with {person}|in summer|in the mountains]
person: go_swimming/go_running/go_skiing/go_fishing/go_dancing/go_hiking/go_sailing [with {person}|every weekend|in
    winter|in summer|near {city}]
person: win/lose/watch/play/start/leave/enjoy {match} [in {city}|against {person}|by two goals|on Sunday|for the first
    time]
team: win/lose/play/start {match} [in {city}|on Sunday|by two goals]
team: play/practise/sing/travel [in {city}|on Friday|every week|all over the country]
person: win/get/receive/deserve {prize} [in {city}|for {own_work}]
person: play {game} [with {person}|in the evening|all night|at home|on Sunday]
person: paint/draw/buy/sell/admire/photograph/steal {art} [in {city}|at the museum|for {person}|on the wall]
person: score a_goal/run a_marathon/ride a_horse/ride a_bike/climb a_mountain/fly a_kite [for the first time|in
    {city}|with {person}]
person: join/support/train/lead/form/leave {team} [in {city}|with {person}]
film book song: make {person} {adj_moodmade}
film book song: begin/end [at eight o'clock|well|badly|with a surprise|too early]
book film: tell the_story_of/be_about {person}
"""
