import type { Mirror } from '../catalogue.ts';
import type { cli as en } from '../en/cli.ts';

export const cli: Mirror<typeof en> = {
  usage: `liveXtrem {{version}}

  npm start -- [--port 8080] [--data ORDNER] [--no-open] [--sandbox]
  npm run livextrem -- <Befehl> [Optionen]

Befehle
  serve      Server starten (das tut npm start)
  doctor     alles ansehen: Konten, Leitungen zu Twitch, Datenbank, Sicherungen; beheben, was sich beheben lässt
  backup     Datenbank sichern, geprüft
  restore    eine Sicherung an die Stelle der Datenbank setzen; die alte bleibt erhalten
  verify     Datenbank, Bücher und jede Sicherung prüfen
  migrate    Datenbank auf den neuen Stand bringen, ohne zu starten
  user       Leute im Team zeigen, aufnehmen oder entfernen

--help nach einem Befehl erklärt ihn.`,
  serveUsage: `serve: Server starten

  --port N       Port, 0 sucht einen freien (8080 oder LIVEXTREM_PORT)
  --data ORDNER  Datenordner (data oder LIVEXTREM_DATA)
  --no-open      Browser nicht öffnen (oder LIVEXTREM_OPEN=0)
  --sandbox      Sandbox-Kanal, auch wenn eine Twitch-App eingetragen ist (oder LIVEXTREM_SANDBOX=1)`,
  doctorUsage: `doctor: alles ansehen und sagen, was behebt, was nicht stimmt; fragt den laufenden Server oder sieht selbst nach

  --mend NAME [WEN]    eine Sache beheben, wie die Liste es nennt
  --diagnosis          die Liste als Text zum Zeigen: keine Geheimnisse, kein Chat, keine Namen
  --data ORDNER        Datenordner
  --sandbox            die Sandbox statt des echten Kanals`,
  backupUsage: `backup: Datenbank im Betrieb oder in Ruhe kopieren, die Kopie prüfen, in DATEN/backups aufheben

  --data ORDNER  Datenordner
  --sandbox      die Sandbox statt des echten Kanals`,
  restoreUsage: `restore DATEI: Sicherung prüfen und an die Stelle der Datenbank setzen; die jetzige bleibt daneben erhalten

  --data ORDNER  Datenordner
  --sandbox      die Sandbox statt des echten Kanals`,
  verifyUsage: `verify: Datenbank, Bücher und jede Sicherung prüfen, den ersten Fehler nennen

  --data ORDNER  Datenordner
  --sandbox      die Sandbox statt des echten Kanals`,
  migrateUsage: `migrate: Datenbank auf den neuen Stand bringen, mit Sicherung davor

  --data ORDNER  Datenordner
  --sandbox      die Sandbox statt des echten Kanals`,
  userUsage: `user list | add LOGIN --role ROLLE | remove LOGIN

  --role ROLLE   streamer, manager, moderator, accountant oder admin (moderator)
  --data ORDNER  Datenordner
  --sandbox      die Sandbox statt des echten Kanals`,
  unknownCommand: 'Den Befehl „{{command}}“ gibt es nicht. Versuch: npm run livextrem -- --help',
  unknownOption: 'Diese Option gibt es hier nicht: {{option}}. Versuch --help.',
  badSetting: '{{setting}} ist so nicht brauchbar. Berichtige es oder lass es weg.',
  secretMissing:
    '{{setting}} fehlt: Von der App ist nur die Client-ID da. Setz es, oder LIVEXTREM_TWITCH_CLIENT_TYPE=public für eine App ohne Secret.',
  secretOfPublic:
    '{{setting}} sagt „public“, aber LIVEXTREM_TWITCH_CLIENT_SECRET ist gesetzt, und eine öffentliche App hat keins. Lass eins von beiden weg.',
  ready: 'liveXtrem ready on {{origin}}',
  firstVisit: 'Öffne diesen Link einmal, dann gehört dir die Installation: {{link}}',
  portTaken: 'Port {{port}} ist von einem anderen Programm belegt: schließ es oder starte mit --port {{next}}.',
  portForbidden: 'Port {{port}} darfst du nicht öffnen: nimm einen über 1023, zum Beispiel --port 8080.',
  hostUnusable: 'LIVEXTREM_HOST={{host}} ist keine Adresse dieses Rechners.',
  appSealed:
    'Die Twitch-App in {{folder}} lässt sich mit diesem Schlüssel nicht öffnen, deshalb läuft die Sandbox und dein Kanal wird nicht aufgezeichnet: bring die Datei "key" oder LIVEXTREM_KEY zurück, oder verbinde Twitch im Browser neu.',
  simulatorFailed: 'Die Sandbox konnte nicht starten: {{reason}}',
  simulatorLost: 'Das Twitch der Sandbox hat sich von selbst beendet ({{reason}}). Es wird neu gestartet.',
  past: 'Die Sandbox bekommt ihre Vergangenheit, neunzig Tage Streams: {{percent}} %',
  pastFailed: 'Die Vergangenheit der Sandbox ist noch nicht vollständig ({{reason}}): der nächste Start macht weiter.',
  backupDone: 'Sicherung geprüft: {{file}} ({{size}} MB)',
  restoreDone: '{{file}} ist eingespielt. Die Datenbank davor liegt als {{kept}} daneben.',
  restoreFirst: '{{file}} ist eingespielt.',
  restoreNeedsFile: 'Welche Sicherung? Nenn die Datei: npm run livextrem -- restore DATEI',
  noDatabase: 'In {{folder}} liegt noch keine Datenbank. Starte liveXtrem einmal mit npm start.',
  verifyAlone: 'Geprüft: die Datenbank und die Bücher sind unversehrt. Es gibt noch keine Sicherung.',
  verifyGood_one: 'Geprüft: die Datenbank, die Bücher und {{count}} Sicherung sind unversehrt.',
  verifyGood_other: 'Geprüft: die Datenbank, die Bücher und {{count}} Sicherungen sind unversehrt.',
  verifyBad: 'Nicht unversehrt: {{what}}',
  booksBad: '{{book}}: {{what}}',
  booksBadAt: '{{book}}, Buchung {{number}}: {{what}}',
  migrateNothing: 'Die Datenbank ist auf dem neuen Stand.',
  migrateDone: 'Erledigt: {{steps}}',
  userAdded: '{{login}} ist jetzt als {{role}} im Team. Angemeldet wird mit Twitch.',
  userRemoved: '{{login}} ist nicht mehr im Team.',
  userUnknown: '{{login}} ist nicht im Team.',
  userThere: '{{login}} ist schon im Team.',
  userOwner: '{{login}} gehört diese Installation und bleibt.',
  userBadLogin: '„{{login}}“ ist kein Twitch-Login: 2 bis 25 Buchstaben, Ziffern oder _.',
  userBadRole: 'Die Rolle „{{role}}“ gibt es nicht: streamer, manager, moderator, accountant oder admin.',
  userNotOnTwitch: 'Twitch kennt niemanden namens {{login}}.',
  userNoOwner:
    'Die Installation gehört noch niemandem: öffne zuerst den einmaligen Link von npm start und verbinde den Kanal.',
  userNone: 'Noch niemand im Team.',
  owner: 'Besitz',
  doctor: {
    good: 'Alles in Ordnung.',
    warn_one: 'Alles läuft. {{count}} Sache will angesehen werden.',
    warn_other: 'Alles läuft. {{count}} Sachen wollen angesehen werden.',
    goodAlone: 'An dem, was sich bei gestopptem liveXtrem ansehen lässt, ist nichts falsch.',
    warnAlone_one: 'Von dem, was sich ohne antwortenden Server ansehen lässt, will {{count}} Sache angesehen werden.',
    warnAlone_other:
      'Von dem, was sich ohne antwortenden Server ansehen lässt, wollen {{count}} Sachen angesehen werden.',
    bad_one: '{{count}} Sache braucht dich.',
    bad_other: '{{count}} Sachen brauchen dich.',
    delay: ', {{delay}} verspätet',
    restore: 'Sicherung einspielen',
    file: 'DATEI',
    start: 'Starten',
    pageLater: 'Im Browser, sobald der Server läuft: {{page}}',
    mended: 'Erledigt: {{what}}',
    mendUnknown: 'Was beheben? Eines von: {{names}}',
    mendNeedsServer: 'Das behebt der laufende Server: starte ihn mit npm start.',
    waiting: 'Der Server startet oder beendet sich gerade. Wir warten auf ihn, höchstens {{seconds}} s …',
    starting: 'Der Server startet noch: versuch es gleich noch einmal.',
    hanging: 'Ein Server läuft und antwortet nicht: starte ihn neu.',
    notYours: 'Diesen Server hat jemand anderes auf diesem Rechner gestartet: nur von dort lässt er sich fragen.',
  },
};
