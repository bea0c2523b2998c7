import { readLines } from './script.ts';

/** The troll: annoying, not worse. */
export const TROLL_LINES = readLines(`
kommt alle rüber zu mir, hier ist nix los
laaaaangweilig
wann wird das hier mal spannend
mein Kanal ist besser, link in bio
der Stream schläft gleich ein
33 Zuschauer lol
wieso schaut sich das jemand an
wann spielst du endlich wieder das andere Spiel, das hier ist langweilig und der Chat auch
ok boomer
skip
die Katze ist bestimmt geliehen
ich könnte das auch
mods sind eh nur Deko
Croissants aus der Dose, wie peinlich
gääähn
ihr klatscht auch bei allem
dislike
wetten der bannt mich eh nicht
`);

export const TROLL_AFTER_TIMEOUT = readLines(`
war doch nur Spaß
bin wieder da, habt ihr mich vermisst
ok ok ich bin brav
wow, zehn Minuten, ich zittere
`);

export const AT_THE_TROLL = readLines(`
@{who} niemand zwingt dich zuzuschauen
einfach ignorieren
nicht füttern
Mods?
@{who} trink einen Tee
please don't feed the troll
wird gleich wieder ruhig
`);

export const SPAM_LINES = readLines(`
gratis vbux für alle → vbux-geschenk.example/ole123
SCHNELL NOCH 3 STUNDEN GRATIS VBUX → vbux-geschenk.example/ole123
KOSTENLOSE SKINS KOSTENLOSE SKINS vbux-geschenk.example
WER WILL 10000 BITS GRATIS??? JETZT ANMELDEN vbux-geschenk.example/bits
hab 50 euro in 10 min gemacht frag mich wie → schnell-reich.example
ALLE AUF MEINEN LINK KLICKEN!!!!!!!! vbux-geschenk.example/ole123
`);

/** A wave of machines writes nearly the same. */
export const BOT_LINE = 'Best viewers on streamboost.example — cheap viewers, followers, primes ( remove the space )';

/** New names for the spammer, whose accounts do not live long. */
export const SPAMMER_NAMES = readLines(`
vbux_geschenk_24
skins4free_de
gratis_gems_now
bitsregen_real
lootking_gratis
`);
