"""Everyday life in patterns (see `patterns`): what people do, what follows from what, and what they do in order."""

# Things to do, whoever does them; each ends with `;`.
HABITS = """
[go] to bed early; [get] up at six o'clock; [read] a book; [drink] a cup of tea; [cook] dinner; [make] breakfast;
[take] the bus to work; [walk] in the park; [ride] a bike to school; [play] football with {own} friends; [play] the
piano;
[listen] to music; [watch] a film; [write] a letter; [call] {own} mother; [visit] {own} grandparents; [learn] French;
[learn] to swim; [buy] some bread; [buy] a present for {own} sister; [clean] the kitchen; [wash] the dishes; [wash]
{own}
hands; [brush] {own} teeth; [take] a shower; [feed] the cat; [walk] the dog; [work] in the garden; [water] the flowers;
[paint] pictures; [draw] animals; [sing] in a choir; [dance] all night; [travel] by train; [stay] at home; [sleep] late;
[help] {own} parents; [help] other people; [eat] an apple every day; [eat] in a restaurant; [make] a cake; [bake] bread;
[go] to the cinema; [go] for a walk; [go] shopping; [go] swimming; [go] home; [meet] {own} friends; [talk] about the
weather;
[tell] stories; [ask] questions; [answer] the phone; [open] the window; [close] the door; [turn] off the light; [save]
money;
[spend] a lot of money; [pay] the bill; [work] hard; [work] at night; [look] for a new job; [find] a job; [write] a
report;
[send] an email; [use] a computer; [repair] the car; [drive] to work; [drive] carefully; [live] in a big city; [live]
near the
sea; [move] to {city}; [travel] to {city}; [see] the world; [take] photos; [take] the train to {city}; [study] for the
exam;
[do] {own} homework; [read] the newspaper; [speak] English; [speak] two languages; [teach] children; [run] a marathon;
[run] in the morning; [swim] in the lake; [climb] a mountain; [play] tennis; [play] chess; [play] computer games;
[win] the
match; [lose] weight; [see] a doctor; [take] {own} medicine; [drink] more water; [stop] smoking; [get] married; [have]
children; [have] breakfast in bed; [have] lunch with {own} boss; [build] a house; [buy] a new car; [sell] {own} old car;
[rent] a flat; [grow] vegetables; [plant] a tree; [pick] apples; [catch] fish; [wait] for the bus; [wait] in the rain;
[carry] the heavy bags; [change] {own} mind; [make] mistakes; [tell] the truth; [say] sorry; [keep] a secret; [ask]
for help;
[become] a doctor; [become] famous; [write] a book; [write] a program; [train] a small model; [learn] how to cook;
[learn] how to drive; [understand] the question; [solve] the problem; [finish] the work; [start] again; [come] back
soon;
[leave] the house; [leave] the room; [arrive] on time; [be] late; [be] on time; [be] careful; [be] alone; [be] polite;
[invite] {own} neighbours; [give] a party; [buy] tickets for the concert; [borrow] a book from the library; [return] the
book; [lend] {other} some money; [give] {other} a present; [send] {other} a card; [show] {other} the way; [tell]
{other} a
joke; [help] {other} with the homework; [speak] to the teacher; [wash] the car; [iron] {own} shirts; [tidy] {own} room;
[make] the bed; [set] the table; [pack] {own} suitcase; [book] a hotel; [plan] the holiday; [swim] in the sea; [lie]
on the
beach; [sit] in the sun; [look] at the stars; [listen] to the radio; [watch] the news; [sing] a song; [laugh] at {own}
jokes;
[wear] a warm coat; [put] on {own} shoes; [take] off {own} coat; [drink] coffee with milk; [eat] too much chocolate;
[try] the soup; [order] a pizza; [peel] the potatoes; [cut] the bread; [taste] the sauce; [buy] fresh fruit at the
market
"""

# What happened => what followed from it; the alternatives are separated by `/`, the rows by `;`.
CAUSES = """
{S} [be] tired => {he} [go] to bed early / {he} [sleep] on the sofa / {he} [drink] a cup of coffee / {he} [stay] at
    home /
    {he} [want] to sleep / {he} [not want] to go out / {he} [sit] down on a bench / {he} [fall] asleep in the train;
{S} [be] hungry => {he} [make] a sandwich / {he} [eat] an apple / {he} [order] a pizza / {he} [cook] some soup /
    {he} [eat] two plates of pasta / {he} [go] to a restaurant / {he} [buy] something to eat;
{S} [be] thirsty => {he} [drink] a glass of water / {he} [ask] for something to drink / {he} [buy] a bottle of water /
    {he} [order] some juice;
{S} [be] ill => {he} [stay] in bed / {he} [not go] to work / {he} [see] a doctor / {he} [take] some medicine /
    {he} [cancel] the meeting / {he} [drink] a lot of tea;
{S} [be] cold => {he} [put] on a warm coat / {he} [close] the window / {he} [drink] some hot tea / {he} [light] a fire;
{S} [be] late => {he} [take] a taxi / {he} [run] to the station / {he} [miss] the bus / {he} [say] sorry /
    {he} [not have] time for breakfast;
{S} [be] bored => {he} [watch] a film / {he} [call] a friend / {he} [read] a magazine / {he} [play] a game on {own}
    phone;
{S} [be] happy => {he} [sing] a song / {he} [smile] all day / {he} [dance] in the kitchen / {he} [tell] everybody
    about it;
{S} [be] sad => {he} [cry] / {he} [not want] to talk / {he} [call] {own} mother / {he} [listen] to slow music;
{S} [be] angry => {he} [leave] the room / {he} [not say] a word / {he} [shout] at everybody / {he} [close] the door
    loudly;
{S} [be] nervous => {he} [not sleep] well / {he} [drink] too much coffee / {he} [forget] everything / {he} [speak] too
    fast;
{S} [be] afraid of dogs => {he} [not go] into the garden / {he} [cross] the street / {he} [not visit] {other};
{S} [be] new in {city} => {he} [not know] anybody / {he} [buy] a map / {he} [not find] the station / {he} [get] lost;
{S} [be] rich => {he} [live] in a big house / {he} [travel] a lot / {he} [not have] to work / {he} [buy] expensive
    clothes;
{S} [be] poor => {he} [not have] a car / {he} [live] in a small room / {he} [work] day and night / {he} [save] every
    coin;
{S} [be] strong => {he} [carry] the heavy boxes / {he} [win] every fight / {he} [help] {other} with the furniture;
{S} [be] clever => {he} [find] the answer / {he} [solve] the problem / {he} [understand] everything;
{S} [be] busy => {he} [not have] time / {he} [not answer] the phone / {he} [work] until midnight / {he} [not come] to
    the party;
{S} [be] in love => {he} [write] long letters / {he} [not eat] anything / {he} [buy] red roses / {he} [smile] all the
    time;
{S} [have] a cold => {he} [stay] at home / {he} [drink] hot tea / {he} [sneeze] all day / {he} [not go] to school;
{S} [have] a headache => {he} [take] a tablet / {he} [lie] down / {he} [want] to be alone / {he} [turn] off the music;
{S} [have] no money => {he} [not buy] the ticket / {he} [walk] home / {he} [ask] {own} parents for help / {he} [sell]
    {own} watch;
{S} [have] an exam => {he} [study] all night / {he} [not go] out / {he} [get] up early / {he} [be] nervous;
{S} [have] a lot of work => {he} [not take] a holiday / {he} [stay] in the office / {he} [come] home late;
{S} [have] a birthday party => {he} [invite] all {own} friends / {he} [bake] a big cake / {he} [get] many presents;
{S} [have] time => {he} [help] {other} / {he} [read] the whole book / {he} [cook] something good / {he} [visit] the
    museum;
{S} [have] a new job => {he} [move] to {city} / {he} [earn] more money / {he} [get] up very early / {he} [meet] many
    people;
{S} [have] three children => {he} [need] a bigger flat / {he} [buy] a larger car / {he} [not sleep] much;
{S} [miss] the bus => {he} [walk] to school / {he} [take] a taxi / {he} [come] too late / {he} [wait] for the next one;
{S} [lose] {own} keys => {he} [not get] into the house / {he} [call] {other} / {he} [look] everywhere / {he} [climb]
    through the
    window;
{S} [lose] {own} phone => {he} [not call] anybody / {he} [buy] a new one / {he} [go] back to the restaurant;
{S} [lose] the match => {he} [be] disappointed / {he} [train] harder / {he} [not celebrate];
{S} [win] the match => {he} [celebrate] all night / {he} [be] very proud / {he} [get] a prize / {he} [jump] for joy;
{S} [win] a lot of money => {he} [buy] a house / {he} [travel] around the world / {he} [give] {other} a present /
    {he} [stop] working;
{S} [forget] the umbrella => {he} [get] wet / {he} [run] home / {he} [wait] under a tree;
{S} [forget] {own} password => {he} [not open] the file / {he} [call] {other} / {he} [not log] in;
{S} [forget] the meeting => {own} boss [be:past] angry / {he} [say] sorry / {he} [feel] bad;
{S} [break] {own} leg => {he} [go] to hospital / {he} [not play] football / {he} [stay] in bed for weeks / {he} [need]
    help;
{S} [break] the window => {he} [pay] for it / {he} [say] sorry / {he} [run] away;
{S} [pass] the exam => {he} [be] very happy / {he} [call] {own} parents / {he} [celebrate] with {own} friends;
{S} [study] hard => {he} [pass] the exam / {he} [know] all the answers / {he} [get] a good mark;
{S} [not study] => {he} [not pass] the exam / {he} [not know] the answer / {he} [be] nervous;
{S} [sleep] badly => {he} [be] tired / {he} [drink] three cups of coffee / {he} [make] many mistakes;
{S} [eat] too much => {he} [feel] sick / {he} [not sleep] well / {he} [need] a walk;
{S} [work] too much => {he} [need] a holiday / {he} [be] always tired / {he} [not see] {own} family;
{S} [read] the newspaper => {he} [know] the news / {he} [find] a new flat / {he} [hear] about the accident;
{S} [like] music => {he} [play] the guitar / {he} [go] to every concert / {he} [sing] in a choir / {he} [buy] many
    records;
{S} [love] animals => {he} [have] three cats / {he} [work] at the zoo / {he} [not eat] meat / {he} [want] to become a
    vet;
{S} [love] books => {he} [go] to the library every week / {he} [work] in a bookshop / {he} [read] in bed;
{S} [not like] fish => {he} [order] the chicken / {he} [not eat] the soup / {he} [take] a salad;
{S} [not know] the answer => {he} [ask] the teacher / {he} [say] nothing / {he} [look] it up / {he} [guess];
{S} [not understand] the question => {he} [ask] again / {he} [write] nothing / {he} [read] it twice;
{S} [not have] a car => {he} [go] by bike / {he} [take] the bus / {he} [walk] to work;
{S} [speak] Spanish => {he} [help] the tourists / {he} [work] in Madrid / {he} [understand] the song;
{S} [live] near the sea => {he} [swim] every day / {he} [eat] a lot of fish / {he} [have] a boat;
{S} [live] far away => {he} [not visit] {other} often / {he} [get] up at five / {he} [call] every week;
{S} [hear] a noise => {he} [wake] up / {he} [open] the door / {he} [turn] on the light / {he} [look] out of the window;
{S} [see] the accident => {he} [call] the police / {he} [stop] the car / {he} [help] the driver;
{S} [find] a wallet => {he} [take] it to the police / {he} [look] for the owner / {he} [not keep] the money;
{S} [hear] the news => {he} [cry] / {he} [call] {other} / {he} [not believe] it / {he} [laugh];
{S} [get] the job => {he} [move] to {city} / {he} [be] very happy / {he} [celebrate] with {own} family;
{S} [train] every day => {he} [win] the race / {he} [become] very fast / {he} [be] tired in the evening;
{S} [fall] off the bike => {he} [hurt] {own} knee / {he} [cry] / {he} [need] a bandage;
{S} [spill] the milk => {he} [clean] the floor / {he} [say] sorry / {he} [need] a cloth;
{S} [burn] the cake => {he} [bake] another one / {he} [open] all the windows / {he} [buy] some ice cream;
it [it rain] => {S} [stay] at home / {S} [take] an umbrella / {S} [not go] out / {S} [get] wet / {S} [take] the bus /
    {S} [play] cards / {S} [watch] a film;
it [it snow] => {S} [build] a snowman / {S} [not drive] to work / {S} [wear] warm boots / {S} [go] skiing;
it [it be] hot => {S} [go] swimming / {S} [eat] ice cream / {S} [open] the windows / {S} [drink] a lot of water /
    {S} [sit] in the shade;
it [it be] cold => {S} [wear] a warm coat / {S} [stay] inside / {S} [drink] hot chocolate / {S} [turn] on the heating;
it [it be] dark => {S} [turn] on the light / {S} [not see] anything / {S} [go] home / {S} [be] afraid;
it [it be] late => {S} [go] home / {S} [go] to bed / {S} [take] a taxi / {S} [be] tired;
it [it be] a nice day => {S} [go] for a walk / {S} [have] a picnic / {S} [work] in the garden / {S} [sit] outside;
the shop [it be] closed => {S} [go] home / {S} [not buy] any milk / {S} [come] back the next day;
the film [it be] boring => {S} [fall] asleep / {S} [leave] the cinema / {S} [go] home early;
the food [it be] good => {S} [eat] everything / {S} [thank] the cook / {S} [ask] for more;
the food [it be] cold => {S} [not eat] it / {S} [complain] to the waiter / {S} [warm] it up;
the train [it be] late => {S} [miss] the meeting / {S} [wait] for an hour / {S} [read] a magazine at the station;
the computer [it be] broken => {S} [not work] / {S} [write] the letter by hand / {S} [buy] a new one / {S} [call] a
    technician;
the phone [it ring] => {S} [wake] up / {S} [answer] it at once / {S} [not answer] it / {S} [stop] reading;
the baby [it cry] => {S} [not sleep] / {S} [get] up / {S} [sing] a song / {S} [warm] some milk;
the dog [it bark] => {S} [open] the door / {S} [not sleep] / {S} [look] out of the window
"""

# What somebody does in order.
SEQUENCES = """
[get] up; [wash] {own} face; [have] breakfast; [brush] {own} teeth; [leave] the house |
[come] home; [take] off {own} shoes; [sit] down; [turn] on the television; [fall] asleep |
[go] to the market; [buy] some fish; [come] home; [cook] it; [eat] it with some bread |
[open] the door; [enter] the room; [turn] on the light; [look] around; [sit] down on the bed |
[take] a pen; [write] a letter; [put] it into an envelope; [buy] a stamp; [send] it to {other} |
[wake] up; [look] at the clock; [jump] out of bed; [get] dressed; [run] to the bus stop |
[wash] the vegetables; [cut] them; [put] them into a pot; [add] some salt; [stir] the soup |
[walk] to the station; [buy] a ticket; [get] on the train; [find] a seat; [read] a book |
[read] the question; [think] for a minute; [write] down the answer; [check] it; [hand] in the paper |
[turn] on the computer; [type] {own} password; [open] the file; [write] a few lines; [save] the file |
[collect] some texts; [clean] the data; [train] the model; [test] it; [write] a report |
[find] an old bike; [repair] it; [paint] it red; [ride] it to school; [show] it to {own} friends |
[pick] the apples; [wash] them; [peel] them; [bake] a cake; [share] it with {other} |
[go] to the doctor; [wait] for an hour; [show] her {own} arm; [get] some medicine; [go] home |
[pack] {own} bag; [say] goodbye; [drive] to the airport; [fly] to {city}; [stay] in a small hotel |
[save] some money; [go] to a shop; [try] on a coat; [buy] it; [wear] it every day |
[meet] {other} in a cafe; [drink] some coffee; [talk] about old times; [pay] the bill; [walk] home |
[put] on {own} coat; [take] an umbrella; [lock] the door; [go] for a walk; [come] back wet |
[see] a strange bird; [take] a photo; [show] it to {own} teacher; [look] it up in a book; [learn] its name |
[knock] at the door; [wait]; [ring] the bell; [look] through the window; [go] away |
[sit] down at the table; [eat] some soup; [drink] a glass of water; [thank] the cook; [leave]
"""
