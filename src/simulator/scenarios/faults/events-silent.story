en: EventSub silent death – The connection for events stays open and says nothing any more.
de: EventSub stirbt lautlos – Die Leitung für Ereignisse bleibt offen und sagt nichts mehr.

0:00   events fall silent
