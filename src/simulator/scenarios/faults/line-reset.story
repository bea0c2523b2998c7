en: 24 h line reset – The provider cuts the line: everything open goes dead without a word, nothing gets through for 20 seconds.
de: 24-h-Zwangstrennung – Der Anbieter trennt: Was offen ist, stirbt lautlos, und 20 Sekunden lang kommt nichts durch.

0:00   everything falls silent
0:00   everything hangs for 20 s
0:20   end
off    everything is well again
