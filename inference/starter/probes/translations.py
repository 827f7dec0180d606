"""Sentences to translate and a text to summarize, written by hand or taken from the course, none of them in training.

The engineering paragraph is the example of summarization in chapter 1 of the Hugging Face LLM Course (Apache 2.0).
"""

from __future__ import annotations

COURSE_TRANSLATION = ("Ce cours est produit par Hugging Face.", "This course is produced by Hugging Face.")

EVERYDAY_TO_ENGLISH: tuple[tuple[str, str], ...] = (
    ("Je m'appelle Sylvain.", "My name is Sylvain."),
    ("Nous habitons à Brooklyn.", "We live in Brooklyn."),
    ("Mon frère mange une pomme.", "My brother eats an apple."),
    ("Elle a perdu ses clés.", "She lost her keys."),
    ("Ils ne travaillent pas le lundi.", "They do not work on Mondays."),
    ("Est-ce que vous aimez le café ?", "Do you love coffee?"),
    ("Le professeur d'Anna est malade.", "Anna's teacher is ill."),
    ("Il y a deux chats dans le jardin.", "There are two cats in the garden."),
    ("Ce livre a été écrit par une femme.", "This book was written by a woman."),
    ("Demain, je partirai.", "I will leave tomorrow."),
)
EVERYDAY_TO_FRENCH: tuple[tuple[str, str], ...] = (
    ("My name is Sylvain.", "Je m'appelle Sylvain."),
    ("I work at Hugging Face in Brooklyn.", "Je travaille chez Hugging Face à Brooklyn."),
    ("The children are tired.", "Les enfants sont fatigués."),
    ("She bought a beautiful hat yesterday.", "Elle a acheté un beau chapeau hier."),
    ("We do not drink any wine.", "Nous ne buvons pas de vin."),
    ("Where does your sister live?", "Où est-ce que votre sœur habite ?"),
    ("These songs were written by Anna.", "Ces chansons ont été écrites par Anna."),
    ("He is going to open the window.", "Il va ouvrir la fenêtre."),
    ("My grandmother is older than the doctor.", "Ma grand-mère est plus vieille que le médecin."),
    ("I'm hungry.", "J'ai faim."),
)

COURSE_PARAGRAPH = """
America has changed dramatically during recent years. Not only has the number of graduates in traditional engineering
disciplines such as mechanical, civil, electrical, chemical, and aeronautical engineering declined, but in most of the
premier American universities engineering curricula now concentrate on and encourage largely the study of engineering
science. As a result, there are declining offerings in engineering subjects dealing with infrastructure, the
environment, and related issues, and greater concentration on high technology subjects, largely supporting increasingly
complex scientific developments. While the latter is important, it should not be at the expense of more traditional
engineering. Rapidly developing economies such as China and India, as well as other industrial countries in Europe and
Asia, continue to encourage and advance the teaching of engineering. Both China and India, respectively, graduate six
and eight times as many traditional engineers as does the United States. Other industrial countries at minimum maintain
their output, while America suffers an increasingly serious decline in the number of engineering graduates and a lack of
well-educated engineers.
""".strip().replace("\n", " ")
