en: Recent messages are down – The stand-in for the service that remembers lately said lines answers with an error.
de: Letzte Zeilen nicht da – Der nachgestellte Dienst, der die letzten Zeilen kennt, antwortet mit einem Fehler.

0:00   recent messages are down
off    recent messages answer again
