en: Unban appeals – Three banned people ask to come back: one may, one may not, one takes it back.
de: Entbannungsanträge – Drei Gebannte bitten um Rückkehr: eine darf, einer nicht, einer zieht zurück.
new: reumuetiger_ralf, stur_wie_stein, doch_nicht_doris

0:00   reumuetiger_ralf: spoiler: der Zug entgleist am Ende
0:02   nordlicht_mod bans reumuetiger_ralf: Spoiler
0:05   stur_wie_stein: kauft bei mir, link im profil
0:07   nordlicht_mod bans stur_wie_stein: Werbung
0:10   doch_nicht_doris: ihr seid alle doof
0:12   pixelpaul bans doch_nicht_doris: Beleidigung
0:30   reumuetiger_ralf asks to come back: Das war dumm von mir. Ich halte den Mund, versprochen.
0:40   stur_wie_stein asks to come back: Ich mache nur Werbung für gute Sachen.
0:50   doch_nicht_doris asks to come back: Lasst mich rein.
1:05   pixelpaul lets reumuetiger_ralf come back: Zweite Chance.
1:12   reumuetiger_ralf: danke, ich bin leise
1:20   nordlicht_mod keeps stur_wie_stein out: Nein.
1:30   doch_nicht_doris takes the request back
1:35   end
