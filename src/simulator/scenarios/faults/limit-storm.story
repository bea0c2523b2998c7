en: 429 storm – Every call is over the limit for 30 seconds.
de: 429-Sturm – 30 Sekunden lang ist jeder Aufruf über dem Limit.

0:00   calls are limited for 30 s
0:30   end
off    calls and sign-in answer again
