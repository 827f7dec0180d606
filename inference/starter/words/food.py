"""Words about food, cooking and eating out (people explains the tables)."""

NOUNS = {
    "fruit": """
        apple banana orange pear peach lemon strawberry cherry plum melon grape apricot pineapple mango kiwi raspberry
        blueberry blackberry coconut fig lime watermelon grapefruit tangerine cranberry gooseberry papaya nectarine
        pomegranate date raisin
    """,
    "vegetable": """
        carrot tomato potato onion cucumber cabbage cauliflower pepper aubergine pumpkin leek radish turnip beetroot
        sweet_potato courgette artichoke bean pea lettuce broccoli~ spinach~ celery~ asparagus~ garlic~ parsley~
        sweetcorn~ fennel~
    """,
    "food": """
        sandwich omelette pancake dumpling meatball stew roast pudding tart croissant bagel doughnut brownie cupcake
        scone pastry cracker cereal_bar pretzel lasagne~ porridge~ granola~ custard~ mustard~ ketchup~ mayonnaise~
        vinegar~ pepper~ cinnamon~ ginger~ basil~ mint~ rosemary~ thyme~ paprika~ cream~ ham~ turkey~ lamb~ salmon~
        tuna~ shrimp lobster crab oyster mussel tofu~ hummus~ gravy~ spaghetti~ ravioli~ dough~ yeast~ syrup~
        marmalade~ peanut almond walnut hazelnut chestnut lentil chickpea mushroom_soup vegetable_soup chicken_soup
        cheesecake apple_pie birthday_cake fruit_salad crisps+ french_fries+ fried_egg boiled_egg scrambled_eggs+
        hot_dog hamburger kebab taco burrito risotto
    """,
    "drink": """
        herbal_tea~ iced_tea~ apple_juice~ tomato_juice~ champagne~ cider~ whisky~ black_coffee~ soda~ almond_milk~
        milkshake smoothie cappuccino espresso cocktail tap_water~ hot_milk~
    """,
    "meal": "brunch feast banquet starter main_course three-course_meal packed_lunch dinner_party",
    "dish": """
        saucepan frying_pan teapot teaspoon tablespoon whisk ladle grater corkscrew tin_opener cutting_board saucer jug
        wine_glass coffee_cup baking_tray mixing_bowl blender microwave coffee_machine dishwasher napkin tablecloth
        chopstick lunchbox thermos rolling_pin sieve peeler freezer spatula
    """,
    "restaurant_thing": "menu bill tip recipe cookbook reservation order receipt wine_list",
}

ADJECTIVES = {
    "food": """
        crunchy juicy creamy greasy stale mouldy bitter mild rich salted smoked grilled fried boiled baked roasted
        steamed sliced chopped mashed stuffed organic vegetarian vegan leftover sticky tender tough bland nutritious
        sugary
    """,
    "fruit": "ripe unripe juicy sweet sour fresh rotten dried big small green red yellow soft tropical local",
    "vegetable": "fresh raw green organic frozen cooked steamed big small rotten local seasonal boiled",
    "drink": "fizzy refreshing bitter sour alcoholic non-alcoholic lukewarm black fruity boiling icy",
    "meal": "hearty cheap expensive delicious healthy festive tasty cold romantic three-course modest",
    "dish": "greasy rusty shiny porcelain plastic metal sharp blunt cracked silver sparkling",
    "restaurant_thing": "long short new old special handwritten",
}

FRAMES = """
person: peel/slice/chop/wash/pick/eat/buy/sell/bring {fruit} [for {person}|in {room}|at the market|with a sharp
    knife|for breakfast]
person: boil/fry/steam/roast/grate/grow/chop/peel/cook/harvest/plant {vegetable} [for dinner|in {room}|for
    {person}|in the garden|with some salt]
person: bake/fry/grill/stir/heat/warm_up/freeze/taste/serve/season/smell/chew/swallow/nibble {food} [for {person}|in
    {room}|with {companion}|for lunch|on Sunday]
person: sip/pour/spill/stir/taste/offer/refuse/heat {drink} [in {room}|at {restaurant}|for {person}|after dinner]
person: rinse/scrub/polish/stack/scratch/crack/use {dish} [in {room}|after dinner|by accident|with hot water]
person: study/read/ask for/forget/lose/check {restaurant_thing} [at {restaurant}|twice|for a long time]
person: book/reserve/leave + a_table [at {restaurant}|for two|for {day}]
person: have/host/plan/prepare/miss {meal} [at {restaurant}|with {companion}|on {day}|at home]
person: eat_out/dine/snack/starve/overeat [at {restaurant}|on {day}|with {companion}]
fruit vegetable: grow/ripen/rot [in the garden|in the sun|slowly|in summer]
food fruit: melt/burn/cool_down/spoil [in the sun|in {room}|within an hour]
"""
