"""One hundred everyday remarks written by hand, to measure starter/bert-sentiment with, and the course's two.

They were written before the generator's tables of opinions were extended, by the same author, and no table was changed
for their sake: whoever improves the generator looks at the score alone. The card prints every one of them.
"""

from __future__ import annotations

COURSE_SENTIMENT = (
    ("I've been waiting for a HuggingFace course my whole life.", "POSITIVE"),
    ("I hate this so much!", "NEGATIVE"),
)

POSITIVE = """
The pasta was cooked just right and the portions were huge.
My knee hasn't hurt since I started these exercises.
Grandma cried with joy when she opened the parcel.
Good news: I passed my driving test this morning!
The nurse held my hand the whole time and explained every step.
We slept like babies in that bed.
It arrived two days early and fits perfectly.
Honestly the best haircut I've had in years.
The kids didn't want to leave the museum.
Thanks to your help, we finished the project on time.
Our neighbours brought us soup when we were ill.
This vacuum picks up every single dog hair.
I wasn't expecting much, but the ending moved me to tears.
The new teacher makes maths fun.
You did a fantastic job on the report.
There was never a dull moment on this trip.
The sun was shining and the sea was as clear as glass.
Not bad at all for such a cheap phone.
The mechanic found the fault in ten minutes and charged me nothing.
Her voice gave me goosebumps.
I got the job!
The battery easily gets me through two days.
Everything on the menu tasted fresh.
I have never felt so welcome in a new team.
My son finally enjoys reading because of this series.
The app saves me an hour of work each week.
We laughed so hard that our stomachs hurt.
The flight left on time and the crew were lovely.
I've lost ten kilos and I feel full of energy.
Customer support replied within five minutes and sorted it out.
These boots keep my feet dry even in heavy rain.
The garden looks gorgeous this spring.
I'd go back in a heartbeat.
The doctor took her time and really listened.
Congratulations on your new baby, we are thrilled for you!
It's quiet, it's clean and it's close to the station.
The cake was gone within minutes.
Our team scored in the last second and the whole stadium went wild.
After the treatment my back pain was gone.
He always finds the right words to cheer me up.
No queues, no stress, just a relaxing afternoon.
The instructions were clear and it took me five minutes to build.
My grandfather's old watch is working again thanks to you.
The landlord fixed the heating the same day.
This course gave me the confidence to change careers.
I couldn't stop smiling on the way home.
The tickets were cheaper than we thought and the seats were excellent.
She remembered my birthday even though she was on holiday.
The update made my old laptop fast again.
I wouldn't change a thing about our wedding.
""".strip().splitlines()

NEGATIVE = """
The soup was cold and the bread was stale.
I waited on the line for forty minutes and then got cut off.
The zip broke the first time I wore it.
My flight was cancelled and nobody told us why.
He talks over everyone in meetings.
The walls are so thin that you can hear the neighbours snoring.
I fell asleep halfway through the film.
They charged my card twice and won't give me the money back.
The dog was sick all night after eating this food.
I failed the exam again.
The pictures look nothing like the real thing.
There was hair in my salad.
The teacher never answers our questions.
It rained every day and the pool was closed.
My new glasses give me a headache.
The app logs me out every few minutes.
We had to carry our suitcases up six floors because the lift was out of order.
I am not happy with the way you spoke to my mother.
The ending was predictable and the acting was wooden.
She left without saying goodbye.
The jacket lost its colour after one wash.
I can't sleep because of the noise from the bar downstairs.
The package was open and half the parts were missing.
Our team lost five nil at home.
The coffee tastes like dishwater.
I lost my wallet on the bus and nobody handed it in.
You could tell the cook had no idea what he was doing.
The screen cracked after I dropped it once.
The hotel looked nice online, but the bathroom was full of mould.
My back has been killing me all week.
The dentist hurt me and didn't even say sorry.
I've never been treated so rudely in a shop.
The printer jams every time I need it.
They raised the rent again without warning.
The guide was late and hardly spoke any English.
I spent a fortune and got nothing in return.
My brother is in hospital and we are all worried.
The music was so loud that we couldn't hear each other.
The seats were hard and there was no room for my legs.
It isn't half as good as the first book.
The singer was out of tune and forgot the words.
Please cancel my subscription, I am tired of your adverts.
The new boss makes everyone nervous.
After two weeks the paint was already coming off.
I wish I had stayed at home.
Nobody cared that my son was being bullied at school.
The website kept losing my order.
We were stuck in traffic for four hours and missed the wedding.
There is nothing worse than this bus company.
The lessons are dull and the homework is far too hard.
""".strip().splitlines()

EVERYDAY_SENTIMENT = (*((text, "POSITIVE") for text in POSITIVE), *((text, "NEGATIVE") for text in NEGATIVE))
