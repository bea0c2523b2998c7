en: Chat silent death – The chat connection stays open, but no line and no answer comes any more.
de: Chat stirbt lautlos – Die Chat-Leitung bleibt offen, aber keine Zeile und keine Antwort kommt mehr.

0:00   chat falls silent
