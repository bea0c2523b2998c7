en: Raid out – The stream says goodbye, leaves with everybody for bienenkorb and ends.
de: Raid zieht los – Der Stream verabschiedet sich, zieht mit allen zu bienenkorb und endet.

0:00   derflaavius: das wars für heute, wir gehen noch wen besuchen
0:05   10 of the crowd write within 20 s: schöner Abend | gute Nacht | wohin | bis Mittwoch | danke fürs Streamen
0:20   we get ready to raid bienenkorb
0:24   pixelpaul: bienenkorb baut gerade, seid lieb
0:28   8 of the crowd write within 12 s: RAID | Tierheim-Raid | flaavBlitz Raid | los gehts
0:45   we leave for the raid
0:55   the stream ends
1:00   end
