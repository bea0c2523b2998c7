en: Raid in – frau_holle_tv comes over with 84 viewers; they say hello, some follow, the mods shout her out.
de: Raid kommt an – frau_holle_tv kommt mit 84 Zuschauern herüber; sie grüßen, einige folgen, ein Mod empfiehlt sie.

0:00   frau_holle_tv raids us with 84 viewers
0:02   frau_holle_tv: wir haben Kuchen mitgebracht
0:03   25 newcomers write within 20 s: RAID | Kuchenraid | hallo von den Holles | flockige Grüße | wo sind wir hier | RAID RAID | moin
0:06   derflaavius: hallo ihr alle, macht es euch bequem
0:12   nordlicht_mod shouts out frau_holle_tv
0:15   12 of the crowd follow within 40 s
0:25   10 of the crowd write within 30 s: willkommen | nehmt euch Stühle | was habt ihr gebacken | hallo Holle
0:50   derflaavius answers frau_holle_tv: was gab es denn?
0:56   frau_holle_tv: Zimtschnecken, drei Bleche
1:10   45 viewers watch
1:15   end
