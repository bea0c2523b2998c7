import { readScript } from './script.ts';

/** Conversations that fit at any time. */
export const SMALL_TALK = readScript(`
A: Guten Morgen zusammen flaavKaffee
S: Moin {A}, Kaffee steht bereit
B: @{A} Moin! auch schon wach?
A>B: seit sechs, die Katze hatte Hunger

A: heute mal Tee statt Kaffee, ich bin erkältet
B: gute Besserung @{A}
C: Ingwer mit Honig, wirkt Wunder
A>C: danke, probier ich aus flaavHerz

A: in Hamburg regnet es waagerecht, also alles normal
B: hier in Wien 14 Grad und Sonne 😎
A>B: tausche Elbe gegen Donau

A: hab gestern endlich den Endgegner gelegt
B: welchen von den dreien?
A>B: den mit den zwei Schwertern, 41 Versuche
C: 41 ist doch gut, ich hab 60 gebraucht NotLikeThis
B: GG flaavGG

A: was läuft da eigentlich für Musik?
S>A: Playlist von Klavier_Klara, Link ist im Panel unter dem Stream
A: danke, gleich gespeichert

A: sagt mal, wie lange habt ihr eure Tastatur schon
B: acht Jahre, die Leertaste glänzt wie ein Spiegel
C: drei, aber dreimal Kaffee drin gehabt
B>C: flaavKaffee gehört nicht IN die Tastatur LUL

A: Chat, Pizza oder Döner heute Abend?
B: Döner
C: Pizza mit Ananas
B>C: @{C} ich melde das den Mods Kappa
M: Ananas ist hier erlaubt. Noch.

A: is this stream in german only?
S>A: mostly German, but English in chat is totally fine!
A: nice, learning german here then VoHiYo
B: @{A} welcome! ask if you need a translation

A: how do you say "cozy" in german
B>A: gemütlich
A: ge-müt-lich. ok i love it
C: next lesson: Eichhörnchen 🐿️
A>C: that is not a real word
C: oh it is LUL

A: ich hab mir das Buch von letzter Woche gekauft
B: und? ist es gut?
A>B: die ersten 80 Seiten zäh, danach konnte ich nicht aufhören
C: genau so ging es mir auch

A: meine Tochter sitzt daneben und will die Katze sehen
S>A: Mio schläft auf dem Drucker, ich zeig ihn gleich
B: Katzencontent! <3
A: sie winkt 👋

A: Frage an die Runde: Split-Tastatur, lohnt sich das?
B>A: nach zwei Wochen Fluchen: ja
C: meine Handgelenke sagen ja, mein Tippfehlerstand sagt nein

A: bin gerade im Zug, wenn ich weg bin war es ein Tunnel
B: welcher Zug?
A>B: ICE nach Kassel, plus 35 Minuten
C: also pünktlich Kappa

A: hat jemand Tipps gegen Fruchtfliegen
B: Essig, Spüli, Glas. fertig
C: den Obstkorb leer essen
A>C: das ist die Lösung die ich gesucht habe

A: ich lurke heute nur, muss Steuer machen
B: viel Kraft @{A}
C: die Steuer macht man doch im Mai 👀
A>C: ich lebe gefährlich

A: wann ist eigentlich der nächste Stream
S>A: Mittwoch 18 Uhr, Mario mit euch. Steht im Kalender
A: eingetragen SeemsGood

A: könnt ihr mal kurz die Lautstärke der Musik checken? ist sehr leise bei mir
B: bei mir passt es
C: hier auch gut
A: dann lag's am Browser, sorry

A: ich war gestern im Kino, der neue Film ist grandios
B: bitte keine Spoiler
A>B: niemals, nur so viel: Taschentücher mitnehmen BibleThump

A: gibt's hier noch Leute die analog fotografieren?
B: ja! gerade eine Rolle aus Wien entwickelt
C: mein Drogeriemarkt macht das leider nicht mehr
B>C: per Post geht noch, dauert zwei Wochen

A: mein Brot ist im Ofen, wünscht mir Glück
B: Sauerteig?
A>B: ja, Ansatz heißt Günther
C: LANG LEBE GÜNTHER
B: Günther flaavKrone

A: Fun Fact: Otter halten beim Schlafen Händchen
B: Fakt bestätigt 🦦
C: mein Tag ist gerettet

A: hab Prime wieder frei, wie benutzt man das am Handy
B>A: Seite im Browser öffnen, in der App geht es nicht
A: oh danke, mach ich gleich

A: war das gerade ein Donner oder dein Stuhl
S: der Stuhl. er hat mich nie gemocht
B: flaavLach

A: Moin aus dem Büro, Ton nur auf einem Ohr
B: der Chef schaut nicht zu? Kappa
A>B: der Chef bin ich, das macht es schlimmer

A: ich kann mich nicht entscheiden: laufen gehen oder Kuchen
B: erst Kuchen, dann laufen
C: erst laufen, dann zwei Kuchen
A>C: endlich jemand mit Plan

A: wer hat eigentlich das Emote mit der Brezel gezeichnet?
S>A: Emmi! in einer Mittagspause
emmi_strickt: mit Buntstift und viel Liebe flaavBrezel
A: großartig geworden

A: mein Nachbar bohrt seit acht Uhr
B: dann bohr zurück
C: Stream lauter, fertig 4Head

A: does anyone know a good beginner bread recipe
B>A: 500g flour, 350ml water, 10g salt, a bit of yeast, wait until tomorrow
A: that's it?
B: that's it. patience is the secret ingredient

A: 1000 Teile Puzzle, und EIN Teil fehlt
B: Katze fragen
C: Staubsauger fragen
A>B: sie schaut verdächtig unschuldig 😼

A: bin wieder da, was hab ich verpasst
B>A: Croissants, Katze, eine Grundsatzdebatte über Ananas
A: also einen ganz normalen Sonntag

A: ich hab Urlaub und weiß nicht was ich tun soll
B: nichts. das ist der Trick
C: Balkon, Buch, Stream

A: kleiner Reminder: trinkt was
B: 💧 erledigt
C: Kaffee zählt oder
A>C: halb

A: wie heißt das Spiel mit den Zügen nochmal das du freitags spielst
S>A: wir bauen in Minecraft die Bahnstrecke, Freitag 18 Uhr
A: stimmt! meine Station wartet noch auf ein Dach

A: hat noch wer Probleme mit der neuen App? bei mir ruckelt das Bild
B: einmal ab- und anmelden half hier
A>B: hat geklappt, danke dir

A: Prüfung bestanden!!!
B: GLÜCKWUNSCH @{A} PogChamp
C: stark flaavGG
S: {A} hat bestanden, Applaus im Chat 👏
A: ich wein gleich BibleThump

A: welche Kamera ist das eigentlich
S>A: eine alte Spiegelreflex mit Netzteil-Attrappe, nichts Wildes
A: sieht klasse aus

A: das Licht hinten ist neu oder?
B: neu ist nur die Farbe, war letzte Woche lila
S: heute Orange, passend zu den Croissants

A: my cat just walked over the keyboard, sorry if i typed something weird
B: you typed nothing
A>B: then she was in the wrong window, oh no my email
B: LUL

A: ich such ein Geschenk für meinen Bruder, 30, hat alles
B: Zeit
C: Gutschein für Zeit
A>C: ihr seid furchtbar und habt recht

A: wer spielt Mittwoch mit?
B: ich!
C: dabei, aber nur als Pilz
A>C: Pilz geht immer 🍄

A: Handballen tut weh vom vielen Basteln
B: Pause machen, ernsthaft
A>B: ja Mama <3

A: kurz was anderes, kennt ihr gute Podcasts zum Einschlafen
B: alles mit Waldgeräuschen
C: der über Steuerrecht, nach zwei Minuten weg Kappa

P: hallo, schaue das erste Mal länger zu. sehr angenehm hier
A: willkommen {P} flaavMoin
S>P: schön dass du da bist!
P: danke :)

P: was ist die Wochenrunde?
A>P: was war, was kommt, wer spielt mit, immer sonntags
P: klingt gut, bleibe

N: hi, zum ersten Mal hier. wie oft streamst du?
S>N: Mittwoch, Freitag, Sonntag. Willkommen!
A: @{N} willkommen im Wohnzimmer flaavMoin

N: kam über einen Clip hierher, der mit dem Stuhl
A: DER STUHL flaavLach
B: der Clip verfolgt uns
S>N: dann kennst du ja schon meinen Feind

N: hallo aus der Schweiz 👋
zuerisee_zoe: Grüezi!
A: gibt's bei euch auch Croissants oder nur Gipfeli
N>A: Gipfeli natürlich

N: hello from finland, found you in the cooking category
amelia_plays_uk: welcome! ☕
A: Moi!
N: oh someone speaks finnish here :D

M: kleine Bitte: keine Spoiler zu Teil 3, viele schauen heute Abend nach
A: verstanden
B: danke dafür!

M: für alle Neuen: Regeln stehen unter dem Stream, kurz gesagt seid nett
A: seid nett ist die beste Regel flaavHerz

A: ich hab den Kanal meiner Oma gezeigt, sie findet dich sehr höflich
S>A: Grüße an die Oma!
A: sie sagt du sollst mehr essen
B: Oma hat recht LUL

A: kann man die Emotes eigentlich auch als Sticker bekommen
S>A: steht auf der Liste für nächstes Jahr
B: shut up and take my money

A: mein Internet kommt heute aus der Steinzeit
B: auf 480p stellen
A>B: jetzt sehe ich zwölf Pixel, aber flüssig

A: Wer kennt noch den Stream mit dem Stromausfall
B: ich saß 20 min vor schwarzem Bild und hab gewartet
C: der Chat war trotzdem gut
A: legendär

A: 👨‍👩‍👧 Familie sitzt vollzählig vor dem Stream
B: 🏳️‍🌈 hier nur ich und der Hund
C: Hund ist auch Familie 🐶

A: ich hab heute 10.000 Schritte und es ist erst Mittag
B: ich hab 43
B: zum Kühlschrank und zurück flaavLach

A: neues Fahrrad! seit gestern!
B: Farbe?
A>B: Tannengrün
C: das ist die schnellste Farbe

A: sagt mal ist {B} heute still
B: ich tippe mit einer Hand, in der anderen ist Kuchen
A>B: akzeptiert

A: der Wecker war heute mein Endgegner
B: flaavKaffee heilt das
A: dritter Becher, noch keine Wirkung

A: was hält die Pflanze hinter dir eigentlich am Leben?
S: Hoffnung. und Mara
mara_manager: ich gieße sie montags 🪴
A: Mara for president

A: we should do a community cookbook
B: i'd buy that
C: ich steuere den Kartoffelsalat bei
kartoffelsalatin: das ist mein Job
C: ok ok LUL

A: hab den Code von letzter Woche mal nachgebaut, läuft auf einem Pi
B: wie schnell?
A>B: langsam aber stolz
linux_linda: so muss das

A: ich hasse es wenn man Montag sagt an einem Sonntag
B: Montag
A>B: @{B} warum bist du so

A: darf man hier nach Hilfe fragen? Excel treibt mich in den Wahnsinn
mathe_mila: klar, was ist los
A>mathe_mila: SVERWEIS findet nichts obwohl es da steht
mathe_mila: Leerzeichen am Ende, wetten?
A: ... es waren Leerzeichen. danke dir flaavHerz

A: wie war euer Wochenende in einem Emote
B: flaavBlitz
C: NotLikeThis
D: flaavBrezel

A: hat wer den Regenbogen gesehen grad in Köln?
B: ja!! doppelt 🌈
A: genau der

A: ich geh mal Mittag machen, lasse laufen
B: guten Hunger
A>B: danke, Reste von gestern

A: seit ich hier zuschaue backe ich wieder
S>A: das freut mich gerade richtig
B: dieser Chat macht dick und glücklich
`);
