en: Sign-in is down – id.twitch.tv fails with 503; what has a token goes on, nothing new begins.
de: Anmeldung gestört – id.twitch.tv scheitert mit 503; was ein Token hat, läuft weiter, Neues beginnt nicht.

0:00   sign-in hangs for 5 s
0:05   sign-in fails with 503 for 600 s
10:05  end
off    sign-in is well again
off    calls and sign-in answer again
