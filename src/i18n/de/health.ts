import type { Mirror } from '../catalogue.ts';
import type { health as en } from '../en/health.ts';

/** Was sich von den vier Leitungen sagen lässt. */
const line = {
  connected: 'seit {{forMs}} verbunden, zuletzt gehört vor {{lastMs}}',
  quiet: 'seit {{forMs}} verbunden, noch hat niemand etwas gesagt',
  connecting: 'wird verbunden',
  waiting: 'seit {{forMs}} aus, {{retries}} Versuche; wir versuchen es weiter',
  refused: 'seit {{forMs}} aus: Twitch lässt uns nicht herein',
  late: 'verbunden, aber was kommt, ist {{delayMs}} alt',
  closed: 'wartet auf einen Kanal',
  reachable: '{{host}} antwortet; wie die Leitung steht, weiß nur der laufende Server',
  unreachable: '{{host}} antwortet nicht: prüf die Internetverbindung oder eine Firewall',
  'not-looked': 'nicht angesehen: der Server läuft nicht',
} as const;
const notLooked = 'nicht angesehen: der Server läuft nicht';

export const health: Mirror<typeof en> = {
  title: 'Zustand',
  check: {
    app: {
      title: 'Twitch-App',
      confidential: 'eingetragen, mit Geheimnis',
      public: 'eingetragen, ohne Geheimnis',
      sandbox: 'keine: die Sandbox läuft',
      sealed:
        'eingetragen, aber dieser Schlüssel öffnet sie nicht: bring die Datei „key“ zurück oder trag die App neu ein',
      refused: 'Twitch kennt Client-ID oder Geheimnis nicht mehr: trag sie neu ein',
    },
    account: {
      title: 'Konto',
      fine: '{{login}}: {{scopes}} Rechte, vor {{ageMs}} erneuert, gilt noch {{leftMs}}, dann erneuert es sich selbst',
      'refresh-soon':
        '{{login}}: seit {{ageMs}} nicht erneuert: ohne Erneuerung endet die Anmeldung am {{refreshByAt}}',
      reconnect:
        '{{login}}: Twitch nimmt die Anmeldung nicht mehr an (widerrufen oder neues Passwort): verbinde es neu',
      lacking: '{{login}}: {{missing}} Rechte fehlen für das, wofür es da ist: {{names}}',
      'no-channel': 'noch ist kein Kanal verbunden',
      'not-looked':
        '{{login}}: Stand {{validatedAt}}: gilt noch {{leftMs}}; Twitch wurde nicht gefragt, der Server läuft nicht',
    },
    right: {
      title: 'Rechte auf dem Kanal',
      granted: 'alles, was du gewählt hast, ist erlaubt',
      lacking: '{{right}}: {{missing}} von {{needed}} fehlen, nur dieser Teil ist aus ({{names}})',
      'not-looked': notLooked,
    },
    'line-sign-in': { title: 'Anmeldedienst', ...line },
    'line-api': { title: 'Twitch-Schnittstelle', ...line },
    'line-chat': { title: 'Chat', ...line },
    'line-events': { title: 'Ereignisse', ...line },
    topics: {
      title: 'Themen',
      all: '{{ordered}} von {{wanted}} abonniert, Kosten {{cost}} von {{maxCost}}',
      lacking: '{{ordered}} von {{wanted}} abonniert, den anderen fehlt ein Recht',
      refused: '{{ordered}} von {{wanted}} abonniert, abgelehnt hat Twitch {{names}}',
      none: 'keine abonniert, solange die Ereignisleitung aus ist',
      'not-looked': notLooked,
    },
    clock: {
      title: 'Uhr',
      right: 'weicht um {{skewMs}} von der bei Twitch ab',
      differs: 'geht um {{skewMs}} falsch: stell die Uhr dieses Rechners über das Netz',
      wrong: 'geht um {{skewMs}} falsch, Twitch hält Nachrichten deshalb für alt: stell sie über das Netz',
      unknown: 'Twitch hat die Zeit noch nicht gesagt',
      'not-looked': notLooked,
    },
    schedule: {
      title: 'Zeitplan',
      same: 'steht auf Twitch wie im Plan',
      differs: 'weicht an {{differences}} Stellen von Twitch ab: entscheide, was gilt',
      refused: 'Twitch hat {{refused}} geplante Streams abgelehnt',
      'not-looked': notLooked,
    },
    folder: {
      title: 'Datenordner',
      good: '{{folder}}',
      missing: '{{folder}} gibt es noch nicht: starte liveXtrem einmal',
      'read-only':
        'in {{folder}} kann nicht geschrieben werden: ändere den Besitzer oder wähl mit --data einen anderen',
      exposed: 'andere auf diesem Rechner können {{folder}}/key lesen: gib nur dir das Leserecht',
    },
    database: {
      title: 'Datenbank',
      good: '{{sizeBytes}}, {{rows}} Zeilen, Selbsttest bestanden',
      unread: '{{sizeBytes}}, {{rows}} Zeilen, Selbsttest steht aus',
      missing: 'noch keine da: starte liveXtrem einmal',
      damaged: 'hat den Selbsttest nicht bestanden ({{reason}}): spiel eine Sicherung ein',
    },
    books: {
      title: 'Buchungen',
      good: '{{entries}} versiegelte Einträge, Kette lückenlos',
      broken: '{{book}}, Buchung {{number}}: {{fault}}. Buch nichts, spiel eine Sicherung ein',
      'not-looked': 'noch keine da',
    },
    backup: {
      title: 'Letzte Sicherung',
      verified: 'geprüft am {{at}}, {{sizeBytes}}',
      none: 'noch keine da',
      'none-needed': 'noch keine da, und noch ist nichts zu verlieren',
      old: 'die letzte ist {{ageMs}} alt',
    },
    'backup-damaged': { title: 'Sicherung beschädigt', damaged: '{{fileName}}: {{reason}}' },
    disk: {
      title: 'Speicherplatz',
      enough: '{{freeBytes}} frei',
      lasts: '{{freeBytes}} frei, reicht bei diesem Tempo {{lastsMs}}',
      short: 'nur {{freeBytes}} frei, reicht bei diesem Tempo {{lastsMs}}: schaff Platz',
      low: 'nur {{freeBytes}} frei: schaff Platz, sonst endet die Aufzeichnung',
      unknown: 'das System sagt nicht, wie viel frei ist',
    },
    jobs: {
      title: 'Warteschlange',
      none: 'nichts wartet',
      waiting: '{{waiting}} warten',
      dead: '{{dead}} aufgegeben, {{waiting}} warten; letzter Grund: {{reason}}',
      'not-looked': notLooked,
    },
    missed: {
      title: 'Folgen von Ereignissen',
      none: 'vollständig',
      missed: '{{missed}} Ereignisse sind aufgezeichnet, aber nicht, was aus ihnen folgt',
      'not-looked': notLooked,
    },
    node: {
      title: 'Node',
      good: '{{version}}',
      old: '{{version}} ist zu alt: starte über npm, das bringt sein eigenes mit',
    },
    version: {
      title: 'liveXtrem',
      running: '{{version}}, läuft seit {{forMs}}',
      'not-running': '{{version}}; der Server läuft nicht, die Leitungen zu Twitch sind nicht angesehen',
    },
    memory: {
      title: 'Arbeitsspeicher',
      fine: '{{usedBytes}}',
      growing: '{{usedBytes}}, wächst seit {{forMs}}: ein Neustart gibt ihn frei, sag uns bitte Bescheid',
      'not-looked': notLooked,
    },
    style: {
      title: 'style.json',
      good: 'verstanden',
      notices: '{{notices}} Angaben darin sind unverständlich: {{names}}',
    },
  },
  right: { chat: 'Chat', moderation: 'Moderation', planning: 'Zeitplan', revenue: 'Einnahmen' },
  mend: {
    'reconnect-chat': 'Neu verbinden',
    'reconnect-events': 'Neu verbinden',
    'refresh-token': 'Jetzt erneuern',
    'back-up': 'Jetzt sichern',
    'set-backup-aside': 'Beiseitelegen',
    'retry-jobs': 'Noch einmal versuchen',
    'retry-missed': 'Nachholen',
    'check-schedule': 'Neu vergleichen',
    'set-style-aside': 'Beiseitelegen',
  },
};
