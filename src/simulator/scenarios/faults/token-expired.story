en: Token expires early – The streamer's access tokens are over before their time; refreshing helps.
de: Token läuft zu früh ab – Die Tokens des Streamers enden vor ihrer Zeit; Erneuern hilft.

0:00   the tokens of derflaavius expire
