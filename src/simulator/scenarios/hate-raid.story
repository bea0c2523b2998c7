en: Hate raid – 60 fresh accounts flood the chat; shield mode, bans one after another, and a cleared chat end it.
de: Hassraid – 60 frische Konten fluten den Chat; Schildmodus, Bann auf Bann und ein geleerter Chat beenden es.
# The words of such raids are left out; what they look like to a machine is here: many, at once, alike.

0:00   3 of the crowd write within 6 s: schöner Zug | Moin | wie heißt die Katze
0:08   60 accounts called wir_sind_da_{n} follow within 10 s
0:10   60 accounts called wir_sind_da_{n} write within 20 s: GEH OFFLINE | NIEMAND WILL DICH | GEH OFFLINE GEH OFFLINE | RAUS HIER | OFFLINE OFFLINE OFFLINE
0:14   lotta_liest: Mods?
0:16   pixelpaul turns on shield mode
0:18   pixelpaul turns on subs-only
0:20   nordlicht_mod bans 60 accounts called wir_sind_da_{n} within 30 s: Hassraid
0:52   nordlicht_mod clears the chat
1:00   derflaavius: danke, Team. Uns kriegt ihr nicht.
1:05   8 of the crowd write within 15 s: flaavHerz | wir sind da | stark gemacht | niemand geht hier
1:30   pixelpaul turns off subs-only
1:32   pixelpaul turns off shield mode
1:40   end
