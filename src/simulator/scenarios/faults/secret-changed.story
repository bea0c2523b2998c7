en: Secret changed – The app has a new secret, the old one is dead: no token can be refreshed.
de: Secret geändert – Die App hat ein neues Secret, das alte ist tot: Kein Token lässt sich erneuern.

0:00   the app gets a new secret
0:00   the tokens of derflaavius expire
off    the app gets its old secret back
