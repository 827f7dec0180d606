"""Words about computers, data, the internet, school and travel (people explains the tables)."""

NOUNS = {
    "device": """
        webcam scanner projector mouse touchscreen hard_drive memory_card memory_stick graphics_card processor chip
        modem
        cable adapter power_bank earphone smartwatch e-reader game_console joystick 3D_printer satellite_dish sensor
        thermostat burglar_alarm dishwasher refrigerator lawnmower hairdryer air_conditioner fan alarm
        supercomputer workstation plug socket switch microchip battery
    """,
    "software": """
        spreadsheet text_editor word_processor web_page homepage plug-in firewall virus virus_scanner compiler
        interpreter script library interface search_box cookie pop-up_window online_shop social_network blog podcast
        forum email_account translation_app weather_app calendar_app music_app voice_assistant web_server
        programming_language command password_manager screen_reader
    """,
    "data": """
        spreadsheet backup attachment screenshot archive database download record password log_file source_code~
        presentation scan recording playlist bookmark contact audio_file
    """,
    "code_thing": """
        function variable loop class module package list dictionary string integer array algorithm line_of_code
        comment test bug error_message exception branch commit notebook cell command argument parameter
    """,
    "ai_thing": """
        prompt context_window dataset benchmark checkpoint embedding weight gradient loss_function learning_rate batch
        epoch training_run prediction probability label token tokenizer attention_head layer pipeline hidden_state
        output input score
    """,
    "model": """
        large_language_model small_language_model translation_model speech_model image_model text_classifier
        spam_filter search_engine recommender_system question_answering_system virtual_assistant
    """,
    "school_subject": """
        algebra~ geometry~ astronomy~ geology~ psychology~ sociology~ religion~ drama~ handicraft~ Italian~ Russian~
        Chinese~ Japanese~ Greek~ linguistics~ statistics~ engineering~ architecture~ nursing~ politics~ programming~
        physical_education~
    """,
    "schoolwork": """
        assignment dictation presentation summary composition worksheet equation formula riddle puzzle
        spelling_test entrance_exam oral_exam group_project term_paper thesis dissertation book_report
        multiplication_table vocabulary_test
    """,
    "vehicle": """
        minibus coach limousine sports_car racing_car police_car fire_engine ambulance school_bus motorboat sailing_boat
        rowing_boat canoe kayak yacht cruise_ship submarine hot-air_balloon glider jet rocket spaceship
        underground_train
        cable_car sledge carriage cart wheelbarrow moped electric_car electric_bike forklift bulldozer crane trailer
        pickup mountain_bike tricycle
    """,
    "trip": """
        honeymoon city_break school_trip business_trip weekend_trip camping_trip bike_tour guided_tour sightseeing_tour
        expedition pilgrimage boat_trip train_journey day_trip detour drive ride crossing
    """,
    "travel_thing": """
        ticket passport visa boarding_pass seat window_seat timetable suitcase luggage~ hand_luggage~ map travel_guide
        hotel_room return_ticket train_ticket plane_ticket rucksack key_card souvenir itinerary hotel_bill
        driving_licence
    """,
    "course": "seminar online_course crash_course language_course lab_session study_group webinar refresher_course",
}

ADJECTIVES = {
    "device": """
        wireless portable reliable unreliable outdated advanced compact lightweight silent second-hand state-of-the-art
        user-friendly faulty expensive waterproof
    """,
    "software": "user-friendly buggy reliable outdated interactive online mobile secure insecure helpful slow",
    "data": "confidential corrupted encrypted backed-up missing personal public huge",
    "code_thing": "new long short complicated simple useful empty missing wrong correct",
    "ai_thing": "large small wrong correct new good bad long short final random average high low hidden",
    "school_subject": "advanced applied basic",
    "schoolwork": "tricky complicated optional compulsory weekly unfinished excellent careless",
    "vehicle": "comfortable crowded reliable rusty shiny second-hand luxurious noisy speedy stolen parked spacious",
    "trip": "unforgettable cheap tiring adventurous relaxing romantic disastrous three-day bumpy",
    "travel_thing": "cheap expensive lost valid expired missing cancelled first-class second-class heavy",
    "course": "intensive advanced basic weekly introductory popular compulsory optional well-organised online",
    "job": "freelance seasonal",
    "idea": "original foolish silly useful useless practical impossible absurd ingenious crazy sensible helpful vague",
    "problem": "urgent unexpected typical minor major tricky technical financial personal unsolved unavoidable",
    "topic": "controversial sensitive complicated popular fascinating boring serious",
    "house": "detached semi-detached haunted rented spacious old-fashioned luxurious damp draughty furnished",
    "restaurant": "vegetarian fashionable cosy crowded elegant excellent empty overpriced popular Turkish Mexican Thai",
    "shop": "second-hand fashionable empty crowded specialised nearby",
    "company": "innovative international family-owned reliable reputable",
}

FRAMES = """
person: switch_on/plug_in/unplug/connect/restart/program/upgrade/invent/reset/hack/drop/recharge/configure {device} [at
    work|for {person}|with {companion}|on {day}|again]
person: download/program/publish/debug/launch/translate/block/recommend/reinstall {software} [on
    {own_computer}|for {company}|at work|with {companion}]
person: attach/upload/download/scan/encrypt/rename/move/restore/sort/format {data} [on {own_computer}|for
    {person}|by mistake|before the meeting]
learner: write/define/call/debug/rename/delete/explain/rewrite/document {code_thing} [in class|in a notebook|with
    {companion}|at work|step by step]
learner: compute/print/plot/inspect/compare/change/adjust/interpret/visualise {ai_thing} [in a notebook|at each
    step|for {task}|with a small program]
model: compute/produce/update/store/ignore/adjust {ai_thing} [at each step|in every layer|during training|in parallel]
person: log in/log out/surf the_internet/chat online/click the_button/print a_page/press
    the_key/send an_email/make a_backup [at home|every day|at work|in the evening|by mistake]
person: type/forget/change/write_down {own_password} [at work|again|on {own_computer}]
person: solve/hand_in/repeat/memorise/copy/correct/grade/mark/revise/complete {schoolwork} [at school|on
    {day}|with {companion}|in an hour|at the kitchen table]
person: graduate from/enrol at/drop out_of/study at {a_school} [in {month}|after three years|at last]
person: major in/teach/revise/specialise in {school_subject} [at university|in {city}|for {own_exam}]
person: steer/start/board/park/hire/charge/tow/race/inspect/refuel/overtake {vehicle} [in {city}|on {day}|near {place}]
person: cycle/sail/hitchhike/commute/migrate/emigrate/row/paddle + to {place} [with {companion}|on {day}|in {month}]
person: book/cancel/show/lose/forget/buy/pack/check/print {travel_thing} [at the airport|at the station|for
    {person}|before the trip]
person: arrange/postpone/extend/interrupt/describe/regret/organise {trip} [in {month}|with {companion}|to {city}]
vehicle: accelerate/slow_down/turn_left/turn_right/skid/explode/sink/land/overheat [near {place}|on the way to
    {city}|on the motorway|in the snow]
person: miss/skip/organise/cancel/teach/repeat/complete/attend/recommend {course} [at school|online|on {day}|with
    {companion}]
"""
SCHOOLS = "school; university; a school in London; the university; a college; the University of Rome; a music school"
