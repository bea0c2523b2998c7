import { readLines } from './script.ts';

/** Single lines for the gaps between conversations. */
export const AMBIENT = readLines(`
flaavLach
flaavHerz flaavHerz
Kappa
moin moin
Moin zusammen 👋
hallo Chat!
hi all, good evening from Leeds
wieder da
kurz Kaffee holen
brb Hund raus
das war stark
oh nein 😂
genau das
stimmt schon
kann ich bestätigen
same here
true LUL
ich kann nicht mehr flaavLach
flaavBlitz flaavBlitz
was für ein Satz
Clip das!
bitte clippen
das muss ins Intro
/me holt Popcorn
/me lehnt sich zurück
/me applaudiert
/me is lurking and vibing
/me sucht die Fernbedienung
ich liebe diesen Chat
gemütlich hier heute
so ein entspannter Abend
Ton ist super heute
Bild etwas dunkel oder liegt's an mir?
nevermind, my brightness was at 10%
wer hat Kekse? 🍪
ich hab Hunger bekommen
jetzt will ich Croissants
bester Stream der Woche
erster Stream der Woche den ich live schaffe
5 Minuten Pause vom Lernen
Mathe kann warten
wie die Zeit vergeht
schon wieder so spät?
gleich Mittag bei uns
hier schneit es!
endlich Wochenende
Grüße aus dem Ruhrpott
Servus aus Graz
Grüße aus Flensburg, fast Dänemark
greetings from Rotterdam 🚲
laut und deutlich
hab ich was verpasst?
ich verstehe kein Wort aber es ist super
my german teacher would be proud of me
was hat er gesagt?
kann das jemand wiederholen?
ach so meinst du das
das ergibt tatsächlich Sinn
NotLikeThis
SeemsGood
PogChamp
LUL
VoHiYo
4Head
BibleThump
flaavKaffee
HeyGuys
<3
:)
:D
hahaha
xD
lol
F
GG
ja!
nein?
doch!
ooooh
uff
autsch
wow ok
ehre
nice
sauber
läuft
stabil
sehr gut
mega
herrlich
süß 🥹
🔥🔥🔥
👏👏
🥐
☕
😂😂
🤔
🫡
💜
👨‍👩‍👧‍👦 schaut mit
🏳️‍🌈 happy sunday everyone
schönen Sonntag euch allen
habt ihr auch so müde Augen
ich sollte schlafen
noch eine Runde, dann ins Bett
okay das war die letzte Runde, noch eine
danke fürs Streamen heute
die Katze guckt mich an als wäre ich schuld
meine Pflanze wächst schneller als mein Pullover
mein Kaffee ist schon wieder kalt
hab gerade das Paket bekommen, später mehr
zweiter Bildschirm lohnt sich nur für diesen Chat
ich tippe das vom Kühlschrank aus
das Panel ist übrigens richtig schick geworden
wollte nur kurz reinschauen, bin seit zwei Stunden hier
gibt es davon ein Video?
VOD kommt morgen oder?
der Chat ist heute in Form
ich bin so froh dass ich nicht im Bild bin
Herbst ist die beste Jahreszeit, fight me
Frühling ist die beste Jahreszeit, ich komme
wer hat an der Uhr gedreht
das Lied kenne ich!
uh good song
Lautstärke genau richtig
pssst, Mio schläft
`);

export const ON_RAID = readLines(`
Willkommen Raiders flaavHerz
RAID! flaavBlitz flaavBlitz flaavBlitz
hallo ihr alle 👋
willkommen, macht es euch gemütlich
oh hallo, viele neue Gesichter
HeyGuys HeyGuys HeyGuys
welcome raiders!
Stühle sind hinten links
es sind noch Croissants da 🥐
was habt ihr bei euch gemacht?
`);

/** The people who came with a raid; they have mostly never written here. */
export const RAIDERS_SAY = readLines(`
Hallihallo, wir waren beim Backen und haben jetzt Hunger :)
hallo von drüben 👋
RAID flaavHallo
wir bringen Kekse mit 🍪
nett habt ihr's hier
hi! erstes Mal hier
frau_holle_tv schickt uns
was läuft gerade?
hallo, mag eure Deko
raid raid raid
`);

export const ON_GIFT = readLines(`
@{who} du bist verrückt flaavHerz flaavHerz
WOW @{who}
Großzügig!! PogChamp
danke {who} 💜
die Abos regnen 🎁
flaavBlitz flaavBlitz flaavBlitz
{who} flaavKrone
ich geh kaputt, danke dir
hype hype hype
legend
`);

export const ON_SUB = readLines(`
willkommen im Club {who}!
flaavHerz {who}
Glückwunsch zum Badge 😄
stark, danke für den Support
@{who} jetzt darfst du die Brezel benutzen flaavBrezel
yay
`);

export const ON_BITS = readLines(`
Bits!! flaavBlitz
danke {who}
das Geräusch 😂
nice {who}
PogChamp
`);

export const RESUB_TEXTS = readLines(`
Und noch ein Monat im Wohnzimmer flaavHerz
schon wieder ein Monat, fühlt sich an wie eine Woche
danke für die ruhigen Abende
Prime war frei, du hattest Glück Kappa
läuft weiter wie der Kaffee flaavKaffee
here for the cat
das beste Abo nach der Zeitung
Ich sag nichts, ich genieße nur
ein Jahr älter, kein bisschen leiser
macht weiter so, ihr seid toll
for the croissants 🥐
mein Badge soll neue Farbe kriegen!
`);

export const CHEER_TEXTS = readLines(`
aufs Mikrofon! Endlich kein Rauschen mehr flaavBlitz flaavBlitz
für den Kaffee
für Mio
nimm das, Komma!
for the cat food fund
weil Sonntag ist
Trinkgeld fürs Croissant
das war der beste Witz seit langem flaavLach
`);

export const STREAK_TEXTS = readLines(`
keinen verpasst!
ich wohne hier jetzt
pünktlich wie die Maurer
still here :)
`);
