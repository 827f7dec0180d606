"""Words about the body, health and feelings (people explains the tables)."""

NOUNS = {
    "body": """
        forehead cheek chin eyebrow eyelash tongue gum lung liver kidney thumb fingernail palm heel sole thigh calf
        waist
        spine rib jaw skull vein nerve joint beard moustache wrinkle
    """,
    "illness": """
        headache migraine earache rash bruise burn wound cut blister sprained_ankle broken_arm broken_finger fever
        infection cough sunburn~ asthma~ diabetes~ pneumonia~ bronchitis~ nausea~ insomnia~ sinus_infection cramp
        concussion fracture hangover
    """,
    "remedy": """
        antibiotic painkiller ointment syrup~ plaster cough_syrup~ aspirin~ eye_drops+ nose_spray cold_pack
        thermometer inhaler hot_water_bottle supplement
    """,
    "care_place": """
        hospital clinic pharmacy emergency_room ward waiting_room operating_room ambulance surgery nursing_home
        health_centre
    """,
    "care_worker": """
        doctor nurse surgeon dentist midwife therapist physiotherapist psychologist paramedic pharmacist optician
        specialist carer psychiatrist paediatrician
    """,
    "health_matter": """
        health~ sleep~ diet stress~ exercise~ fitness~ nutrition~ hygiene~ posture~ breathing~ vaccination pregnancy
        recovery treatment therapy operation examination check-up diagnosis symptom prescription appointment
        blood_pressure~ eyesight~ hearing~ appetite weight~ pulse temperature memory balance~
    """,
    "feeling": """
        grief~ shame~ guilt~ envy~ jealousy~ boredom~ curiosity~ excitement~ disappointment~ loneliness~ gratitude~
        confidence~ enthusiasm~ frustration~ anxiety~ despair~ delight~ tenderness~ loyalty~ sympathy~ kindness~
        honesty~ generosity~ ambition temper dignity~ wisdom~ self-confidence~
    """,
}

ADJECTIVES = {
    "body": "numb stiff bare hairy smooth bony sensitive painful itchy dirty clean bruised tiny soft",
    "illness": "severe chronic painful contagious harmless sudden light unpleasant nasty minor",
    "remedy": "mild effective sticky natural harmless gentle homemade modern ineffective",
    "care_place": "modern crowded local private public new large clean quiet nearest overcrowded",
    "care_worker": "experienced young kind patient careful friendly skilled tired gentle busy trained",
    "health_matter": "good bad poor regular healthy balanced important successful painful long difficult normal",
    "person": """
        athletic slim healthy fit weak frail pale blind deaf bald muscular energetic optimistic pessimistic sensitive
        emotional moody impatient selfish greedy vain arrogant humble sincere sociable outgoing reserved thoughtful
        thoughtless considerate bossy cruel gullible naive mature childish witty dull cheeky mischievous mean fair
        tolerant determined hard-working well-known skilful clumsy absent-minded messy tidy punctual
    """,
    "mood": """
        anxious furious annoyed frightened scared terrified miserable delighted thrilled exhausted restless ashamed
        guilty hopeful satisfied dizzy unwell homesick thankful amused astonished shocked puzzled impatient optimistic
        cheerful irritated discouraged heartbroken speechless pleased content fed_up determined desperate stressed
    """,
}

FRAMES = """
care_worker: treat/examine/vaccinate/cure/comfort/advise {patient_object} [at {care_place}|with great care|every
    day|before the operation]
care_worker: measure/check/discuss/mention {health_matter} [at {care_place}|twice|with {patient_object}]
care_worker: bandage/clean/inspect/massage {wound} [carefully|with warm water]
person: improve/neglect/monitor/worry_about {health_matter} [every day|with some help|for years]
person: recover from {a_illness} [in {city}|slowly|within a week|at home]
person: suffer from {a_illness} [every winter|at work|for years]
person: treat/ignore/describe {own_illness} [with {remedy}|for days|to the doctor]
person: swallow/apply/prescribe/try {remedy} [twice a day|before bed|with some water|after meals]
person: stretch/scratch/rub/bandage/exercise/shave {own_body} [in the morning|after the game|carefully|every day]
person: go_to/visit/leave/enter {care_place} [on Monday|with {person}|by ambulance|after the accident]
person: consult/see/call/trust {care_worker} [about {own_body}|on Monday|after the accident]
person: sneeze/cough/shiver/faint/sweat/blush/tremble/yawn/sob/breathe [in the cold|all night|heavily|for a
    moment|loudly]
person: lose/gain weight/go on_a_diet/give_up smoking/stay in_bed/lie down [before summer|for a
    week|after the holiday]
person: express/overcome/suppress/admit {own_feeling} [in front of {person}|at last|with difficulty]
person: comfort/console/cheer_up/calm_down/reassure/forgive/pity {person} [after the exam|on the phone|with kind words]
person: annoy/frighten/scare/shock/disappoint/amuse/upset/embarrass/impress/bore {person} [with {own_story}|at the
    party|again|by accident]
person: apologise to/complain to/smile at/whisper to/nod at/wink at/bow to/flirt with/gossip about {person}
"""
