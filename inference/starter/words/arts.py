"""More words about films, music, books, art, sport and free time (people explains the tables)."""

NOUNS = {
    "film": """
        horror_film love_story science-fiction_film short_film remake sequel soap_opera talk_show game_show
        quiz_show animated_film action_film puppet_show pantomime ballet opera rehearsal premiere performance
        episode season
    """,
    "book": """
        short_story thriller crime_novel adventure_story autobiography memoir essay anthology encyclopedia atlas
        travel_guide phrase_book picture_book children's_book chronicle legend myth fable saga sonnet ballad hymn
        screenplay script manuscript bestseller paperback hardback
    """,
    "song": """
        ballad anthem chorus refrain rhyme hymn folk_song pop_song love_song soundtrack recording waltz tango march
        sonata concerto overture carol
    """,
    "instrument": """
        keyboard banjo ukulele mandolin lute viola double_bass bassoon oboe recorder trombone tuba horn xylophone
        tambourine triangle harmonica bagpipe drum_kit synthesizer electric_guitar
    """,
    "sport": """
        ice_hockey~ beach_volleyball~ water_polo~ lacrosse~ squash~ billiards~ polo~ softball~ American_football~
    """,
    "activity": """
        archery~ athletics~ gymnastics~ judo~ karate~ fencing~ wrestling~ rowing~ surfing~ snowboarding~
        ice_skating~ figure_skating~ horse_riding~ mountain_biking~ weightlifting~ bowling~ drawing~ sculpting~
        pottery~ origami~ calligraphy~ knitting~ sewing~ embroidery~ gardening~ baking~ birdwatching~ stargazing~
        camping~ rock_climbing~ jogging~ diving~ kayaking~ canoeing~ ballroom_dancing~ ballet~ meditation~ singing~
        acting~ blogging~ travelling~ reading~ writing~ collecting_stamps~ playing_cards~
    """,
    "match": """
        final semi-final quarter-final round relay marathon sprint friendly regatta derby playoff penalty_shoot-out
        qualifying_round
    """,
    "team": "quartet trio duo brass_band rock_band jazz_band dance_company theatre_group crew squad football_club",
    "prize": "certificate title record trophy gold_medal silver_medal bronze_medal scholarship diploma",
    "game": "draughts+ backgammon~ bingo~ charades+ poker~ bridge~ table_football~ hopscotch~ hangman~",
    "art": """
        landscape self-portrait still_life watercolour oil_painting fresco mural mosaic engraving etching collage
        caricature cartoon masterpiece exhibition installation carving tapestry icon
    """,
    "sportsperson": """
        athlete runner swimmer footballer goalkeeper striker defender captain cyclist skier boxer wrestler gymnast
        jockey
        tennis_player golfer skater rower climber racing_driver champion coach referee sprinter substitute
    """,
    "performer": """
        violinist pianist guitarist drummer cellist flautist conductor composer soprano:f tenor:m choreographer
        ballerina:f clown acrobat juggler puppeteer film_star singer actor:m actress:f dancer musician comedian rapper
        film_director screenwriter cameraman:m stuntman:m
    """,
    "sports_thing": """
        ball racket bat goal net helmet whistle scoreboard bow arrow skateboard surfboard ski snowboard ice_skate
        rollerblade football tennis_ball basketball golf_club shuttlecock kite boxing_glove trampoline tent
        rucksack paddle oar saddle stopwatch
    """,
}

ADJECTIVES = {
    "film": """
        dramatic dull thrilling hilarious gripping predictable violent award-winning dubbed low-budget unforgettable
        touching disappointing
    """,
    "book": """
        best-selling handwritten illustrated gripping dull moving humorous philosophical religious historical
        autobiographical readable second-hand rare
    """,
    "song": "catchy lively melancholy cheerful traditional romantic patriotic instrumental tuneful",
    "instrument": "wooden brass musical acoustic antique untuned valuable",
    "match": "thrilling boring decisive fair unfair international friendly lost",
    "team": "unbeaten amateur professional experienced national winning losing",
    "art": "abstract colourful valuable stolen realistic impressive contemporary priceless ugly",
    "sportsperson": "fast strong famous young talented injured professional tired ambitious fair retired",
    "performer": "famous talented young gifted nervous popular well-known elegant funny local",
    "sports_thing": "new old expensive cheap light heavy borrowed lost broken professional",
}

FRAMES = """
person: rent/stream/praise/criticise/produce/film/dub {film} [with {companion}|in {city}|on {day}|for the
    second time]
person: translate/illustrate/quote/criticise/reread/skim/return/edit {book} [in {month}|for {company}|in the
    library|twice|on {day}]
person: compose/perform/hum/whistle/rehearse/download/dedicate {song} [for {person}|on stage|in {city}|all
    day|in the shower]
person: tune/own/hire/borrow/carry {theinstrument} [before the concert|for {person}|at school]
sportsperson: train/stretch/win/lose/compete/fall [in {city}|every day|on {day}|for the first time]
sportsperson: beat/overtake/congratulate/defeat {person} [in {city}|in the final|on {day}|by two seconds]
performer: perform/rehearse/bow/improvise/sing [in {city}|on stage|on {day}|in front of {audience}]
performer: entertain/impress/delight/surprise {person} [in {city}|on stage|with {own_story}]
person: interview/admire/applaud/imitate/photograph/recognise/cheer {performer} [in {city}|after the show|on {day}]
person: support/admire/coach/cheer/interview {sportsperson} [in {city}|on {day}|from the beginning]
person: throw/catch/kick/hit/bounce/inflate/rent/lose/pack/borrow {sports_thing} [in the park|at the gym|for
    {person}|on {day}]
person: sketch/frame/restore/exhibit/sculpt/auction/study/copy {art} [in {city}|for {person}|at the
    gallery|with {companion}]
person: dive/jog/row/ski/skate/surf/hike/climb/sunbathe/meditate/doze/daydream [on {day}|with {companion}|in
    the morning|near {city}|all afternoon]
person: referee/record/attend/interrupt/describe/postpone {match} [in {city}|on {day}|because of the rain]
"""
