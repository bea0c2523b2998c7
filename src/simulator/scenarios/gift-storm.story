en: Gift storm – Within two minutes 66 subs are given, in bombs of 1 to 25, two of them by nobody knows who.
de: Geschenkeregen – In zwei Minuten werden 66 Abos verschenkt, in Paketen von 1 bis 25, zwei davon ohne Namen.
# 5 + 1 + 10 + 5 + 25 + 20 = 66

0:00   derflaavius: wenn der Balken voll ist, rasier ich mir die Mütze
0:05   keksdose_m gives 5 subs of tier 1
0:08   10 of the crowd write within 15 s: flaavBlitz | Geschenke | danke Keksdose | er will die Mütze sehen | HYPE
0:20   lotta_liest gives der_ole a sub of tier 1
0:23   der_ole: für mich? danke
0:30   moin_mareike gives 10 subs of tier 1
0:40   nobody knows who gives 5 subs of tier 1
0:42   pommes_pirat: wer war das
0:50   oldschool_otto cheers 1000 bits: für den Balken
0:52   nobody knows who cheers 300 bits: für die Mütze
0:55   15 of the crowd write within 25 s: HYPE | flaavBlitz flaavBlitz | das eskaliert | mein Geldbeutel weint | danke
1:05   keksdose_m gives 25 subs of tier 1
1:15   derflaavius: fünfundzwanzig, bist du verrückt
1:30   nobody knows who gives 20 subs of tier 2
1:35   20 of the crowd write within 20 s: wer ist das | zeig dich | HYPE | Mütze ab | Wahnsinn | danke
1:58   derflaavius: gut, die Mütze kommt ab
2:00   end
