en: Moderator team at work – Two mods delete, warn, time out, ban, lift a ban and change who may write, hand in hand.
de: Mod-Team bei der Arbeit – Zwei Mods löschen, verwarnen, geben Auszeit, bannen, heben auf und regeln, wer schreiben darf.
new: kappa_karl, werbe_willi

0:00   xx_bohne_xx: laaaangweilig
0:06   xx_bohne_xx: mods sind eh nur Deko
0:12   pixelpaul deletes the line of xx_bohne_xx
0:15   pixelpaul warns xx_bohne_xx: bleib freundlich
0:25   xx_bohne_xx acknowledges the warning
0:28   xx_bohne_xx: ja ja, Herr Lehrer
0:32   pixelpaul times out xx_bohne_xx for 600 s: war gewarnt
0:40   werbe_willi: billige Follower auf streamboost.example
0:42   nordlicht_mod deletes the line of werbe_willi
0:44   nordlicht_mod bans werbe_willi: Werbung
0:50   kappa_karl: HAHAHAHAHA HAHAHAHA
0:52   nordlicht_mod times out kappa_karl for 60 s: Großbuchstaben
0:58   lotta_liest: @nordlicht_mod das war nur Freude, glaub ich
1:05   nordlicht_mod unbans kappa_karl
1:08   nordlicht_mod: stimmt, sorry kappa_karl
1:15   12 of the crowd write within 10 s: erster | zweiter | dritter | vierter | Zug | flaavHerz
1:25   pixelpaul slows the chat to 10 s
1:30   pixelpaul announces: Kurz langsamer, damit alle mitkommen
1:50   pixelpaul opens the chat
1:55   mondkatze_ becomes vip
2:00   derflaavius: danke euch beiden
2:05   end
