import { type Conversation, readScript } from './script.ts';

/** What the streamer does at the moment, and what the room says to it; told in this order, once an evening. */
export const TOPICS: Readonly<Record<string, readonly Conversation[]>> = {
  microphone: readScript(`
rasenmaeher9000: ist das Mikro neu? klingt viel wärmer
S: @rasenmaeher9000 neuer Arm, neuer Filter, gleiches Mikro
kuchenkrieger: das Mikro klingt wirklich um Welten besser
schraubenschluessel: welcher Filter ist das?
S>schraubenschluessel: nur ein Schaumstoff für zwölf Euro, ehrlich
schraubenschluessel: Wahnsinn was zwölf Euro machen

A: endlich hört man die Spülmaschine nicht mehr
B: ich werde sie vermissen
S: die Spülmaschine hat gekündigt
`),
  croissants: readScript(`
S: Moin! Croissants sind im Ofen, gleich geht die Wochenrunde los flaavHerz
brezel_bube: Croissants!! 🥐
A: selbst gemacht oder aus der Dose
S>A: aus der Dose, ich bin Streamer und kein Held
B: Ehrlichkeit flaavKrone
marzipan_mia: Dosencroissants sind vollwertige Croissants, ich kämpfe dafür

donauwelle: wie lange noch?
S: sieben Minuten, ich stelle den Wecker
A: der Wecker wird wieder vergessen
B: wir erinnern dich
C: Chat als Eieruhr, Klassiker
`),
  weekly: readScript(`
S: Wochenrunde! Erste Frage: was war das Beste an eurer Woche?
A: Prüfung geschafft
B: neuer Job ab Januar 🎉
C: ich habe acht Stunden am Stück geschlafen
S: C gewinnt. B: Glückwunsch! A: auch!
D: bei mir: der Hund kann jetzt Pfötchen

A: das Schlechteste: Heizung kaputt seit Dienstag
B: oh nein, Decken und Tee
S: Kopf hoch, wir wärmen dich digital

S: Zweite Frage: was nehmt ihr euch vor?
lotta_liest: zwei Bücher fertig lesen statt fünf anfangen
nachteule_nina: vor Mitternacht schlafen
late_night_lars: @nachteule_nina lügen ist keine Lösung LUL
nachteule_nina>late_night_lars: ich habe ES VERSUCHT gesagt zu haben
emmi_strickt: den zweiten Ärmel vom Pullover

A: ich nehme mir vor mir nichts vorzunehmen
B: Level 100 Philosophie
`),
  mario: readScript(`
S: Mittwoch: Mario Kart mit euch. Acht Plätze, der Rest feuert an
trampolin_tom: Platz eins ist meiner
retro_rolf: ich fahre seit 1992 Kart, viel Glück
trampolin_tom>retro_rolf: dann bist du ja müde Kappa
A: SHOTS FIRED
B: 🍿

A: mit oder ohne blaue Panzer?
S: mit. Schmerz gehört dazu
C: NotLikeThis
pinguin_pia: ich nehme den Pinguin, falls jemand fragt
D: niemand hat gefragt, alle wussten es

A: can international viewers join too?
S>A: sure, as long as your ping is below the moon
dutch_daan: count me in!
`),
  cat: readScript(`
S: Ladies und Gentlemen: Mio ist aufgewacht
A: MIO
B: 🐈‍⬛🐈‍⬛🐈‍⬛
mondkatze_: endlich der wahre Star flaavHerz
C: er sieht so beleidigt aus
S: ich habe sein Frühstück sieben Minuten zu spät serviert
D: unverzeihlich
igelchen_: darf Mio moderieren?
nordlicht_mod: er hätte schon alle gebannt

A: was wiegt der eigentlich
S>A: 5,8 Kilo reine Meinung
B: ich brauche das auf einem Shirt
`),
  railway: readScript(`
S: Freitag geht's an der Bahnstrecke weiter, wir brauchen noch drei Brücken
hanseat_hannes: ich hab 64 Stacks Schienen gesammelt
A: wer baut den Bahnhof in der Wüste?
bonsai_ben: ich, mit Bäumen
B: in der Wüste?
bonsai_ben>B: gerade in der Wüste
baumhaus_basti: ich helfe mit den Bäumen

A: letzte Woche ist meine Lok in die Lava gefahren
B: wir haben eine Gedenkminute gemacht
C: 🚂💔
`),
  baking: readScript(`
S: Zimtschnecken-Abend planen: wer backt zuhause mit?
zimtschnecke: ich werde gerufen
A: Hefe hab ich, Mut nicht
rhabarber_rita: der Teig merkt wenn du Angst hast
B: das ist das Beunruhigendste was ich je gelesen habe
S: Rezept kommt am Dienstag ins Panel

spaetzle_sepp: auf die Uhr backen? wie lange?
S: neunzig Minuten, mit Gehzeit
C: mission impossible
pommes_pirat: ich mach einfach Pommes
D: das zählt nicht
pommes_pirat>D: in meinem Herzen schon
`),
  charity: readScript(`
S: In zwei Wochen ist Spendenabend fürs Tierheim, alle Bits und Subs gehen drauf
moin_mareike: da bin ich dabei flaavHerz
keksdose_m: ich spare schon
A: gibt es ein Ziel?
S>A: 800 Euro, neue Körbchen und eine Waschmaschine
bienenkorb: wir machen auf meinem Kanal mit, wenn du magst
S: @bienenkorb unbedingt!
B: Gänsehaut

A: welches Tierheim ist das?
mara_manager: das in der Nordstadt, Adresse kommt in die Ankündigung
`),
  quiz: readScript(`
S: Schnellfrage für den Chat: Hauptstadt von Australien. Los!
A: Sydney
B: Canberra
C: Melbourne
oldschool_otto: Canberra, war ich schon
S: Canberra! A und C bitte zurück in die Schule flaavLach
A: ich schäme mich

S: Nächste: wie viele Herzen hat ein Oktopus?
A: 3
B: acht?
C: drei 🐙
fuchs_und_hase: 3
S: drei ist richtig
D: ich komme mit einem kaum klar

S: Letzte: welches Tier schläft im Stehen?
A: Pferd
B: ich in der Bahn
C: Flamingo
S: alle drei zählen, wir sind großzügig
`),
  bug: readScript(`
S: Chat ich habe den Fehler von gestern gefunden: ein Komma
linux_linda: es ist IMMER ein Komma
tastenloewe: oder DNS
kabelsalat_kai: oder das Kabel
A: vier Stunden für ein Komma
S: vier Stunden FÜR EIN KOMMA
B: das teuerste Komma der Welt
mathe_mila: pro Stunde 0,25 Kommas
`),
  goodbye: readScript(`
S: So ihr Lieben, das war's für heute. Danke fürs Dasein!
A: schön war's flaavHerz
B: bis Mittwoch!
C: danke für den Stream, gute Nacht
D: tschüssi 👋
nordlicht_mod: kommt gut in die Woche
pixelpaul: danke an alle, war ein ruhiger Chat
A: o/
sternenstaub_88: bis bald <3
`),
  hello: readScript(`
S: Hallo hallo, wir sind wieder da!
A: Erster
B: Zweiter :(
C: flaavMoin flaavMoin flaavMoin
D: endlich Feierabend und Stream
kaffeebohne_7: huhu
wolkenfaenger: Ton ist da, Bild ist da, ich bin da
S: perfekt, mehr brauchen wir nicht
`),
};
