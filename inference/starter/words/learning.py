"""Words about courses, language models and how they work (people explains the tables)."""

NOUNS = {
    "course": "course lesson class tutorial workshop chapter lecture book video unit training notebook section guide",
    "model": """
        language_model neural_network model computer_model network machine program classifier chatbot translator
        tokenizer encoder decoder transformer
    """,
    "model_part": """
        layer token weight vector word sentence number parameter attention_head probability label position embedding
        vocabulary
    """,
    "dataset": "dataset text corpus example sentence document word_list data~ text_collection table",
    "task": """
        translation~ classification~ summarisation~ text_generation~ question_answering~ speech_recognition~
        language_modelling~ prediction~ training~ fine-tuning~ machine_learning~
    """,
    "learner": "student learner beginner reader teacher programmer researcher engineer group class",
}

ADJECTIVES = {
    "course": """
        new short long free useful first next good difficult easy practical online simple complete interesting
    """,
    "model": """
        large small new good simple modern fast powerful useful statistical mathematical neural pretrained deep open
        better mathematical computational generative multilingual special
    """,
    "model_part": "new next last first long short hidden single important correct wrong",
    "dataset": "large small new good clean useful simple long open",
    "modelkind": """
        language neural large small statistical mathematical computational machine_learning deep_learning new modern
        simple pretrained generative transformer probabilistic predictive computer speech translation different good
        useful powerful
    """,
}

FRAMES = """
model: predict/read/learn/process/produce/use/need/count/see/choose {model_part} [at each step|one by one|in
    order|very quickly|from the text]
model: learn from {dataset}
model: translate/classify/summarise/read/generate/understand {dataset} [in seconds|in many languages|without help|step
    by step]
model: answer/understand {questions} [about {topic}|in English|in seconds|very well]
model: help {learner} to {vp}
model: make mistakes [sometimes|when the text is long|like people]
learner: train/build/test/use/compare/improve/download/study/understand/load/evaluate {model} [on {dataset}|with
    {dataset}|in a notebook|on a computer|for {task}|step by step]
learner: collect/clean/read/prepare/label/share {dataset} [for {task}|for the model|before the training|in a notebook]
learner: learn/study/explain/understand/practise {task} [with examples|in class|step by step|at university]
learner: take/finish/start/follow/enjoy/recommend/attend/like/teach {course} [about {modeltopic}|on {modeltopic}|for
    beginners|with {person}|every week]
course: explain/describe/introduce/show/cover {modeltopic} [step by step|with examples|in simple words|for beginners]
course: begin/end/start [on Monday|at nine o'clock|with an example|with a question]
course: teach/show {learner} how_to {vplearn}
person: learn about {modeltopic} [at school|in class|at work|from books|step by step]
person: learn/know + how_to {vplearn}
"""

LESSON_ACTIONS = """
train a language model; use a tokenizer; build a chatbot; write a program; read a text; translate a sentence; classify
texts; ask a good question; load a model; test a model; compare two models; fine-tune a model; prepare a dataset;
clean the data; write clear sentences; split a text into tokens; generate text; find errors; use a pipeline; choose a
model; understand attention; evaluate the results; solve problems; work with data; share a model; answer questions
about a text; write good code; summarise a long text; use a computer; recognise speech; count words; build a simple
network; explain a prediction; measure the quality of a translation; run a model on your own computer; make a plan;
draw a picture; cook a simple meal; speak in front of a class; write a letter; play the guitar; bake bread; save
money; read a map; repair a bicycle; take good photos; grow vegetables; swim; learn a new language; write a story;
paint a wall; use a camera; plan a trip
"""

LESSON_TOPICS = """
language models; neural networks; machine learning; attention; tokens; text generation; translation; word vectors;
encoders and decoders; transformers; large language models; training data; the history of computers; deep learning;
speech recognition; search engines; datasets; tokenizers; fine-tuning; the meaning of words; grammar; natural language
processing; probability; statistics; computers; robots; statistical models; mathematical models; computational models;
neural models; generative models; machine learning models; translation models; computer models; deep learning models;
transformer models; probabilistic models; small models; modern models; multilingual models
"""
