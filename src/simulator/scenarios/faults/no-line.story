en: No line at all – Nothing reaches Twitch and nothing comes back, until it is switched off.
de: Gar keine Leitung – Nichts erreicht Twitch, nichts kommt zurück, bis es ausgeschaltet wird.

0:00   everything falls silent
0:00   everything hangs
off    everything is well again
