en: Grant withdrawn – derFlaavius disconnects the app on Twitch: tokens, chat and events end; only a new consent helps.
de: Zugang entzogen – derFlaavius trennt die App auf Twitch: Tokens, Chat und Ereignisse enden; nur neue Zustimmung hilft.

0:00   derflaavius disconnects the app
