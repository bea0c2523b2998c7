en: AutoMod evening – AutoMod holds six lines: three may pass, two may not, one is left to run out; a word goes on the list.
de: AutoMod-Abend – AutoMod hält sechs Zeilen an: drei dürfen durch, zwei nicht, eine bleibt liegen; ein Wort kommt auf die Liste.
new: spruchbeutel, flotte_lotte

0:00   derflaavius: Quizrunde, wer es weiß schreibt
0:05   AutoMod holds spruchbeutel for swearing 2: so ein verdammter Mist, das wusste ich
0:12   pixelpaul lets the held line of spruchbeutel pass
0:20   AutoMod holds xx_bohne_xx for bullying 3: du bist zu dumm zum Buchstabieren
0:26   nordlicht_mod denies the held line of xx_bohne_xx
0:35   AutoMod holds flotte_lotte for sexuality_sex_or_gender 1: das ist aber ein scharfes Outfit
0:44   pixelpaul lets the held line of flotte_lotte pass
0:50   AutoMod holds pommes_pirat for aggression 2: ich bring dich um, wenn du noch einmal den Zug rammst
0:58   nordlicht_mod lets the held line of pommes_pirat pass
1:00   pommes_pirat: im Spiel natürlich
1:10   AutoMod holds xx_bohne_xx for race_ethnicity_or_religion 4: (etwas, das hier nicht steht)
1:14   nordlicht_mod denies the held line of xx_bohne_xx
1:16   nordlicht_mod bans xx_bohne_xx: Hetze
1:20   pixelpaul blocks the words scharfes Outfit
1:30   AutoMod holds spruchbeutel for swearing 1: Mist, schon wieder
1:40   derflaavius: Antwort war die Dampflok
1:45   end
