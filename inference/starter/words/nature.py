"""Words about nature, weather, animals, landscape and places (people explains the tables)."""

NOUNS = {
    "animal": """
        ant bat beaver buffalo bull calf cheetah chimpanzee cobra cockroach cod crab cricket cuckoo dove dragonfly eel
        falcon ferret firefly flamingo fly gazelle gorilla grasshopper guinea_pig hare hawk heron hippo hyena jackal
        jaguar jellyfish koala ladybird leopard lizard llama lobster magpie mole mosquito moth mule octopus ostrich
        otter panda panther peacock pelican pheasant polar_bear pony puma python raccoon raven reindeer rhino robin
        rooster salmon scorpion seagull seal skunk slug snail sparrow starfish stork swallow toad trout tuna turkey
        vulture walrus wasp weasel woodpecker worm yak sheepdog poodle stallion mare foal piglet duckling chick
    """,
    "plant": """
        orchid daffodil geranium lavender~ cactus fern moss~ ivy~ bamboo~ willow birch maple beech cherry_tree
        pear_tree olive_tree poppy violet carnation chrysanthemum thistle nettle clover~ hedge grass~ weed vine shrub
        fir_tree
    """,
    "plant_part": "leaf root branch trunk seed bud petal stem thorn blossom twig bark~ fruit berry acorn cone",
    "landform": """
        mountain hill valley canyon cliff cave desert island peninsula coast beach bay lake pond river stream waterfall
        swamp glacier volcano plain meadow forest jungle wood field path cape reef lagoon dune spring gorge ridge
        peak slope
    """,
    "place": """
        square alley avenue roundabout crossroads+ motorway car_park petrol_station fire_station courthouse town_square
        skyscraper tower lighthouse temple mosque monastery palace ruin cemetery embassy orphanage kindergarten
        primary_school campus laboratory opera_house art_gallery botanical_garden amusement_park swimming_pool
        sports_centre ice_rink golf_course campsite youth_hostel suburb neighbourhood capital border railway_station
        underground_station taxi_rank ferry_port lay-by market_hall flea_market
    """,
    "sky": "sun moon star planet comet cloud rainbow sky horizon sunset sunrise galaxy satellite",
    "weather": """
        drizzle~ sleet~ mist~ hurricane tornado blizzard breeze gale shower heatwave thunderstorm flood drought
        earthquake avalanche landslide rainstorm sandstorm cold_spell
    """,
    "material": """
        wood~ stone~ metal~ iron~ steel~ copper~ gold~ silver~ plastic~ glass~ paper~ cardboard~ leather~ cotton~ wool~
        silk~ rubber~ concrete~ clay~ sand~ marble~ oil~ gas~ coal~ wax~ cement~ nylon~ linen~ bronze~
    """,
    "environment": """
        pollution~ recycling~ climate_change~ nature~ wildlife~ energy~ solar_energy~ electricity~ rubbish~ traffic~
        noise~ smoke~ soil~ fresh_air~ rainforest biodiversity~
    """,
}

ADJECTIVES = {
    "animal": """
        tiny enormous furry fierce harmless poisonous endangered timid spotted striped feathered playful sleepy angry
        thirsty injured newborn rare exotic obedient stray
    """,
    "plant": "rare tropical poisonous fragrant leafy thorny withered blooming healthy exotic colourful",
    "plant_part": "green dry small long thick thin fresh brown dead sharp broken",
    "landform": "high low deep shallow steep rocky sandy dry green wide narrow beautiful dangerous remote vast wild",
    "place": "lively deserted picturesque medieval abandoned charming historic industrial rural urban shabby elegant",
    "sky": "bright dark clear cloudless distant red blue grey",
    "weather": "violent severe mild freezing endless sudden gentle unexpected",
    "material": "soft hard cheap expensive pure smooth rough recycled strong thin thick waterproof",
    "environment": "clean dirty local global serious",
    "climate": "chilly boiling icy misty dull gloomy muggy breezy frosty drizzly bright overcast stifling",
}

FRAMES = """
person: climb/explore/cross/photograph/sketch/discover/map/protect/reach/admire {landform} [in {country}|with
    {companion}|in {month}|for the first time]
person: camp near/hike to/swim near/walk along/sail past/get lost_near {landform} [in {country}|with
    {companion}|in {month}]
landform: lie/stretch/begin/end [in the north|near the border|between two villages|far from {city}]
person: observe/watch/study/draw/admire/photograph {sky} [at night|through a telescope|from the
    roof|with {companion}|in the evening]
sky: shine/rise/disappear/glow/appear [above the hills|in the evening|behind the clouds|over the sea]
weather: damage/destroy/hit/reach/threaten {landform} [in {month}|at night|without warning]
weather: begin/continue/end/stop/worsen [in the evening|in {month}|after an hour|suddenly]
animal: hunt/sniff/scratch/lick/catch/frighten/carry {animal} [in the forest|at night|near {landform}]
animal: growl/howl/crawl/dive/hibernate/roar/graze/migrate/hiss/fly_away/hatch/hop/nest [near {landform}|in
    winter|at night|in the grass|in {month}]
person: tame/train/groom/stroke/rescue/observe/raise/breed/hunt/pet {animal} [on the farm|in {country}|with
    {companion}|near {landform}]
person: trim/prune/dig_up/transplant/fertilise/smell/admire/weed {plant} [in the garden|in {month}|with
    {companion}|on the balcony]
person: collect/break/dry/pick_up/examine {plant_part} [in the garden|in the forest|for school]
plant: wither/sprout/climb/spread [in {month}|near {landform}|on the wall|without light]
person: melt/recycle/cut/shape/sell/transport/polish {material} [at work|in {country}|for {company}]
person: discuss/reduce/study/ignore/worry_about {environment} [at school|in {country}|for years]
object furniture: be_made of {material}
"""
