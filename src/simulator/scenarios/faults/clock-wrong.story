en: Clock ten minutes wrong – Twitch's clock is ten minutes ahead of ours.
de: Uhr geht zehn Minuten falsch – Twitchs Uhr geht unserer zehn Minuten vor.

0:00   the clock is 600 s ahead
off    the clock is right
