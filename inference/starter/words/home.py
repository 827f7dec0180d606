"""Words about the house, things, clothes and housework (people explains the tables)."""

NOUNS = {
    "room": "pantry guest_room laundry_room playroom staircase corridor hallway conservatory workshop porch",
    "part_of_house": """
        doorbell doorstep windowsill keyhole lock handle shutter blind radiator tap sink bathtub shower toilet pipe
        banister fireplace letterbox gutter drainpipe roof_tile staircase lift light_switch socket wallpaper~
    """,
    "furniture": """
        coffee_table dining_table bedside_table rocking_chair bunk_bed crib cot mattress dresser wardrobe
        bookshelf rug doormat chandelier floor_lamp sideboard deckchair hammock wheelchair high_chair quilt
        picture_frame coat_hook umbrella_stand mirror bean_bag
    """,
    "object": """
        bin bucket mop sponge duster vacuum_cleaner dustpan iron ironing_board clothes_peg washing_line hanger thread
        button zip pin safety_pin sewing_machine screw nut bolt drill spanner axe shovel spade rake wheelbarrow
        lawnmower hose paintbrush paint_roller tape_measure match cork lid tin carton crate barrel
        sack tube string ribbon chain hook handbag briefcase toothbrush hairbrush razor mirror toothpaste~ shampoo~
        perfume~ lipstick hairdryer nail_file tissue cotton_bud diary postcard leaflet brochure poster sticker jigsaw
        teddy_bear marble kaleidoscope whistle rattle skipping_rope yo-yo dice+ binoculars+ telescope magnet compass
        sunglasses+ walking_stick alarm_clock hourglass wristwatch locket earring brooch cufflink keyring souvenir
        trophy statue vase flowerpot birdcage fishing_rod wrapping_paper~ sleeping_bag first-aid_kit water_bottle
        crayon felt-tip_pen paint_box globe blackboard pencil_case exercise_book satchel
    """,
    "clothing": """
        vest jumper pullover waistcoat dressing_gown nightdress bathrobe swimsuit bikini tracksuit overcoat anorak
        fur_coat leather_jacket denim_jacket hoodie polo_shirt sweatshirt jersey apron overall bow_tie beret bonnet
        headscarf helmet mitten shawl veil stocking trainer high_heel boot flip-flop wellington bracelet wedding_dress
        kimono sari turban leggings+ tights+ dungarees+ underpants+ swimming_trunks+ buckle collar sleeve pocket cuff
        shoelace
    """,
    "housework": """
        washing-up~ hoovering~ dusting~ vacuuming~ mopping~ mending~ sewing~ knitting~ painting~ decorating~
        recycling~
    """,
    "bedding": "sheet pillowcase duvet bedspread towel blanket curtain tablecloth tea_towel bath_towel",
}

ADJECTIVES = {
    "room": "spacious cosy stuffy dusty sunny airy narrow gloomy shared spare comfortable elegant tiny",
    "part_of_house": "rusty blocked leaky creaky electric loose locked painted",
    "furniture": "sturdy wobbly dusty elegant padded second-hand handmade expensive cheap rectangular oval narrow",
    "object": """
        rusty dusty sharp blunt sticky fragile handy portable waterproof transparent hollow triangular tiny enormous
        worn-out second-hand precious worthless valuable ordinary unusual spare missing flat pointed curved
    """,
    "clothing": """
        fashionable old-fashioned stylish smart casual torn faded checked striped spotted silk cotton leather denim
        colourful plain baggy comfortable uncomfortable waterproof crumpled shabby light heavy matching
    """,
    "bedding": "clean fresh dirty white soft warm damp striped cotton silk",
}

FRAMES = """
person: wash/iron/fold/change/hang_up/dry/air {bedding} [on {day}|in {room}|before {event}|every week]
person: knit/sew/mend/hem/dye/fold/unpack/hang_up/borrow/return/button {clothing} [for {person}|in {room}|on
    {day}|before {event}|carefully]
person: hammer/drill/screw/glue/saw/nail/tape {object} to/onto {furniture}
person: wrap/unwrap/collect/polish/examine/label/mend/smash/swap/unpack/dust/measure/stack/weigh/grab/snatch/toss
    {object} [for {person}|in {room}|with {companion}|by mistake|on {day}]
person: put/place/store/keep {object} in/into {container}
person: trip_over/bump_into/lean against/hide behind/stand beside {furniture} [in {room}|in the dark|again]
person: dust/assemble/varnish/rearrange/order/wipe/cover {furniture} [in {room}|with {companion}|on {day}]
person: renovate/wallpaper/heat/air/furnish/vacuum/mop/light {room} [on {day}|with {companion}|in {month}]
person: unlock/slam/fix/replace/install/oil/unblock/measure {part_of_house} [on {day}|with {companion}|in the
    morning|again]
person: knock at the_door/ring the_bell/turn_on the_light/turn_off the_light/draw the_curtains/light
    a_candle/make the_bed/load the_dishwasher/water the_plants/mow the_lawn/feed the_cat/walk the_dog/empty the_bin
    [every morning|in the evening|before breakfast|at seven o'clock|as usual]
furniture object: break/fall_over/fall_apart/disappear [in {room}|again|in the night|without warning]
part_of_house: leak/creak/rattle/drip [at night|in the wind|again|all day]
"""
CONTAINERS = (
    "the box; the drawer; the cupboard; the bag; the bin; the basket; the suitcase; a bucket; a jar; the garage"
)
