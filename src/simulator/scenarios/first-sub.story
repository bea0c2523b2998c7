en: First sub – Somebody who has only read along for weeks writes, subscribes, and the room is happy.
de: Das erste Abo – Jemand hat wochenlang nur mitgelesen, schreibt zum ersten Mal, abonniert, und der Raum freut sich.
new: liest_nur_mit

0:00   liest_nur_mit: hallo, ich lese seit Wochen nur mit
0:05   lotta_liest answers liest_nur_mit: willkommen bei denen, die schreiben
0:12   liest_nur_mit: ihr habt mir durch die Prüfungen geholfen
0:20   liest_nur_mit follows
0:30   liest_nur_mit subscribes with tier 1
0:33   derflaavius: das allererste Abo von liest_nur_mit, danke
0:35   8 of the crowd write within 12 s: flaavHerz | willkommen im Club | yeah | stark | schön dass du da bist
0:52   liest_nur_mit: jetzt bin ich rot
1:00   end
