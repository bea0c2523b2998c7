en: 5xx for ten minutes – Every call fails with 503 for ten minutes; chat and events go on.
de: 5xx für zehn Minuten – Zehn Minuten lang scheitert jeder Aufruf mit 503; Chat und Ereignisse laufen weiter.

0:00   calls fail with 503 for 600 s
10:00  end
off    calls and sign-in answer again
