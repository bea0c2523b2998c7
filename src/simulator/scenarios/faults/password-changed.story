en: Password changed – derFlaavius sets a new password, which ends every grant.
de: Passwort geändert – derFlaavius setzt ein neues Passwort, damit endet jeder Zugang.

0:00   derflaavius changes the password
