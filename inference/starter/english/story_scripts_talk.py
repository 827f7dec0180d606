"""More scripts of stories, with conversations and names that return (story_scripts explains the form)."""

TALKING_SCRIPTS = """
{Time}, {A} invited {B} to a party. | {A} wrote to {B}: "Please come to my party on {day}." | "Will you come to my
    party?" {A} asked {B}.
"When is the party?" asked {B}. "It is on {day}," said {A}. | "Who else will come?" asked {B}. "{B2} will come," said
    {A}. | "Can I bring {B2}?" asked {B}. "Of course," said {A}.
On {day}, {A} bought {food} and {food2}. | On {day}, {A} cleaned the house and made {food}. | {A} asked {B2} to bring
    some music.
? {B} was the first guest. | {B} came late because the bus was late. | {B} brought {a_thing} as a present.
They ate {food2}, danced and laughed. | {B2} played the guitar, and {B} sang. | It was a wonderful party.
"Thank you, {A}," said {B}. "It was a lovely party." | "Next time, you must come to my house," {B} told {A}. | When
    everybody was gone, {A} was tired but happy.

{A} had a dog. The dog was called {dogname}. | {A}'s dog was called {dogname}. | {A} and {his} dog {dogname} lived in
    {city}.
{Time}, {dogname} ran away. | {Time}, {dogname} was not in the garden. | {Time}, {A} could not find {dogname}.
"{dogname}! {dogname}! Where are you?" called {A}. | {A} looked for {dogname} in the {place}, but {dogname} was not
    there. | {A} asked {B}, "Have you seen {dogname}?" "No, I have not seen {dogname}," said {B}.
? {A} was very sad without {dogname}. | {B} helped {A} to look for {dogname}. | They put a photo of {dogname} on every
    wall.
Then {B2} called. "I have found {dogname}," said {B2}. | In the evening, {dogname} came home alone. | They found
    {dogname} near the {place}.
{A} was very happy and hugged {dogname}. | {dogname} was hungry and ate a big sausage. | "Never run away again,
    {dogname}!" said {A}.

{A} got a new neighbour. Her name was Mrs {surname}. | {Time}, Mrs {surname} moved into the house next to {A}. | {A}'s
    new neighbour was called Mrs {surname}.
Mrs {surname} came from {city}. | Mrs {surname} did not know anybody in the street. | Mrs {surname} was old and lived
    alone.
{A} brought Mrs {surname} some {food}. | "Good morning, Mrs {surname}," said {A}. "Welcome to our street." | {A} asked
    Mrs {surname} if she needed help.
? "You are very kind, {A}," said Mrs {surname}. | Mrs {surname} gave {A} {a_thing}. | Mrs {surname} told {A} about
    {city}.
Now {A} visits Mrs {surname} every {day}. | Now {A} and Mrs {surname} are good friends. | Mrs {surname} often makes
    {food2} for {A}.

There was a race in {city}. {A} and {B} wanted to win. | {A} and {B} ran in a race. | {Time}, {A}, {B} and {B2} ran a
    race.
At the beginning, {B} was faster than {A}. | {B} was the fastest, and {A} was the slowest. | First {B2} was in front,
    then {B}.
But {B} fell and hurt {his2} knee. | But {B} was tired after ten minutes. | But then {B} stopped and drank some water.
? "Are you all right, {B}?" asked {A}. | {A} helped {B} to stand up. | {A} did not stop.
In the end, {A} won the race. | {A} and {B} crossed the line together. | {B2} won, {A} was second and {B} was third.
? "Well done, {A}!" said {B}. | {A} got the first prize and showed it to {B}. | "Tomorrow we will run again," said
    {B}.

{A} wrote a letter to {B}. | {Time}, {A} got a letter from {B}. | {A} and {B} wrote letters to each other every
    {month}.
"Dear {B}," wrote {A}, "I live in {city} now." | "How are you?" asked {A} in the letter. "I am fine." | {A} told {B}
    about {city}, the {place} and the weather.
? {A} put a photo of {his} {thing} into the letter. | In {city}, it was {climate}. | {A} asked {B} to come to {city}.
Two weeks later, {B} answered: "I would like to see {city}, too." | {B} read the letter three times. | {B} did not
    answer.
In {month}, {B} came to {city} by train. | {A} waited for {B} at the station. | {A} still has all the letters of {B}.
? "Now we don't have to write any more," said {B}. | {A} showed {B} the {place} of {city}. | They talked all night.

{A} went to {a_shop} to buy {a_thing}. "How much is the {thing}?" asked {A}. | "I would like to buy {a_thing}," said
    {A}.
"The {thing} costs {number} dollars," said the assistant. | "We have a big {thing} and a small {thing}," said the
    assistant.
? "That is too expensive," said {A}. | "Do you have a cheaper {thing}?" asked {A}. | {A} looked at the {thing} for a
    long time.
"Then take this {thing}," said the assistant. "It costs {number2} dollars." | "Yes, here is a cheaper {thing}," said
    the assistant.
{A} paid {number2} dollars and took the {thing} home. | {A} bought the {thing} for {B}. | {A} thanked the assistant
    and left without {a_thing}.
? At home, {A} showed the {thing} to {B}. | "What a nice {thing}!" said {B}. | {B} said, "You already have {a_thing}!"

{A} has {number} {animals} and {B} has {number2} {animals}. | {A} and {B} live on a farm with {number} {animals}.
Every morning, {A} feeds the {animals}. | The {animals} of {A} are {animalquality}. | {B} likes the {animals} more
    than {A} does.
{Time}, one of the {animals} was ill. | {Time}, {a_animal} was gone. | {Time}, {a_animal} ate {A}'s {clothing}.
"We must call the vet," said {A}. | "Where is my {animal}?" asked {B}. | "Was it your {animal} or my {animal}?" asked
    {A}.
? {B} looked at the {animal} and laughed. | {A} gave the {animal} some water. | {B} did not know what to say.
In the end, the {animal} was healthy and hungry. | Now {A} and {B} have one {animal} more. | The {animal} slept all
    day.

{A} asked the computer, "What is a language model?" | {A} wrote to the chatbot: "Hello, my name is {A}."
"Hello, {A}!" wrote the chatbot. | The computer answered, "A language model predicts the next word, {A}."
"What is the capital of France?" wrote {A}. "Paris," answered the chatbot. | "Do you know {B}?" asked {A}. "No, I
    don't know {B}," wrote the chatbot. | "Where do I live?" wrote {A}. "You did not tell me, {A}," answered the
    chatbot.
? {A} laughed and called {B}. | {B} did not believe it. | {A} wrote: "I live in {city}." "{city} is a nice city,"
    answered the chatbot.
"Goodbye, {A}!" wrote the chatbot. | {A} turned off the computer and went to bed. | {B} wanted to try it, too.
"""
