en: Twitch restart – Chat and events are asked to reconnect, then cut; whoever comes in the next 8 seconds is refused.
de: Twitch startet neu – Chat und Ereignisse sollen neu verbinden und werden getrennt; 8 Sekunden lang wird jeder abgewiesen.

0:00   chat asks to reconnect
0:00   events ask to reconnect
0:02   chat is cut
0:02   events are cut
0:02   chat refuses everybody for 8 s
0:02   events refuse everybody for 8 s
0:10   end
off    chat is well again
off    events are well again
