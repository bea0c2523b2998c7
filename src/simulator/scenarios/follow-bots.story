en: Follow bots – 120 machines follow within forty seconds; the mods lock the chat down and throw the ones out that write.
de: Follow-Bots – 120 Maschinen folgen in vierzig Sekunden; die Mods schotten den Chat ab und werfen hinaus, was schreibt.

0:00   2 of the crowd write within 4 s: kommt der Zug noch | gemütlich
0:05   120 accounts called hoss00312_{n} follow within 40 s
0:15   pixelpaul: das sind keine Menschen
0:18   pixelpaul turns on shield mode
0:20   nordlicht_mod lets only followers of 10 min write
0:25   5 accounts called hoss00312_{n} write within 15 s: hi | hello friend | nice stream
0:42   nordlicht_mod bans 5 accounts called hoss00312_{n} within 6 s: Bot
0:55   derflaavius: alles gut, die Zahl stimmt morgen wieder
1:20   nordlicht_mod opens the chat
1:22   pixelpaul turns off shield mode
1:30   end
