"""Sentences for named entities that the fact records do not make; {PER}, {ORG} and {LOC} are names."""

from __future__ import annotations


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines())


# News, letters, everyday talk, lists, headings and fragments.
WITH_NAMES = _lines(
    """
    {PER} met {PER} in {LOC} on Monday.
    {PER}, {PER} and {PER} went to {LOC} together.
    {PER} and {PER} are friends.
    {ORG} and {ORG} signed a contract in {LOC}.
    {ORG} bought {ORG} for two million dollars.
    {ORG} opened a new office in {LOC}.
    {ORG} closed its shops in {LOC} and {LOC}.
    The trains from {LOC} to {LOC} are late again.
    We flew from {LOC} to {LOC} with {ORG}.
    The road between {LOC} and {LOC} was closed because of snow.
    {LOC}, {LOC} and {LOC} are beautiful cities.
    It is raining in {LOC} today.
    The weather in {LOC} was terrible last week.
    Have you ever been to {LOC}?
    Do you know {PER}?
    Does {PER} still work for {ORG}?
    Is {LOC} bigger than {LOC}?
    Where is {PER}?
    Why did {PER} leave {ORG}?
    Who is {PER}?
    Dear {PER}, thank you for your letter.
    Dear Mr {LAST}, we are sorry for the delay.
    Hi {PER}, see you tomorrow!
    Hello {PER}!
    Yours, {PER}
    Best wishes, {PER}
    Dr {LAST} works at {ORG}.
    Mrs {LAST} called this morning.
    Mr {LAST} and Mrs {LAST} live next door.
    Professor {LAST} teaches at {ORG} in {LOC}.
    President {LAST} arrived in {LOC} yesterday.
    "I am very happy," said {PER}.
    "We will open in {LOC} next year," {PER} of {ORG} said on Tuesday.
    "Good morning, {PER}," she said.
    According to {PER}, {ORG} will sell its factory in {LOC}.
    {PER}, who was born in {LOC}, is the new head of {ORG}.
    {PER}, the director of {ORG}, did not answer our questions.
    {PER}'s brother lives in {LOC}.
    {PER}'s new book is very good.
    {ORG}'s offices are in {LOC}.
    {LOC}'s mayor welcomed the guests.
    The mayor of {LOC} thanked {PER}.
    The people of {LOC} are proud of their city.
    The shares of {ORG} fell by two per cent.
    I bought these shoes at {ORG}.
    I wrote a letter to {ORG}, but nobody answered.
    My computer was made by {ORG}.
    She sent her application to {ORG} and {ORG}.
    He studied at {ORG} before he joined {ORG}.
    I work with {PER} at {ORG}.
    My sister {PER} is a nurse in {LOC}.
    My uncle {PER} has a farm near {LOC}.
    My boss, {PER}, comes from {LOC}.
    Our neighbours, {PER} and {PER}, moved to {LOC}.
    His wife {PER} sings in the choir of {LOC}.
    The teacher gave {PER} a book.
    I saw {PER} at the station in {LOC}.
    We invited {PER} and {PER} to dinner.
    Ask {PER} about it.
    What do you know about the company {ORG}?
    The head of {ORG} is called {PER}.
    {PER} is the new director of {ORG}.
    {PER} left {ORG} and joined {ORG}.
    {PER} bought tickets to {LOC} from {ORG}.
    The capital of {LOC} is {LOC}.
    The flight to {LOC} was cancelled.
    They spent two weeks in {LOC} and three days in {LOC}.
    I moved from {LOC} to {LOC} when I was ten.
    I used to work at {ORG}, now I work at {ORG}.
    She works in {LOC} for a company called {ORG}.
    He is the son of {PER} and {PER}.
    My parents live in {LOC} and my brother {PER} in {LOC}.
    It was {PER} who told me about {ORG}.
    Call {PER} when you are in {LOC}.
    Please give this to {PER}.
    Let us go to {LOC} with {PER}.
    Yesterday {PER} won the match against {PER}.
    {ORG} beat {ORG} by two goals.
    {LOC}: two people were hurt in a fire.
    {LOC} - {ORG} will build a factory here.
    {PER} ({ORG})
    {PER} from {LOC}
    Offices in {LOC}, {LOC} and {LOC}
    Present: {PER}, {PER}, {PER} and {PER}
    Name: {PER}
    City: {LOC}
    Employer: {ORG}
    From: {PER}
    To: {PER}, {ORG}
    Winners: {PER}, {PER}, {PER}
    Visit {LOC}!
    Welcome to {LOC}!
    Welcome to {ORG}.
    Thank you, {PER}!
    {PER} loves {LOC}, but {PER} likes {LOC} more.
    {PER} thinks that {PER} is in {LOC}.
    If {PER} comes, we will go to {LOC}.
    When {PER} was young, {LOC} was a small village.
    After the war, {PER} returned to {LOC}.
    In {LOC}, {PER} met the founder of {ORG}.
    In 1998, {PER} started {ORG} in {LOC}.
    At {ORG}, {PER} learned how to build robots.
    The company, {ORG}, was founded in {LOC} by {PER} and {PER}.
    The first customer of {ORG} was {ORG}.
    The headquarters of {ORG} in {LOC} were closed on Friday.
    The museum in {LOC} shows pictures by {PER}.
    A new film by {PER} is on in {LOC}.
    The singer {PER} gave a concert in {LOC}.
    The writer {PER} died in {LOC} in 1954.
    The German company {ORG} makes cars.
    The French writer {PER} lives in {LOC}.
    A spokesman for {ORG} said that {PER} would leave in May.
    Reporters from {ORG} waited in front of {PER}'s house in {LOC}.
    The hotel is in {LOC}, near the river.
    {PER} is tall, and {PER} is short.
    {PER} was late again.
    {PER} bought a house.
    {PER} has two children.
    {PER} is reading a book about {LOC}.
    {PER} gave {PER} an apple.
    {PER} picked a rose for {PER}.
    {PER} will be in {LOC} in April.
    {PER} will mark the tests in May.
    {ORG} sells apples from {LOC}.
    {ORG} is hiring.
    {ORG} has a new director.
    {ORG} teaches people how to train language models.
    This course was written by {PER} of {ORG}.
    This library was made by {ORG}.
    The model was trained by {ORG} in {LOC}.
    I am {PER} from {ORG}.
    I'm {PER} and I live in {LOC}.
    My name is {PER}.
    My name's {PER} and I'm from {LOC}.
    I live in {LOC}, but I work in {LOC}.
    """
)

# Capitals, months, days, nationalities, titles and words that are names elsewhere: nothing here is an entity.
WITHOUT_NAMES = _lines(
    """
    May I come in?
    May we go home now?
    It may rain in May.
    In May the roses are red.
    I was born in May.
    We will meet on the first of May.
    My birthday is in April and hers is in June.
    June was very hot this year.
    August is the best month for a holiday.
    A rose is a flower.
    Rose bushes grow in our garden.
    The sun rose at six.
    Prices rose again in March.
    She wore a rose in her hair.
    An apple a day is good for you.
    Apple pie is my favourite dessert.
    Apples are cheap in autumn.
    I ate an apple and a banana.
    The orange juice is cold.
    Orange is a bright colour.
    Will you help me?
    Will they come tomorrow?
    Mark the right answer with a cross.
    Mark my words!
    Bill the customer tomorrow.
    The bill was very high.
    Frank answers are sometimes hard to hear.
    Grace is a great gift.
    Hope is all we have.
    Hope for the best.
    Joy filled the room.
    Dawn came slowly.
    Ivy covers the old wall.
    Chase the cat out of the kitchen.
    Grant me one wish.
    Rich people live in this street.
    Jack up the car before you change the wheel.
    Stone walls are strong.
    Young people like music.
    King and queen sat at the table.
    The king and the baker are friends.
    Baker wanted: please ask inside.
    Cook the rice for ten minutes.
    Cook wanted!
    Hill and valley were white with snow.
    Green tea is healthy.
    Park your car behind the house.
    Page ten is missing.
    Rice and beans are ready.
    Banks close at four.
    The bank is closed on Sundays.
    The university is old.
    The hospital is near the school.
    The Company shall pay the Customer.
    The Director is not in her office.
    I saw the Minister on television.
    The President spoke to the Parliament.
    Yes, Sir, I will.
    Mum and Dad are at home.
    Good morning, Madam!
    Ladies and Gentlemen, please sit down.
    Dear Sir or Madam, I would like to buy a ticket.
    Dear friends, thank you all.
    Happy Birthday!
    Merry Christmas and a Happy New Year!
    We stay at home at Christmas and Easter.
    On Monday I play football, on Tuesday I rest.
    Monday, Wednesday and Friday are good for me.
    The French teacher speaks German and Italian.
    I like Chinese food.
    She is learning Spanish.
    The English breakfast was big.
    American films are often long.
    He reads the Bible and the Koran.
    I watched TV and ate a pizza.
    The CD and the DVD are on the desk.
    My PC has no USB port.
    OK, I will do it.
    The exam is at 9 AM.
    Chapter One: The Beginning
    Chapter 3
    Table of Contents
    Read This First
    No Smoking
    How To Train Your Own Model
    Questions and Answers
    To Do: buy milk, call the doctor, water the plants.
    WARNING: the floor is wet.
    PLEASE DO NOT OPEN THIS DOOR.
    STOP!
    I am tired.
    I work from home.
    I work in a hospital in a big city.
    My name is long.
    My name is hard to spell.
    My city is far away.
    What is your name?
    Where do you work?
    The river is deep and the mountain is high.
    The paper cup is on the table.
    The target is too far away.
    Mind the gap.
    The shell was white.
    Smiling people are nice.
    Running water is clean.
    Sleeping dogs should not be woken.
    Flying is fun.
    Open windows let in the cold.
    Bright stars shine at night.
    Blue whales are very big.
    Little birds sing early.
    Machine learning is fun.
    Language models predict the next word.
    Transformers are neural networks.
    Attention is important.
    The course is free.
    Python is a programming language.
    The encoder reads the text.
    """
)
