"""Words of daily life: food, home, clothes, shopping, money, weather, animals (people explains the tables)."""

NOUNS = {
    "food": """
        apple banana orange pear peach lemon strawberry cherry tomato potato carrot onion cucumber bean mushroom
        pepper egg sandwich pizza burger salad soup cake cookie pie pancake biscuit omelette sausage steak bread~
        rice~ pasta~ cheese~ butter~ meat~ chicken~ beef~ fish~ chocolate~ honey~ jam~ sugar~ salt~ fruit~ ice_cream~
        yoghurt~ cereal~ garlic~ spinach~ noodles+ chips+ grapes+ vegetables+ pea melon plum olive nut sauce dessert
        curry toast~ bacon~ flour~ oil~ waffle muffin
    """,
    "drink": """
        coffee~ tea~ water~ milk~ juice~ lemonade~ wine~ beer~ hot_chocolate~ cocoa~ orange_juice~ mineral_water~
        green_tea~
    """,
    "meal": "breakfast lunch dinner supper picnic snack barbecue",
    "dish": "plate cup bowl glass spoon fork knife pot pan bottle jar kettle tray mug oven fridge stove toaster",
    "furniture": """
        table chair bed sofa desk shelf cupboard lamp mirror carpet curtain wardrobe drawer armchair bench cushion
        pillow blanket clock stool bookcase heater vase
    """,
    "part_of_house": "door window roof wall floor stairs+ garden garage ceiling fence gate balcony chimney",
    "room": "kitchen bedroom bathroom living_room dining_room hall cellar attic office study nursery",
    "object": """
        book key bag box letter phone umbrella ball pen pencil watch ring wallet camera ticket basket candle card coin
        suitcase backpack notebook newspaper magazine parcel photo picture painting toy doll map torch rope hammer
        ladder bucket broom brush towel soap~ needle battery bottle envelope stamp calendar present gift purse
        passport knife scissors+ glasses+ flag kite balloon puzzle necklace bracelet dictionary comb pipe tool
        screwdriver saw nail blanket tent lighter
    """,
    "clothing": """
        shirt coat jacket hat dress skirt sweater scarf shoe boot sock glove belt tie suit uniform cap T-shirt blouse
        raincoat trousers+ jeans+ pyjamas+ shorts+ sandal slipper costume cardigan
    """,
    "plant": "flower tree rose tulip bush plant sunflower herb vegetable apple_tree oak palm daisy lily pine",
    "animal": """
        dog cat horse cow sheep pig chicken duck goose rabbit mouse bird fish lion tiger elephant bear wolf fox monkey
        snake frog turtle goat donkey parrot hamster squirrel deer owl eagle whale dolphin shark bee spider butterfly
        giraffe zebra kangaroo penguin crocodile camel rat lamb kitten puppy hen kangaroo hedgehog swan crow pigeon
    """,
    "money": """
        money~ cash~ salary rent bill price coin tax loan debt savings+ bank_account fee pension credit_card
        pocket_money~
    """,
    "weather": "rain~ snow~ wind~ storm fog~ sun~ cloud thunder~ ice~ heat~ frost~ sunshine~ lightning~ hail~",
    "housework": "dishes+ laundry~ ironing~ housework~ cleaning~ cooking~ shopping~ gardening~",
}

ADJECTIVES = {
    "food": """
        delicious fresh tasty hot cold sweet salty sour spicy ripe raw burnt frozen warm healthy expensive cheap big
        small soft crispy homemade
    """,
    "drink": "hot cold warm fresh strong sweet iced",
    "meal": "quick late early big light delicious simple warm family",
    "dish": "clean dirty empty full broken wooden big small new old heavy blue white",
    "furniture": "old new wooden comfortable broken big small heavy round soft blue red modern antique white",
    "part_of_house": "open closed broken big small old new wooden white high clean",
    "room": "big small bright dark clean dirty quiet warm cold empty tidy messy",
    "object": """
        old new big small heavy light cheap expensive beautiful useful broken lost red blue green yellow black white
        brown little strange favourite round square empty plastic wooden golden silver modern shiny thick thin
    """,
    "clothing": """
        red blue green black white new old warm clean dirty expensive cheap beautiful elegant woollen long short tight
        loose grey brown pink purple wet dry striped
    """,
    "plant": "beautiful tall small green dry yellow white red pretty wild dead strange",
    "animal": """
        big small young old wild hungry brown black white friendly dangerous lazy clever tame grey fast quiet noisy
        strange
    """,
    "money": "extra",
    "weather": "heavy strong light terrible sudden cold",
    "colour": "red blue green yellow black white brown grey pink purple orange",
    "climate": "sunny cloudy rainy windy snowy foggy stormy cold hot warm wet dry cool mild freezing humid",
}

FRAMES = """
person animal: eat {food} [slowly|quickly|in {room}|in the garden|every day]
person: eat/cook/make/prepare/order/share/serve/want/need/taste/try/buy/bake {food} [for breakfast|for lunch|for
    dinner|for {person}|with {person}|in {room}|at {restaurant}]
person: drink/order/make/want/need/pour/buy/prefer {drink} [in the morning|after dinner|with some milk|at
    {restaurant}|with {person}|at home]
person: cook/make/prepare/have/skip/enjoy {meal} [at home|with {person}|at {restaurant}|at noon|in the park]
person: wash/break/buy/dry/fill/drop/clean/empty {dish} [in {room}|after lunch|after dinner]
person: put/leave/find {food} in/on {dish}
person: clean/tidy/paint/decorate/sweep/leave/enter {room} [on Saturday|with {person}|before dinner]
person: open/close/paint/repair/clean/wash/lock {part_of_house} [carefully|in the morning|at night|for {person}]
person: buy/move/clean/repair/sell/build/need/paint {furniture} [for {room}|on Saturday|for {person}]
person: put/find/leave/hide {object} on/under/behind/beside {furniture}
person: find/lose/buy/sell/carry/need/bring/drop/hold/repair/borrow/forget/choose/keep/hide/use/break/clean/return/see
    {object} [in {place}|at {shop}|in {room}|at home|on the bus]
person: give/show/lend/send/bring/sell/offer/hand {person} {object}
person: give/show/lend/send/bring/sell/throw {object} to {person}
person: steal/borrow/take {object} from {person}
person: look for {object} [in {room}|everywhere|under {furniture}|for hours]
person: pick_up/put_down/throw_away/give_back {object}
person: wear/buy/wash/need/iron/put_on/take_off/try_on/choose/lose {clothing} [at {shop}|for the party|in winter|at
    home|to work]
person: plant/water/cut/grow/pick {plant} [in the garden|in spring|for {person}|on the balcony]
person: feed/see/catch/own/draw/love/like/keep/buy/follow/chase/watch/save/fear {animal} [in the forest|on the farm|at
    the zoo|near the river|with {person}]
animal: sleep/run/hide/play/sit/lie [in the garden|under {furniture}|near the river|in the forest|in the sun|all day]
animal: chase/follow/bite/watch/attack/fear/like {animal} [in the garden|in the forest|at night]
animal: follow/like/love/watch/bite/trust {person} [everywhere|in the park]
animal: bark/jump/swim/wait/eat/drink [loudly|at night|near the house|in the water|outside]
plant: grow/die/flower/bloom [in the garden|in spring|very quickly|without water|in the sun]
person: earn/save/spend/need/borrow/lose/count/find {moneys} [every month|for {vehicle}|for a holiday|at work]
person: pay {bill} [on time|in cash|by card|every month|at the end of the month]
person: lend/give/owe/send {person} {moneys}
person: do {housework} [on Saturday|every week|with {person}|before lunch]
person: set/clear/clean + the_table [before dinner|after lunch|together]
person: take_out the_rubbish [every evening|on Monday]
person: go_shopping/go_out/stay at_home/come home/go_home/arrive home [with {person}|after work|on
    Sunday|late|early|in the evening]
person: move into {house} [in {city}|with {family}]
person: rent/buy/sell/build/leave/love/clean {house} [in {city}|near the sea|with {family}|for {moneyamount}]
object: cost {moneyamount} [at {shop}|these days]
object: belong to {person}
object: lie/be/stand + on/under/behind/beside/near {furniture}
furniture: stand/be + in {room}
object clothing: look {adj_look} [today|from here|in the light]
food drink: taste/smell/look {adj_taste} [today|with some salt|in the morning]
"""
