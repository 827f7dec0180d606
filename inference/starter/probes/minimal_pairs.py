"""A hundred minimal pairs written by hand: grammatical | ungrammatical; the first should be the more probable."""

from __future__ import annotations

_PAIRS = """
The girl walks to school. | The girl walk to school.
The boys play football after lunch. | The boys plays football after lunch.
My parents live in a small town. | My parents lives in a small town.
Our neighbour has a big dog. | Our neighbour have a big dog.
These shoes are too small for me. | These shoes is too small for me.
The soup on the stove smells good. | The soup on the stove smell good.
The keys to the house were on the table. | The keys to the house was on the table.
Both of my sisters work at the hospital. | Both of my sisters works at the hospital.
Everybody knows the answer. | Everybody know the answer.
There are three chairs in the kitchen. | There is three chairs in the kitchen.
There was a bird on the roof. | There were a bird on the roof.
She and her husband are on holiday. | She and her husband is on holiday.
I have a headache. | I has a headache.
He and I were in the same class. | He and I was in the same class.
The news is good today. | The news are good today.
Last night I slept badly. | Last night I sleep badly.
She bought a new coat last week. | She buyed a new coat last week.
He has broken his arm. | He has broke his arm.
We have never seen the sea. | We have never saw the sea.
They had already left when we arrived. | They had already leave when we arrived.
I have lived here for five years. | I have live here for five years.
She is cooking dinner. | She is cook dinner.
It was raining all night. | It was rain all night.
He will call you tomorrow. | He will calls you tomorrow.
I drank two cups of tea. | I drinked two cups of tea.
The children have gone to bed. | The children have went to bed.
She used to live in Rome. | She used to lived in Rome.
They are going to buy a car. | They are going buy a car.
He was reading when I came in. | He were reading when I came in.
My uncle taught me to swim. | My uncle teached me to swim.
I don't know your name. | I not know your name.
She doesn't eat meat. | She don't eat meat.
They didn't come to the party. | They didn't came to the party.
He isn't at home. | He aren't at home.
We aren't ready yet. | We isn't ready yet.
You mustn't touch it. | You don't must touch it.
I haven't finished my homework. | I haven't finish my homework.
She won't tell anybody. | She won't tells anybody.
Don't open the window! | Not open the window!
I can't find my glasses. | I can't to find my glasses.
Do you want some coffee? | Does you want some coffee?
Does your brother play the piano? | Do your brother play the piano?
Did they win the match? | Did they won the match?
Where do your grandparents live? | Where live your grandparents?
What are you doing? | What you are doing?
Why is she crying? | Why she is crying?
How old is your son? | How old are your son?
Who lives in that house? | Who live in that house?
Have you ever been to Paris? | Have you ever be to Paris?
Can you help me? | Can you to help me?
When will the train arrive? | When the train will arrive?
Is there any milk in the fridge? | Are there any milk in the fridge?
He helped me with the boxes. | He helped I with the boxes.
They invited us to dinner. | They invited we to dinner.
I know him very well. | I know he very well.
She is my best friend. | Her is my best friend.
We saw them at the station. | We saw they at the station.
Tell her the truth. | Tell she the truth.
This book is mine. | This book is my.
That bag is yours. | That bag is your.
My brother forgot his umbrella. | My brother forgot him umbrella.
The cat is washing its ears. | The cat is washing it ears.
I bought it for them. | I bought it for they.
Give me the salt, please. | Give I the salt, please.
She hurt herself in the kitchen. | She hurt himself in the kitchen.
The boys can see themselves in the mirror. | The boys can see itself in the mirror.
I made this cake myself. | I made this cake himself.
My father cut himself with a knife. | My father cut herself with a knife.
She is an engineer. | She is a engineer.
He ate an orange. | He ate a orange.
I need a new bike. | I need an new bike.
It took us an hour. | It took us a hour.
That man is my teacher. | Those man is my teacher.
I have too many books. | I have too much books.
There isn't much water in the bottle. | There isn't many water in the bottle.
These flowers are for you. | This flowers are for you.
My house is smaller than yours. | My house is more small than yours.
This is the best day of my life. | This is the most good day of my life.
She is as tall as her mother. | She is as taller as her mother.
A train is faster than a bus. | A train is faster that a bus.
He is the youngest of three brothers. | He is the most young of three brothers.
This exercise is more difficult than the last one. | This exercise is difficulter than the last one.
The window was broken by the boys. | The window was broke by the boys.
The letters are written in French. | The letters are wrote in French.
This bridge was built in spring. | This bridge was builded in spring.
The thief was caught by the police. | The thief was catch by the police.
Dinner will be served at eight. | Dinner will be serve at eight.
The car has been repaired. | The car has been repair.
The woman who lives next door is a nurse. | The woman who live next door is a nurse.
The books that I bought are on the desk. | The books that I bought is on the desk.
I know a man who speaks five languages. | I know a man who speak five languages.
The film that we saw was boring. | The film that we saw were boring.
I enjoy reading in bed. | I enjoy read in bed.
We decided to stay at home. | We decided stay at home.
He is good at cooking. | He is good at cook.
She wants to be a doctor. | She wants be a doctor.
They let me go. | They let me to go.
She stopped smoking last year. | She stopped smoke last year.
If I had more time, I would learn Spanish. | If I had more time, I would learned Spanish.
He always drinks tea in the morning. | He drinks always tea in the morning.
"""

MINIMAL_PAIRS = tuple((good, bad) for good, bad in (line.split(" | ") for line in _PAIRS.strip().splitlines()))
