en: Normal evening – Twelve minutes as they are most of the time: talk, a follow, a resub, some bits, a new title.
de: Normaler Abend – Zwölf Minuten, wie sie meistens sind: Gespräch, ein Follow, ein Resub, ein paar Bits, ein neuer Titel.
new: kommt_gerade_heim

0:00   the stream begins with 31 viewers
0:03   the title becomes Feierabend und Bahnstrecke
0:05   derflaavius: Abend zusammen, Ton okay?
0:08   lotta_liest: Ton ist super
0:10   waldkauz77: moin, Bild auch
0:14   brezel_bube: hab Brezeln, wer will
0:18   kuchenkrieger answers brezel_bube: ich, zwei bitte
0:25   mathe_mila: was bauen wir heute?
0:31   derflaavius: die Kurve hinterm Bahnhof, versprochen
0:36   schraubenschluessel: endlich, die Kurve
0:50   12 of the crowd write within 60 s: gemütlich heute | Prost | flaavHerz | wer hat das Signal da hingestellt | Moin aus Kiel | der Zug ist niedlich | Kaffee ist leer | schöne Musik | LUL
1:10   kommt_gerade_heim follows
1:14   kommt_gerade_heim: gerade heimgekommen, genau richtig
1:20   nordlicht_mod: willkommen @kommt_gerade_heim
2:00   brezel_bube resubscribes with tier 1: noch ein Monat im Wohnzimmer
2:04   derflaavius: danke dir, brezel_bube
2:08   lotta_liest: flaavHerz flaavHerz
2:40   36 viewers watch
3:00   20 of the crowd write within 120 s: das hält nie | doch, das hält | mehr Bäume | die Weiche klemmt | haha | uff | wie lange läuft der Stream noch | ich hab morgen früh raus | psst, der Zug kommt | stark
3:30   retro_rolf cheers 300 bits: für mehr Bäume
3:34   derflaavius: danke retro_rolf, Bäume kommen
5:20   pixelpaul announces: Gleich Pause, holt euch was zu trinken
5:40   10 of the crowd write within 60 s: hol mir Tee | bin gleich wieder da | Pause ist gut | Wasser marsch
7:00   the title becomes Nach der Pause: der Tunnel
7:05   derflaavius: weiter gehts, jetzt der Tunnel
7:10   16 of the crowd write within 150 s: Tunnel ist mutig | Licht an | da ist doch ein Spinnennetz | schön geworden | wo bleibt die Katze | ich liebe es
8:00   zimtschnecke cheers 100 bits: Licht im Tunnel
9:30   der_ole follows
9:33   der_ole: moin, bin neu hier
9:38   3 of the crowd write within 12 s: willkommen | moin Ole | setz dich
11:00  33 viewers watch
11:30  derflaavius: letzte Fahrt für heute, dann ist Schluss
11:40  8 of the crowd write within 15 s: nein | schade | war schön | bis Mittwoch | gute Nacht
12:00  end
