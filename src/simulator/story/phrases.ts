import { readLines } from './script.ts';

// Sentences with places to fill: `{essen}` draws from the list of that name, `{a|b}` from what stands there.
// Every person then says them in the own way (`past/voice.ts`), so that ninety days do not repeat one evening.

/** What the places in the sentences are filled with. */
export const WORDS: Readonly<Record<string, readonly string[]>> = {
  essen: readLines(`
Spaghetti
Käsespätzle
Linsensuppe
Curry
Falafel
Kürbissuppe
Pfannkuchen
Flammkuchen
Gulasch
Reis mit Gemüse
Ofengemüse
Brathering
Lasagne
Milchreis
Kartoffelpuffer
Ramen
Pizza vom Vortag
Chili
Nudelauflauf
Maultaschen
Toast Hawaii
Pellkartoffeln mit Quark
`),
  snack: readLines(`
Erdnussflips
Gummibärchen
Salzstangen
Schokolade
Apfelschnitze
Popcorn
Lakritz
Weintrauben
Paprikachips
Zimtsterne
Mandarinen
Butterkekse
`),
  trinken: readLines(`
Tee
Kaffee
Kakao
Mate
Spezi
Apfelschorle
Wasser
Ingwertee
Malzbier
Kirschsaft
Limo
Glühwein
`),
  ort: readLines(`
Hamburg
Bremen
Kiel
Leipzig
Dresden
Köln
Essen
Bochum
Kassel
Nürnberg
Freiburg
Stuttgart
Wien
Linz
Salzburg
Zürich
Basel
Luxemburg
Rostock
Erfurt
Mainz
Münster
Regensburg
Flensburg
`),
  wetter: readLines(`
Regen
Nieselregen
Sturm
Nebel
Sonne
Graupel
23 Grad
4 Grad
Gewitter
dicke Wolken
der erste Frost
Wind von vorn
`),
  tier: readLines(`
Hund
Kater
Hamster
Wellensittich
Papagei
Goldfisch
Dackel
Pudel
Igel
Hase
`),
  arbeit: readLines(`
der Frühschicht
der Spätschicht
der Uni
der Berufsschule
dem Training
der Probe
dem Elternabend
dem Einkauf
der Werkstatt
dem Amt
der Bibliothek
der Praxis
`),
  spiel: readLines(`
Stardew Valley
Minecraft
Mario Kart
Elden Ring
Hades
Factorio
Celeste
Portal
Anno
Tetris
Monkey Island
Zelda
Slay the Spire
Rocket League
`),
  buch: readLines(`
dem Krimi
dem dicken Fantasybuch
dem Kochbuch
dem Mathebuch
dem Comic
dem Reiseführer
der Biografie
dem Gedichtband
`),
  film: readLines(`
die Doku über Wale
den Tatort
den alten Bond
die Backshow
die Serie mit den Drachen
den Film von gestern
die Quizshow
das Länderspiel
`),
  ding: readLines(`
Headset
Mikro
Fahrrad
Regal
Handy
Tablet
Keyboard
Sofa
Radio
Zelt
Waffeleisen
Bügeleisen
Netzteil
Rücklicht
`),
  hobby: readLines(`
Stricken
Bouldern
Gitarre üben
Aquarellmalen
Joggen
Puzzeln
Basteln
Chor
Gartenarbeit
Modellbau
Fotografieren
Töpfern
`),
  tag: readLines(`
Montag
Dienstag
Mittwoch
Donnerstag
Freitag
Samstag
Sonntag
`),
  zahl: readLines(`
zwei
drei
vier
fünf
sechs
sieben
acht
elf
zwölf
17
23
42
`),
  ziffer: readLines(`
1
2
3
4
5
6
7
8
9
`),
  note: readLines(`
richtig gut
ganz okay
überraschend gut
wild
zäh
besser als letzte Woche
sehr lustig
anstrengend
entspannt
fantastisch
`),
  lob: readLines(`
stark
sauber
schön
herrlich
großartig
wunderbar
richtig gut
mega
Weltklasse
beeindruckend
`),
};

export const GREETINGS = readLines(`
moin
Moin Moin
Hallo zusammen
Hi {Chat|Leute|ihr Lieben|alle}
Guten Abend aus {ort}
hallöchen, was hab ich verpasst?
so, da bin ich. {trinken} steht bereit
huhu, grad von {arbeit} gekommen
Servus aus {ort}
n'Abend, hier in {ort} gerade {wetter}
nabend zusammen, erst mal {snack} holen
Grüße aus {ort}!
endlich mal pünktlich
Bin da, {trinken} auch
hey hey, wie läuft's
Hi, komme gerade von {arbeit}
Tach zusammen
bin spät dran, war noch bei {arbeit}
Hallo in die Runde, bei uns gibt's {essen}
moinsen, {zahl} Minuten Pause, dann bin ich voll da
guck heute nur nebenbei, muss noch {hobby}
`);

export const MORNING_GREETINGS = readLines(`
Guten Morgen
Morgen zusammen, {trinken} läuft durch
guten Morgen aus {ort}, {wetter} hier
moin, noch im Schlafanzug
Mahlzeit, äh, guten Morgen
Frühstück mit euch, das Beste am Sonntag
morgeeen, der {tier} hat mich geweckt
Guten Morgen ihr Frühaufsteher
bin wach. glaube ich.
Morgen! Brötchen sind {da|im Ofen|alle}
`);

export const FAREWELLS = readLines(`
ich bin raus, gute Nacht
muss los, bis {tag}!
Bett ruft, schlaft gut
tschüss ihr Lieben
so, muss morgen früh zu {arbeit}, ciao
war {note} heute, bis dann
ich verabschiede mich mal, es gibt {essen}
gute Nacht zusammen, bis {tag}
Danke für den Stream, bin weg
Akku leer, ich auch. bis bald
bye bye
muss mit dem {tier} raus, bis später
`);

export const EVERYDAY = readLines(`
hab heute {essen} gemacht, war {note}
bei uns in {ort} ist {wetter}, ich geh nicht mehr raus
mein {tier} liegt auf der Tastatur, Nachrichten kommen also von ihm
seit {zahl} Tagen wart ich auf das neue {ding}
hab {film} gesehen, {note}
ich bin jetzt auf Seite {zahl}hundert von {buch}
mein {ding} macht Geräusche, die es nicht machen sollte
nach {arbeit} ist das hier genau richtig
noch {zahl} Tage bis zum Urlaub
wer hat mir eigentlich die {snack} weggegessen
habe {hobby} angefangen, {note} bisher
der Postbote war da: neues {ding}!
ich wollte eigentlich nur kurz reinschauen
hab grad {zahl} Minuten lang mein Handy gesucht, es war in meiner Hand
am {tag} hab ich frei, da wird ausgeschlafen
bei mir gibt's gleich {essen}
hier riecht es nach {essen} und ich weiß nicht warum
meine Nachbarn hören heute {laut|sehr laut|viel zu laut} Schlager
erinnert mich jemand in {zahl} Minuten an die Wäsche?
die Wäsche ist {noch nass|fertig|rosa geworden}
{snack} und {trinken}, besser wird's nicht
ich stricke nebenbei, Reihe {zahl}
gerade {zahl} Kilometer Fahrrad gefahren, Beine: nein
die Bahn hatte heute {zahl} Minuten Verspätung, Rekord
mein {tier} guckt mit, Bewertung: {note}
morgen {arbeit}-Tag, deshalb heute nur {trinken}
hab beim Flohmarkt ein {ding} für {zahl} Euro gefunden
wieso ist eigentlich schon wieder {tag}
{trinken} ist leer, Krise
kurz weg, der {tier} will raus
so, wieder da. der {tier} ist zufrieden
letzte Woche um die Zeit war hier noch {wetter}
ich hör den Stream beim {hobby}, geht super
ich hab {zahl} Tabs offen und in allen läuft ihr
mein Chef hat heute „kurze Rückfrage“ gesagt. Es waren {zahl}
gestern von {spiel} geträumt, das reicht jetzt
habe {spiel} durchgespielt, {zahl} Stunden
{spiel} ist gerade im Angebot, falls jemand mag
mein {ding} ist endlich wieder ganz
heute {ziffer}-mal Treppen gelaufen, Aufzug kaputt
das Essen ist angebrannt, also {snack}
liege auf dem Sofa und bewege mich nicht mehr
Zimmertemperatur: {tier}
ich sag nur: {essen}
`);

export const COMMENTS = readLines(`
das war {lob}
oh das ist {lob}
haha ja
warte was
das hab ich kommen sehen
nein nein nein
komm schon
ich glaub's nicht
genau so macht man das
so viel dazu
wie geht das denn
das muss ins Best-of
Clip?
bitte clippen!
wer hat das geclippt
{lob}!
sehr {lob}
ich fall vom Stuhl
gut gerettet
knapp!
na {also|bitte|endlich}
so nah dran
weiter so
da kann man nichts sagen
Respekt
mein Herz
ich kann nicht hinsehen
und gleich nochmal
das war doch Absicht
Absicht!
Können oder Glück? Ja.
das glaubt mir morgen wieder keiner
{zahl} von zehn Punkten
der Blick gerade
dieses Lachen
die Ruhe möchte ich haben
kurz die Luft angehalten
ohne Worte
da war er wieder
Klassiker
`);

export const AGREEING = readLines(`
genau
ja, sehe ich auch so
same
kenn ich
geht mir auch so
absolut
stimmt
haha kenn ich zu gut
this
+1
hundert Prozent
fühl ich
da sagst du was
so ist es
unterschreib ich
ja leider
eben
`);

export const DISAGREEING = readLines(`
hm, ich weiß nicht
ganz anders bei mir
nee
also ich nicht
gewagte These
mutig das hier zu schreiben
da muss ich widersprechen
auf keinen Fall
nö, {snack} bleibt besser
erzähl das mal meinem {tier}
`);

export const AT_SOMEONE = readLines(`
{wer} sag ich doch
{wer} wie war's bei {arbeit}?
{wer} gute Besserung!
{wer} lange nicht gesehen
{wer} du schon wieder
{wer} du hattest recht
{wer} schick mal Foto vom {tier}
{wer} hast du {film} gesehen?
{wer} Rezept bitte
{wer} hab's nachgekocht, war {note}
{wer} danke nochmal für den Tipp mit dem {ding}
{wer} viel Erfolg {morgen|am {tag}|nachher}!
{wer} sei froh
{wer} ja bitte
{wer} läuft {spiel} noch?
{wer} auch wieder da, schön
`);

/** A question to everybody, then what people answer; parts are split by ` | ` at the ends of the lines. */
export const QUESTIONS: readonly { readonly asks: readonly string[]; readonly answers: readonly string[] }[] = [
  {
    asks: ['was gab es bei euch zu essen?', 'Abendessen heute?', 'Chat, ich brauche Ideen für morgen: was koche ich?'],
    answers: [
      '{essen}',
      '{essen} mit {snack} danach',
      'nur {snack}',
      'bei uns {essen}, war {note}',
      '{essen}, wie jeden {tag}',
      'noch nix, gleich {essen}',
    ],
  },
  {
    asks: ['von wo schaut ihr eigentlich zu?', 'wie ist das Wetter bei euch?', 'regnet es bei euch auch so?'],
    answers: [
      '{ort}, {wetter}',
      'Raum {ort}',
      '{wetter} in {ort}',
      '{ort}!',
      'kurz vor {ort}, hier {wetter}',
      'Balkon in {ort}',
    ],
  },
  {
    asks: ['was trinkt ihr gerade?', 'Kaffee oder Tee um die Zeit?', 'was steht bei euch auf dem Tisch?'],
    answers: [
      '{trinken}',
      '{trinken}, wie immer',
      'erst {trinken}, dann {trinken}',
      '{trinken} und {snack}',
      'heute mal {trinken}',
      'leere Tasse, schade',
    ],
  },
  {
    asks: ['was zockt ihr gerade so?', 'lohnt sich {spiel}?', 'welches Spiel sollte ich am Wochenende anfangen?'],
    answers: [
      '{spiel}',
      '{spiel}, seit {zahl} Wochen',
      'immer noch {spiel}',
      '{spiel}! bitte',
      'hab {spiel} wieder ausgegraben',
      'nur {spiel} zählt',
    ],
  },
  {
    asks: ['habt ihr Haustiere?', 'was macht euer Tier gerade?', 'Tierbericht bitte'],
    answers: [
      'der {tier} schläft',
      '{tier}, {zahl} Jahre alt',
      'leider nur ein {tier}',
      'mein {tier} hat {snack} geklaut',
      'keins, aber der {tier} der Nachbarn kommt vorbei',
    ],
  },
  {
    asks: ['was macht ihr am Wochenende?', 'Pläne für {tag}?', 'hat jemand einen Tipp gegen Langeweile am {tag}?'],
    answers: [
      '{hobby}',
      'ausschlafen und {hobby}',
      'Familie in {ort}',
      '{film} gucken',
      'arbeiten, leider',
      'nix. und das gründlich',
      '{essen} für {zahl} Leute kochen',
    ],
  },
  {
    asks: ['was lest ihr zur Zeit?', 'hat wer einen Filmtipp?', 'was lief gestern bei euch?'],
    answers: [
      'bin bei {buch}',
      '{film}, war {note}',
      'gar nix, nur {spiel}',
      'sitze seit {zahl} Monaten an {buch}',
      '{film} zum {ziffer}. Mal',
    ],
  },
  {
    asks: [
      'mein {ding} ist kaputt, was nehme ich?',
      'empfehlt mir mal ein {ding}',
      'reparieren oder neu kaufen? ({ding})',
    ],
    answers: [
      'gebraucht kaufen',
      'meins hält seit {zahl} Jahren',
      'aus und wieder an',
      'reparieren!',
      'nimm irgendeins, Hauptsache nicht meins',
      'frag {tag} im Laden in {ort}',
    ],
  },
  {
    asks: ['wie war euer Tag so?', 'auf einer Skala von 1 bis 10, euer {tag}?', 'wer hatte auch so einen langen Tag?'],
    answers: [
      '{note}',
      '{zahl} von 10',
      'nach {arbeit} ging es',
      'jetzt besser',
      'lang',
      'frag nicht',
      '{note}, danke der Nachfrage',
    ],
  },
  {
    asks: ['was habt ihr als Kind immer gegessen?', 'bestes Essen der Welt, los', 'süß oder herzhaft?'],
    answers: ['{essen}', '{snack}, kiloweise', 'süß', 'herzhaft', '{essen} von Oma', '{essen}, keine Diskussion'],
  },
  {
    asks: ['macht hier jemand {hobby}?', 'welches Hobby habt ihr zuletzt angefangen?'],
    answers: [
      '{hobby}, seit {zahl} Monaten',
      'ich! {hobby}',
      '{hobby}, bin {note}',
      'sammle angefangene Hobbys',
      'wollte {hobby}, wurde {hobby}',
    ],
  },
  {
    asks: ['was kommt nächste Woche?', 'wann ist der nächste Stream?', 'bist du {tag} live?'],
    answers: [
      'steht im Plan unterm Stream',
      'Mittwoch halb acht',
      'Mittwoch, Freitag, Sonntag wie immer',
      'Sonntag um zehn gibt es Frühstück',
      'guck in den Plan :)',
    ],
  },
];

/** What belongs to what is played or done at the moment, by Twitch's id of the category. */
export const ABOUT_CATEGORY: Readonly<Record<string, readonly string[]>> = {
  '2035721922': readLines(`
blauer Panzer in 3, 2, 1
wer war das mit der Banane
Platz {ziffer}, immerhin
Abkürzung! links!
der Stern kam zu spät
Regenbogenstrecke bitte
nicht die {ziffer}. Banane in Folge
ich nehm den Pinguin
driften, driften, driften
Blitz LUL
letzte Runde, jetzt aber
das Feld ist so eng heute
wieder Zweiter, jedes Mal
Gamepad oder Lenkrad?
{zahl} Münzen sind nix
wie hast du den noch gekriegt
Revanche!
ich fahr rückwärts schneller
Pilz aufheben für die Abkürzung
Lobby noch offen?
dieser Yoshi schon wieder
200er ist nur für Profis
rote Panzer sind Charaktertests
Zieleinlauf des Jahres
`),
  '27471': readLines(`
Creeper hinter dir
nicht nach unten graben
noch {zahl} Stacks Schienen
die Brücke wird {lob}
mehr Fackeln
wer hat die Tür offen gelassen
der Bahnhof braucht ein Dach
nimm Tiefenschiefer
Dorf auf {ziffer}00 Blöcken links
die Lok fährt!
Schaf im Tunnel, Schaf im Tunnel
Redstone ist Magie
das ist kein Bug, das ist Kunst
Bett setzen nicht vergessen
Diamanten!! ... oder Lapis
lagen die Koordinaten nicht bei {ziffer}{ziffer}0?
schiefer Turm von Blockhausen
Enderperlen haben wir {zahl}
können wir Panda-Abteil?
ich baue heute abend weiter am Wüstenbahnhof
der Plan war gerade. War.
Lava. natürlich Lava.
wie viele Kisten brauchst du. ja.
`),
  '509658': readLines(`
erzähl die Geschichte nochmal
Mio im Bild!
was steht da hinten im Regal?
das Thema hatten wir am {tag} schon
Wochenrunde ist die beste Runde
die Kamera ist heute {lob}
Licht passt
kann Mio mal winken
erst mal ankommen
das ist jetzt der {ziffer}. Kaffee
Anekdote Nummer {zahl}
ich hätte zu dem Thema eine Meinung, sag sie aber nicht
das Panel links ist neu, oder?
was ist in der Tasse?
Frage an alle: wer ist auch noch müde
hab mitgeschrieben
das sollte ein Podcast sein
schöner Pulli
heute mal keine Croissants?
Komma-Gate vergessen wir nie
so muss Sonntag
`),
  '1469308723': readLines(`
Semikolon fehlt
hast du gespeichert?
ist es DNS?
Zeile {ziffer}{ziffer}, da steht's doch
rubber duck aktiv
nimm einen Test dazu
git blame zeigt auf dich
warum drei Schleifen
tabs oder spaces, ich frage nur
lokal geht's aber!
Notiz von vor {zahl} Monaten
das kommentiert sich von selbst. Nicht.
Zeitzonen. es sind immer Zeitzonen
hat jemand den Cache geleert?
grün! alle Tests grün!
Merge-Konflikt des Tages
print-Debugging ist ehrlich
ich lerne hier mehr als bei {arbeit}
regex, jetzt haben wir zwei Probleme
der Name der Variable ist {lob}
off by one
welche Schrift ist das im Editor?
`),
  '509667': readLines(`
mehr Zimt
der Teig muss gehen, nicht rennen
ich rieche das bis {ort}
wie viel Gramm nochmal?
Butter! mehr Butter
Ofen vorheizen nicht vergessen
das wird {lob}
bei mir wär's schon angebrannt
Mio darf nicht auf die Arbeitsplatte
Rezept ins Panel bitte
Ober-Unterhitze?
Hefe ist eingeschlafen
jetzt hab ich Hunger
{essen} als Nächstes!
so ein Messer hätte ich gern
Löffel ablecken ist Pflicht
Eieruhr läuft, {zahl} Minuten
das ist kein Teig, das ist Zement
sieht aus wie bei Oma
Backpapier vergessen, wetten
`),
  '490744': readLines(`
gieß die Kürbisse
heirate {wen du willst|den mit der Gitarre|niemanden, kauf Hühner}
noch {zahl} Tage bis zum Fest
die Hühner wurden nicht gestreichelt
Angeln ist der wahre Endgegner
Mine Etage {ziffer}0, vorsicht
Pflaumen verkaufen
der Hut!
schlaf, es ist gleich zwei Uhr
Gemeindezentrum fast fertig
das Huhn heißt jetzt {snack}
Blaubeeren lohnen sich mehr
so schöne Musik hier
Regen heißt Mine
lila Schuhe?
Käse in den Keller
`),
  '27284': readLines(`
die Pixel von damals
Kassette umdrehen nicht vergessen
das hatte ich auf dem Rechner von Papa
{zahl} Leben übrig
reinpusten hilft
Level {zahl} war immer mein Ende
diese Musik, sofort zurück in 1994
früher war mehr Game Over
Passwort notieren!
Speichern gab's nicht, wir hatten Angst
das Handbuch hatte {ziffer}0 Seiten
schwerer als {spiel}
Joystick kaputt gerüttelt
Highscore!
CRT-Filter bitte an
wie haben wir das ohne Internet geschafft
`),
  '26936': readLines(`
Gänsehaut
noch eins bitte
Wunschlied: was mit Klavier
das ist doch das aus der {Werbung|Backshow|Kinderserie}
die Stelle eben {lob}
Strophe vergessen, trotzdem schön
mehr Gitarre
mein {tier} singt mit
welche Stimmung ist das?
Feuerzeuge raus
Zugabe
leise drehen, Baby schläft. Nein, lauter.
das kannte ich gar nicht, {lob}
Takt {zahl} nochmal langsam?
live ist live
`),
};

export const STREAMER_SAYS = readLines(`
noch {zahl} Minuten, dann wechseln wir
das war {lob}, gebt es zu
habe eben {trinken} verschüttet, alles gut
wer kennt das noch?
Frage aus dem Chat: {essen}. Ja, immer.
ich gebe {ziffer} von 10 Punkten
ihr hattet recht, {hobby} hilft
Nachbarn hören auch zu, winkt mal
Mods, ihr seid {lob}
das klären wir am {tag}
heute ohne {ding}, ist in der Reparatur
grüße nach {ort}!
{spiel} kommt auch noch dran
So, weiter geht's
Kurze Pause, {zahl} Minuten, holt euch {trinken}
@Chat was meint ihr?
Danke für den Hinweis flaavHerz
das schreib ich mir auf
ich les euch, nur meine Hände sind beschäftigt
Mio sagt hallo
Umfrage läuft in Gedanken, ich zähle die Herzen
heute bis {elf|halb elf|zehn}, dann ist Schluss
wer es verpasst hat: {tag} wieder
ja, das war Absicht
nein, das war keine Absicht
ihr seid heute {lob}
Link steht im Panel
erst {trinken}, dann nächste Runde
`);

export const IN_ENGLISH = readLines(`
good {evening|morning} everyone
what did I miss?
that was {clean|so close|beautiful|wild}
greetings from {Leeds|Rotterdam|Utrecht|York|Ghent}
love this chat
my german is getting better, I understood {half|two thirds|the cat part}
can someone translate the joke?
haha okay that one I got
{tea|coffee|soup} time
late here but worth it
need that recipe in english please
how many {laps|blocks|cookies} left?
no way
well played
brb, dog
okay that's my new favourite word
`);

/** What came over people on the evening of the hate raid: empty and loud, nothing worse. */
export const HATE_LINES = readLines(`
STREAM IST TOT STREAM IST TOT
niemand will dich sehen niemand will dich sehen
hört auf hört auf hört auf hört auf
L L L L L L L L L L
kanal melden alle kanal melden
haha guckt euch das an
ratio ratio ratio ratio
geh offline geh offline geh offline
`);
