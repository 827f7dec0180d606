"""Word tables of the parallel grammar: English and French side by side.

Nouns: "english=french:gender" by type; verbs: "english=french: types of object"; adjectives: "english=french",
those of
the first table stand before the French noun. An underscore stands for a space.
"""

from __future__ import annotations

from collections.abc import Mapping

NOUNS: Mapping[str, str] = {
    "person": """
        friend=ami:m neighbour=voisin:m teacher=professeur:m student=étudiant:m doctor=médecin:m nurse=infirmière:f
        child=enfant:m boy=garçon:m girl=fille:f man=homme:m woman=femme:f baker=boulanger:m engineer=ingénieur:m
        writer=écrivain:m singer=chanteur:m actress=actrice:f cook=cuisinier:m driver=chauffeur:m farmer=agriculteur:m
        painter=peintre:m lawyer=avocat:m waiter=serveur:m waitress=serveuse:f director=directeur:m
        secretary=secrétaire:f colleague=collègue:m customer=client:m guest=invité:m tourist=touriste:m judge=juge:m
        soldier=soldat:m musician=musicien:m scientist=scientifique:m journalist=journaliste:m king=roi:m
        queen=reine:f
        pupil=élève:m researcher=chercheur:m baby=bébé:m worker=ouvrier:m dentist=dentiste:m mechanic=mécanicien:m
        postman=facteur:m policeman=policier:m""",
    "family": """
        mother=mère:f father=père:m sister=sœur:f brother=frère:m daughter=fille:f son=fils:m aunt=tante:f
        uncle=oncle:m grandmother=grand-mère:f grandfather=grand-père:m cousin=cousin:m wife=femme:f husband=mari:m
        nephew=neveu:m niece=nièce:f""",
    "animal": """
        dog=chien:m cat=chat:m horse=cheval:m bird=oiseau:m fish=poisson:m rabbit=lapin:m cow=vache:f sheep=mouton:m
        mouse=souris:f duck=canard:m bear=ours:m wolf=loup:m""",
    "text": """
        book=livre:m letter=lettre:f newspaper=journal:m story=histoire:f poem=poème:m message=message:m
        report=rapport:m novel=roman:m article=article:m sentence=phrase:f page=page:f word=mot:m text=texte:m
        question=question:f
        answer=réponse:f recipe=recette:f song=chanson:f""",
    "work": """
        film=film:m picture=image:f painting=tableau:m photo=photo:f game=jeu:m course=cours:m lesson=leçon:f
        exercise=exercice:m programme=émission:f map=carte:f drawing=dessin:m""",
    "tool": """
        computer=ordinateur:m phone=téléphone:m machine=machine:f camera=caméra:f radio=radio:f lamp=lampe:f key=clé:f
        knife=couteau:m pencil=crayon:m pen=stylo:m watch=montre:f clock=horloge:f model=modèle:m program=programme:m
        robot=robot:m library=bibliothèque:f screen=écran:m""",
    "vehicle": """
        car=voiture:f bicycle=vélo:m boat=bateau:m bus=bus:m train=train:m plane=avion:m truck=camion:m""",
    "clothes": """
        coat=manteau:m shirt=chemise:f hat=chapeau:m dress=robe:f shoe=chaussure:f skirt=jupe:f pullover=pull:m
        sock=chaussette:f jacket=veste:f scarf=écharpe:f""",
    "furniture": """
        table=table:f chair=chaise:f bed=lit:m door=porte:f window=fenêtre:f wall=mur:m mirror=miroir:m box=boîte:f
        bag=sac:m bottle=bouteille:f glass=verre:m cup=tasse:f plate=assiette:f gift=cadeau:m ball=ballon:m
        flower=fleur:f tree=arbre:m umbrella=parapluie:m""",
    "place": """
        house=maison:f school=école:f hospital=hôpital:m station=gare:f hotel=hôtel:m restaurant=restaurant:m
        garden=jardin:m park=parc:m town=ville:f village=village:m office=bureau:m church=église:f bank=banque:f
        shop=magasin:m factory=usine:f kitchen=cuisine:f room=chambre:f bridge=pont:m street=rue:f museum=musée:m
        market=marché:m airport=aéroport:m cinema=cinéma:m university=université:f castle=château:m forest=forêt:f
        river=rivière:f beach=plage:f island=île:f square=place:f""",
    "dish": """
        apple=pomme:f cake=gâteau:m egg=œuf:m orange=orange:f tomato=tomate:f carrot=carotte:f banana=banane:f
        sandwich=sandwich:m pear=poire:f
        strawberry=fraise:f potato=pomme_de_terre:f biscuit=biscuit:m""",
    "food": """
        bread=pain:m cheese=fromage:m meat=viande:f rice=riz:m soup=soupe:f butter=beurre:m sugar=sucre:m salt=sel:m
        chocolate=chocolat:m jam=confiture:f fruit_salad=salade_de_fruits:f""",
    "drink": """
        water=eau:f coffee=café:m tea=thé:m milk=lait:m wine=vin:m beer=bière:f juice=jus:m lemonade=limonade:f""",
    "subject": """
        music=musique:f history=histoire:f mathematics=mathématiques:fp biology=biologie:f physics=physique:f
        chemistry=chimie:f law=droit:m medicine=médecine:f geography=géographie:f art=art:m philosophy=philosophie:f
        grammar=grammaire:f computer_science=informatique:f""",
    "language": """
        French=français:m English=anglais:m German=allemand:m Spanish=espagnol:m Italian=italien:m Chinese=chinois:m
        Arabic=arabe:m Russian=russe:m Japanese=japonais:m Portuguese=portugais:m""",
}  # fmt: skip

# english=french: types of direct object
VERBS = """
read=lire: text
write=écrire: text
translate=traduire: text
understand=comprendre: text subject language
buy=acheter: text tool vehicle clothes furniture dish food drink
sell=vendre: tool vehicle clothes furniture dish food drink
eat=manger: dish food
prepare=préparer: dish food work
drink=boire: drink
love=aimer: person family animal place work subject
hate=détester: person dish animal work subject
prefer=préférer: dish drink work place
see=voir: person family animal place vehicle work
know=connaître: person place
help=aider: person family
invite=inviter: person family
meet=rencontrer: person
call=appeler: person family animal
thank=remercier: person family
visit=visiter: place
watch=regarder: work
look_for=chercher: person tool clothes furniture place animal
find=trouver: tool clothes furniture animal
lose=perdre: tool clothes furniture
open=ouvrir: door window bottle box letter shop
close=fermer: door window box shop
clean=nettoyer: room kitchen car table house
repair=réparer: tool vehicle
use=utiliser: tool vehicle
learn=apprendre: subject language
study=étudier: subject
explain=expliquer: work text subject
forget=oublier: text tool clothes
wait_for=attendre: person family vehicle
build=construire: house boat bridge wall machine robot castle
paint=peindre: house wall door picture
draw=dessiner: animal map house
produce=produire: work tool vehicle clothes
take=prendre: vehicle photo bag key
drive=conduire: car bus truck
wash=laver: clothes vehicle plate window
wear=porter: clothes
choose=choisir: text clothes dish gift work
finish=finir: text work
begin=commencer: text work
hear=entendre: person song radio animal
break=casser: glass window cup plate lamp phone mirror chair
receive=recevoir: letter message gift answer
discover=découvrir: place island
follow=suivre: person animal course
print=imprimer: text picture
organise=organiser: course game
train=entraîner: model dog
test=tester: tool vehicle
create=créer: work model program game
check=vérifier: text tool
hide=cacher: key gift letter box
photograph=photographier: person animal place
"""

# english=french: types of direct object; the receiver follows with "to" and "à"
GIVING = """
give=donner: text gift tool clothes dish
show=montrer: text work tool
send=envoyer: letter message gift photo
sell=vendre: vehicle tool
explain=expliquer: lesson exercise sentence
"""

INTRANSITIVE = """
work=travailler sleep=dormir arrive=arriver leave=partir laugh=rire run=courir swim=nager dance=danser sing=chanter
travel=voyager walk=marcher cry=pleurer fall=tomber play=jouer smoke=fumer cook=cuisiner return=revenir
come=venir
"""

# Before the noun in French.
ADJECTIVES_BEFORE = (
    "small=petit big=grand beautiful=beau new=nouveau old=vieux good=bon bad=mauvais young=jeune pretty=joli"
)
ADJECTIVES_AFTER: Mapping[str, str] = {
    "person": """
        happy=heureux intelligent=intelligent sad=triste famous=célèbre rich=riche friendly=sympathique
        brave=courageux
        funny=drôle serious=sérieux polite=poli generous=généreux patient=patient lazy=paresseux shy=timide
        curious=curieux calm=calme strong=fort""",
    "thing": """
        red=rouge blue=bleu green=vert black=noir white=blanc yellow=jaune expensive=cher heavy=lourd clean=propre
        dirty=sale modern=moderne useful=utile important=important interesting=intéressant strange=étrange
        empty=vide""",
    "text": """
        interesting=intéressant boring=ennuyeux difficult=difficile easy=facile important=important long=long
        short=court useful=utile famous=célèbre French=français English=anglais""",
    "place": "quiet=tranquille famous=célèbre modern=moderne clean=propre dirty=sale empty=vide dark=sombre",
    "food": "fresh=frais cold=froid hot=chaud",
}
MOODS = """
tired=fatigué happy=heureux sad=triste ill=malade ready=prêt late=en_retard angry=fâché busy=occupé worried=inquiet
satisfied=content tall=grand young=jeune old=vieux rich=riche strong=fort patient=patient serious=sérieux kind=gentil
famous=célèbre alone=seul surprised=surpris polite=poli calm=calme curious=curieux
"""
# Those that are compared: "taller than", "plus grand que".
COMPARED = """
tall=grand young=jeune old=vieux rich=riche strong=fort patient=patient serious=sérieux kind=gentil famous=célèbre
polite=poli calm=calme curious=curieux intelligent=intelligent happy=heureux sad=triste brave=courageux shy=timide
"""
PROFESSIONS = """
teacher=professeur/professeur doctor=médecin/médecin nurse=infirmier/infirmière baker=boulanger/boulangère
singer=chanteur/chanteuse student=étudiant/étudiante musician=musicien/musicienne lawyer=avocat/avocate
cook=cuisinier/cuisinière journalist=journaliste/journaliste engineer=ingénieur/ingénieure dentist=dentiste/dentiste
waiter=serveur/serveuse mechanic=mécanicien/mécanicienne secretary=secrétaire/secrétaire
researcher=chercheur/chercheuse director=directeur/directrice painter=peintre/peintre
"""
HAVING = "hungry=faim thirsty=soif cold=froid hot=chaud right=raison afraid=peur sleepy=sommeil wrong=tort"

# english=french by the tense that it goes with
TIMES: Mapping[str, str] = {
    "present": """
        today=aujourd'hui every_day=tous_les_jours now=maintenant every_morning=tous_les_matins
        in_the_evening=le_soir in_the_morning=le_matin on_Sundays=le_dimanche on_Mondays=le_lundi
        this_week=cette_semaine here=ici""",
    "past": """
        yesterday=hier last_week=la_semaine_dernière last_year=l'année_dernière this_morning=ce_matin
        on_Monday=lundi on_Friday=vendredi two_days_ago=il_y_a_deux_jours last_night=hier_soir in_1998=en_1998
        in_2015=en_2015 in_May=en_mai last_summer=l'été_dernier""",
    "future": """
        tomorrow=demain next_week=la_semaine_prochaine next_year=l'année_prochaine soon=bientôt on_Tuesday=mardi
        on_Saturday=samedi tonight=ce_soir in_two_days=dans_deux_jours in_June=en_juin
        tomorrow_morning=demain_matin""",
    "was": "at_that_time=à_cette_époque every_day=tous_les_jours every_summer=tous_les_étés then=alors",
}  # fmt: skip
PLACES = """
at_home=à_la_maison in_the_garden=dans_le_jardin at_school=à_l'école in_the_park=dans_le_parc
in_the_house=dans_la_maison at_the_hotel=à_l'hôtel in_the_kitchen=dans_la_cuisine at_the_station=à_la_gare
in_the_street=dans_la_rue
in_the_city=en_ville at_work=au_travail at_the_restaurant=au_restaurant on_the_beach=sur_la_plage
at_university=à_l'université near_the_river=près_de_la_rivière in_the_mountains=à_la_montagne
"""
ADVERBS = "often=souvent always=toujours also=aussi sometimes=parfois"
COUNTRIES = """
France=en_France Italy=en_Italie Germany=en_Allemagne Spain=en_Espagne China=en_Chine India=en_Inde
Belgium=en_Belgique
England=en_Angleterre Canada=au_Canada Japan=au_Japon Brazil=au_Brésil Portugal=au_Portugal Morocco=au_Maroc
Mexico=au_Mexique Russia=en_Russie Switzerland=en_Suisse the_United_States=aux_États-Unis Africa=en_Afrique
Europe=en_Europe Algeria=en_Algérie
"""
NUMBERS = """
two=deux three=trois four=quatre five=cinq six=six seven=sept eight=huit nine=neuf ten=dix twelve=douze twenty=vingt
thirty=trente a_hundred=cent
"""

# Whole sentences.
PHRASES = """
Good morning!=Bonjour !
Good evening!=Bonsoir !
Good night!=Bonne nuit !
Goodbye!=Au revoir !
Thank you very much.=Merci beaucoup.
Thank you!=Merci !
You are welcome.=De rien.
How are you?=Comment allez-vous ?
I am fine, thank you.=Je vais bien, merci.
What is your name?=Comment vous appelez-vous ?
How old are you?=Quel âge avez-vous ?
What time is it?=Quelle heure est-il ?
It is raining.=Il pleut.
It is snowing.=Il neige.
It is cold today.=Il fait froid aujourd'hui.
It is hot today.=Il fait chaud aujourd'hui.
The weather is nice.=Il fait beau.
Excuse me.=Excusez-moi.
I am sorry.=Je suis désolé.
I do not know.=Je ne sais pas.
I do not understand.=Je ne comprends pas.
See you tomorrow!=À demain !
See you soon!=À bientôt !
Happy birthday!=Joyeux anniversaire !
Have a good trip!=Bon voyage !
Good luck!=Bonne chance !
Enjoy your meal!=Bon appétit !
Of course.=Bien sûr.
Where are the toilets?=Où sont les toilettes ?
How much does it cost?=Combien ça coûte ?
Yes, please.=Oui, s'il vous plaît.
No, thank you.=Non, merci.
Welcome!=Bienvenue !
I love you.=Je vous aime.
Do you speak English?=Parlez-vous anglais ?
Hello, my friends!=Bonjour, mes amis !
"""
