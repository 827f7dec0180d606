"""Scripts of stories: steps in order, alternatives of a step separated by `|`; a step with `?` can be left out.

An indented line goes on with the one before.

In braces stand what a story binds once and keeps: {A} the hero as first named, {he} {him} {his} {himself} {was}
{has} the
hero's pronouns, {B} and {he2} {him2} {his2} a second person, and words by type ({thing}, {a_thing}, {food},
{city}, ...).
A capital writes a capital: {He}, {The_thing} is "The ..." of the bound thing.
"""

SCRIPTS = """
{Time}, {A} lost {his} {thing}. | {A} could not find {his} {thing} {time}. | {Time}, {A} came home without {his}
    {thing}.
? {He} {was} very worried, because it was {a_quality} {thing}. | It was a present from {his} {relative}. | {He} needed
    it for work. | {He} {was} sad.
{He} looked for it everywhere: in {room}, under the bed and in the garden. | First {he} looked in {room}, but it was
    not there. | {He} asked {B}, but {he2} had not seen it.
? {B} helped {him} to look for it. | Then {he} went back to the {place}, but the {place} was closed. | {B} said,
    "Don't worry, we will find it."
In the end, {he} found the {thing} {hiding}. | Finally, {B} found the {thing} {hiding}. | Two days later, somebody
    brought the {thing} back. | {He} never found the {thing} again.
? {He} {was} very happy and thanked {B}. | "Thank you so much!" {he} said. | Now {he} always {puts} it in the same
    place. | {He} laughed. | After that, {he} {was} more careful.

{Time}, {A} wanted to cook {food} for {B}. | {A} decided to make {food} for dinner. | It was {B}'s birthday, so {A}
    wanted to bake a cake.
{He} went to the market and bought {food2} and {food3}. | {He} bought everything at the {shop}. | But there was
    nothing in the fridge, so {he} went to the {shop}.
? At the {shop} {he} met {B2}, who gave {him} some advice. | It was raining when {he} came home. | {He} forgot the
    salt.
Then {he} started to cook. | {He} read the recipe twice and began to cook. | {He} washed the vegetables and cut them
    with a sharp knife.
But the phone rang, and the food burned. | It took two hours. | Soon the kitchen smelled wonderful. | After an hour,
    everything was ready.
{B} came at seven o'clock and liked the food very much. | "This is delicious!" said {B}. | {B} ate everything and
    asked for more. | In the end, they ate pizza and laughed about it. | They ate together and talked all evening.

{Time}, {A} had an important exam in {subject}. | {A} had to pass a test in {subject}. | {A} was a student who did not
    like {subject}.
{He} studied every evening for two weeks. | {He} {was} nervous and could not sleep. | {B} helped {him} to study. |
    {He} read all the books in the library.
? On the day of the exam, {he} got up early and ate a good breakfast. | {His} {relative} wished {him} luck. | On the
    way to school, {he} missed the bus.
The questions were difficult, but {he} knew most of the answers. | {He} answered all the questions and finished early.
    | {He} forgot everything when {he} saw the first question. | The exam was easier than {he} had thought.
A week later, the teacher told {him} that {he} had passed. | In the end, {he} passed the exam. | {He} did not pass,
    but {he} tried again and learned more. | {He} got the best result in the class.
? {His} parents were very proud of {him}. | {He} {was} so happy that {he} called {B} at once. | {He} celebrated with
    {B}. | Today {he} still {likes} {subject}.

Last summer, {A} went on holiday to {city}. | {Time}, {A} travelled to {city} with {B}. | {A} had always wanted to see
    {city}. | In {month}, {A} flew to {city}.
{He} took the train because {he} {was} afraid of flying. | The journey took nine hours. | {He} packed {his} suitcase
    the night before. | {He} stayed in a small hotel near the {place}.
On the first day, {he} visited the {place}. | {He} walked through the old streets and took many photos. | {He} ate
    {food} every day. | The weather was {climate}, but {he} did not mind.
? In the evening, {he} met {B2} in a cafe. | {He} lost {his} {thing}, but a kind man found it. | {He} bought {a_thing}
    for {his} {relative}. | One day it rained, so {he} went to the museum.
After a week, {he} had to go home. | {He} did not want to go home. | The time went by very quickly. | {He} wrote a
    long letter to {his} {relative}.
? {He} will never forget this trip. | "I want to come back next year," {he} said. | At home, {he} showed the photos to
    {his} friends. | It was the best holiday of {his} life.

{Time}, {A} saw {a_animal} in the {place}. | {A} found {a_small_animal} in front of the house. | When {A} was a child,
    {he} had {a_animal}.
The {animal} was hungry and cold. | The {animal} was very {animalquality}. | {He} {was} afraid of the {animal} at
    first. | The {animal} looked at {him} and did not move.
{He} gave the {animal} some food and water. | {He} took the {animal} home. | {He} called {B}, who knew a lot about
    animals. | {B} said that the {animal} was ill.
? {B} took a photo of the {animal}. | The vet looked at the {animal} and gave it some medicine. | {His} {relative} did
    not like the idea. | They gave it a name.
After a few days, the {animal} was healthy again. | Soon the {animal} and {A} were good friends. | The next morning,
    the {animal} was gone. | From that day on, the {animal} followed {him} everywhere.
? {He} {was} a little sad, but also happy. | {He} still {thinks} of the {animal} sometimes. | Now the {animal} lives
    in the garden and sleeps all day. | Everybody loved the {animal}.

{A} worked as {a_profession} in {city}. | {A} was {a_profession}. {He} lived in {city} with {his} {relative}.
{He} {was} tired of {his} job. | {He} liked {his} job, but it was hard. | Every day, {he} started work at six o'clock.
    | The work was boring, and {he} did not earn much money.
{Time}, {he} read about a new job in the newspaper. | {Time}, {B} told {him} about a new job. | Then the company had
    to close. | {He} dreamed of a better life.
{He} wrote an application and sent it the same day. | {He} called the company and asked about the job. | {He} talked
    to {B} about it for a long time.
? Before the interview {he} {was} nervous, but the manager was friendly. | {He} wore {his} best suit. | The manager
    asked {him} many questions.
{He} got the job and moved to {city2}. | A week later, {he} got the job. | {He} did not get the job, but {he} did not
    give up. | Now {he} {works} for a big company and {has} many friends there.
? {He} {is} very happy now. | {B} still calls {him} every Sunday. | {His} {relative} was proud of {him}. | {He} {has}
    never looked back.

{Time}, {A}'s car broke down on the way to {city}. | {A} was driving to {city} when the car stopped. | It was late at
    night when {A}'s car stopped near a forest.
It was cold and dark. | {He} did not know what to do. | {He} opened the bonnet, but {he} did not understand engines. |
    There was nobody on the road.
{He} called {B}, but {B} did not answer the phone. | {He} wanted to call {B}, but the battery of {his} phone was
    empty. | {He} waited for an hour in the rain.
Then {a_profession} stopped and asked, "Can I help you?" | At last a bus came. | Finally, {B} arrived with {his2}
    truck. | Then {he} saw a small house with a light in the window.
{B2} repaired the car in ten minutes. | The old man in the house gave {him} some hot tea. | They pushed the car to the
    next village. | A mechanic repaired the car the next morning.
? {He} arrived in {city} very late. | {He} thanked everybody and drove on. | Since that night, {he} always {takes} the
    train. | {He} bought a new car a month later.

{A} has played {sport} since {he} {was} a child. | {A} plays {sport} for a small team in {city}. | {Time}, {A}'s team
    had an important match.
{He} trained every day with {B}. | The other team was very strong. | The day before the match, {he} hurt {his} foot. |
    Many people came to watch.
In the first half, the other team was better. | After ten minutes, {B} made a terrible mistake. | The match began at
    three o'clock, and it was {climate}. | At first everything went wrong.
? The coach shouted at them. | "We can still win," said {B}. | {He} drank some water and tried again.
In the last minute, {he} scored and the team won. | They lost the match, but they played well. | They won the match,
    and everybody cheered. | In the end, nobody won.
? After the match, they all went to a restaurant. | {His} {relative} took a photo of the team. | {He} {was} tired but
    happy. | {He} will try again next year.

{Time}, {A} was ill and stayed in bed. | {A} woke up with a headache and a fever. | {A} had been coughing for three
    days.
{He} could not go to work. | {He} could not eat anything. | {His} {relative} made {him} some tea. | {B} brought {him}
    some fruit and a book.
{He} called the doctor. | {B} drove {him} to the doctor. | In the afternoon, {he} went to see a doctor.
The doctor said that {he} had to stay in bed for a week. | "You should drink a lot of water," the doctor said. | The
    doctor gave {him} some medicine. | It was only a cold.
After a few days, {he} felt better. | Soon {he} could get up again. | The medicine was bitter, but it helped. | {He}
    slept for twelve hours, and then {he} {was} hungry again.
? {He} {was} glad to be healthy again. | {He} wrote a card to {B}. | On Monday, {he} went back to work.

{Time}, {A} wanted to buy {a_thing}. | {A} needed {a_thing} for {B}. | It was {B}'s birthday, and {A} had no present.
{He} went to {a_shop} in the centre of {city}. | {He} looked at many shops, but everything was too expensive. | {He}
    did not have much money.
The {thing} in the window cost fifty dollars. | {He} liked {a_quality} {thing}, but it was too big. | A friendly shop
    assistant showed {him} three of them. | "How much is this {thing}?" {he} asked.
? {He} thought about it for a long time. | "It is cheaper on Mondays," said the assistant. | {He} counted {his} money
    twice.
In the end, {he} bought the {thing} and went home. | {He} bought the smaller one. | {He} bought a book instead. | {He}
    paid in cash and put it into {his} bag.
{B} liked the present very much. | {B} was surprised and said, "Thank you!" | At home, {he} saw that the {thing} was
    broken. | {He} {has} used the {thing} every day since then.

{Time}, {A} went to the cinema with {B}. | {A} and {B} wanted to see a film together. | {A} had two tickets for a
    concert, so {he} asked {B} to come.
They met in front of the {place} at eight o'clock. | They took the bus because it was raining. | {B} was late, and {A}
    had to wait. | They bought some chocolate and something to drink.
It was a {filmquality} story about {a_profession}. | It was about {a_animal} that wanted to be free. | The hall was
    full, and they sat in the last row. | The music was very loud.
{A} liked it, but {B} fell asleep. | {B} laughed all the time. | {He} thought that the beginning was better than the
    end. | They both cried at the end.
? Afterwards, they talked about it in a cafe. | On the way home, they sang songs. | "Let's do that again," said {B}. |
    They walked home together.

{A} wanted to learn how to {action}. | {Time}, {A} decided to take a course about {topic}. | {A} was a beginner, but
    {he} wanted to {action}.
{He} bought a book about it and read it in two days. | The first lesson was on Monday evening. | The teacher, {B}, was
    patient and friendly. | There were twelve students in the class.
At first it was difficult, and {he} made many mistakes. | {He} did not understand everything, so {he} asked a lot of
    questions. | {He} practised every evening after work. | {B} explained everything step by step.
? "Everybody makes mistakes," said {B}. | {He} wanted to give up, but {B} helped {him}. | {His} {relative} laughed at
    {him}. | The homework was not easy.
After three months, {he} could {action}. | Now {he} {knows} how to {action}. | At the end of the course, {he} could do
    it alone. | In the last lesson, everyone showed what they had learned.
? {He} {was} proud of {himself}. | Today {he} {teaches} others. | {He} {wants} to learn more about {topic}. | It was a
    good course.

{A} wanted to train a language model. | {A} is a programmer who works with language models. | {Time}, {A} started to
    build a chatbot.
{He} collected a lot of texts and cleaned the data. | First {he} needed a dataset. | {He} wrote a program that wrote
    the sentences. | {B} gave {him} a large collection of texts.
Then the model read the text, one token after the other. | The training took all night. | The computer was slow, so
    {he} had to wait. | At the beginning, the model only made mistakes.
? {B} looked at the results and found an error. | {He} changed the learning rate and tried again. | The model learned
    quickly.
In the morning, the model could write short sentences. | In the end, the model could answer simple questions. | The
    model predicted the next word better than before. | The model was small, but it worked.
? "It is not perfect, but it works," {he} said. | {He} showed the model to {B}. | {He} {was} very happy with the
    results. | Next week, {he} will train a larger model.

{Time}, it was {climate}, so {A} went for a walk. | The sun was shining, and {A} wanted to go outside. | {A} and {B}
    went to the {place} because the weather was nice.
{He} took {his} {clothing} and {a_thing} with {him}. | {He} met {B2} on the way. | {He} walked along the river for an
    hour. | There were many people and dogs.
Suddenly it began to rain. | Then dark clouds came. | {He} sat on a bench and read a book. | {He} saw {a_animal} in
    the water.
? {He} had no umbrella. | {He} ran to the next bus stop. | {B2} gave {him} an umbrella. | {He} bought an ice cream.
{He} came home wet and cold. | {He} went home and drank some hot tea. | It was a wonderful afternoon. | When {he} came
    home, dinner was ready.

{A}'s computer did not work. | {Time}, {A}'s computer stopped working. | {A} could not open an important file.
{He} had to finish a report for work. | {He} pressed all the keys, but nothing happened. | The screen was black. |
    {He} forgot {his} password.
{He} called {B}, who knows a lot about computers. | {He} turned it off and on again. | {He} looked for help on the
    internet. | {He} read the manual, but {he} did not understand it.
? "Did you save your work?" asked {B}. | {B} laughed and showed {him} the cable. | {B} installed an update.
After an hour, everything worked again. | {B} repaired it in five minutes. | In the end, {he} had to buy a new
    computer. | {He} lost all {his} photos.
? Now {he} {saves} {his} work every day. | "Thank you, you are a genius!" {he} said. | {He} wrote the report by hand.

{A} lives in {a_housequality} {house} in {city}. | {A} moved to {city} last year. | {A} has {a_housequality} {house}
    near the {place}.
{He} {has} two children and {a_animal}. | {He} {lives} there with {his} {relative}. | {He} {knows} all {his}
    neighbours. | From the window, {he} can see the {place}.
Every morning, {he} {gets} up at six o'clock and {drinks} a cup of coffee. | {He} {works} in {a_placeofwork} and
    {goes} there by bike. | Then {he} {takes} the bus to work. | In the morning, {he} {goes} running in the park.
In the evening, {he} {cooks} dinner and {reads} a book. | After work, {he} {meets} {his} friends. | At the weekend,
    {he} {visits} {his} {relative}. | On Sundays, {he} often {plays} {sport} with {B}.
? {He} {likes} {his} life there. | {He} {does} not want to move again. | {He} {is} happy with {his} life. | But
    sometimes {he} {is} a little lonely.

{Time}, {A} found a wallet on the street. | {A} was walking home when {he} saw a bag on a bench. | {Time}, {A} found
    some money in the {place}.
There were two hundred dollars in it. | There was a lot of money in it, and a photo of a child. | Nobody was there. |
    {He} did not know what to do.
{He} asked {B} for advice. | {He} thought about it all night. | "I could buy a new {thing} with this money," {he}
    thought. | {B} said, "You should take it to the police."
{He} took it to the police station. | {He} looked for the owner and found {his} address. | {He} brought it back the
    next day.
The owner was an old woman. She was so happy that she cried. | The owner thanked {him} and gave {him} {a_thing}. | The
    police officer said that {he} {was} very honest.
? {He} felt good. | That night {he} slept well. | It is good to be honest.

{A} was afraid of {a_animal}. | {A} was afraid of the dark. | {A} was a very shy {child}. | {A} could not swim.
One day, {his} {relative} said, "You have to be brave." | {B} laughed at {him} because of it. | {B} wanted to help
    {him}. | {His} friends did not understand it.
So {he} tried it step by step. | So {B} held {his} hand, and they tried it together. | {He} closed {his} eyes and
    counted to ten. | {He} went to the {place} every day.
It was not easy. | It took a long time. | Nothing bad happened. | At first, {he} wanted to run away.
After a few weeks, {he} {was} not afraid any more. | In the end, {he} laughed about it. | Now {he} {is} the bravest of
    them all. | "I did it!" {he} said.

{A} had a garden behind the house. | In spring, {A} planted {a_plant} in the garden. | {A} wanted to grow vegetables.
{He} watered it every day. | {He} worked in the garden every weekend. | {B} gave {him} some seeds. | The sun was
    shining, and there was enough rain.
But {a_animal} ate the leaves. | One night there was a terrible storm. | After a few weeks, the first leaves came. |
    For a long time, nothing happened.
? {He} {was} angry. | {B} said, "You have to be patient." | {He} built a small fence.
In summer, the garden was full of flowers. | In the end, {he} had more vegetables than {he} could eat. | {He} gave
    some flowers to {B}. | In autumn, {he} invited {his} friends to a party in the garden.

{Time}, {A} had an argument with {B}. | {A} and {B} were best friends, but {time} they had an argument. | {A} was
    angry with {B}.
{B} had forgotten {his} birthday. | {B} had broken {his} {thing}. | It was about money. | {B} had told everyone {his}
    secret. | {B} had lost {his} {thing}.
They did not talk to each other for two weeks. | {He} did not answer the phone. | {He} shouted at {B} and left the
    room. | "I never want to see you again!" {he} said.
? {His} {relative} said that {he} should forgive {B}. | But {he} missed {his} friend. | {He} could not sleep. | {He}
    felt very sad.
Then {B} came to {his} house and said, "I'm sorry." | {B} wrote {him} a long letter. | Finally, {he} called {B}. | {B}
    bought {him} a new {thing}.
They laughed and were friends again. | {He} forgave {B}, and they went out to eat {food}. | "I'm sorry, too," {he}
    said. | Since then, they have never argued again.
"""
