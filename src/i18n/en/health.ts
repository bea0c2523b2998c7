/** What can be said of the four lines; `{{line}}` is its name. */
const line = {
  connected: 'connected for {{forMs}}, last heard {{lastMs}} ago',
  quiet: 'connected for {{forMs}}, nothing was said yet',
  connecting: 'is being connected',
  waiting: 'off for {{forMs}}, tried {{retries}} times; we keep trying',
  refused: 'off for {{forMs}}: Twitch does not let us in',
  late: 'connected, but what comes is {{delayMs}} old',
  closed: 'waits for a channel',
  reachable: '{{host}} answers; how it stands is known while the server runs',
  unreachable: '{{host}} does not answer: check the internet connection or a firewall',
  'not-looked': 'not looked at: the server does not run',
} as const;
const notLooked = 'not looked at: the server does not run';

export const health = {
  title: 'Health',
  /** One sentence for each check, for the page and for `doctor`. */
  check: {
    app: {
      title: 'Twitch app',
      confidential: 'set up, with a secret',
      public: 'set up, without a secret',
      sandbox: 'none: the sandbox runs',
      sealed: 'set up, but this key does not open it: bring back the file "key" or enter the app again',
      refused: 'Twitch does not know this client ID or secret any more: enter it again',
    },
    account: {
      title: 'Account',
      fine: '{{login}}: {{scopes}} rights, renewed {{ageMs}} ago, good for {{leftMs}}, then it renews itself',
      'refresh-soon': '{{login}}: not renewed for {{ageMs}}: unless it is, the sign-in ends on {{refreshByAt}}',
      reconnect:
        '{{login}}: Twitch does not accept the sign-in any more (revoked, or a new password): connect it again',
      lacking: '{{login}}: {{missing}} rights are missing for what it is used for: {{names}}',
      'no-channel': 'no channel is connected yet',
      'not-looked':
        '{{login}}: as of {{validatedAt}}: good for {{leftMs}}; Twitch was not asked, the server does not run',
    },
    right: {
      title: 'Rights on the channel',
      granted: 'everything you chose is granted',
      lacking: '{{right}}: {{missing}} of {{needed}} are missing, only this part is off ({{names}})',
      'not-looked': notLooked,
    },
    'line-sign-in': { title: 'Sign-in service', ...line },
    'line-api': { title: 'Twitch interface', ...line },
    'line-chat': { title: 'Chat', ...line },
    'line-events': { title: 'Events', ...line },
    topics: {
      title: 'Topics',
      all: '{{ordered}} of {{wanted}} subscribed, cost {{cost}} of {{maxCost}}',
      lacking: '{{ordered}} of {{wanted}} subscribed, the others need a right that is missing',
      refused: '{{ordered}} of {{wanted}} subscribed, Twitch refused {{names}}',
      none: 'none are subscribed while the event line is off',
      'not-looked': notLooked,
    },
    clock: {
      title: 'Clock',
      right: 'differs from the one of Twitch by {{skewMs}}',
      differs: 'is off by {{skewMs}}: set the time of this computer by the network',
      wrong: 'is off by {{skewMs}}, so Twitch takes messages for old: set the time of this computer by the network',
      unknown: 'Twitch has not told the time yet',
      'not-looked': notLooked,
    },
    schedule: {
      title: 'Schedule',
      same: 'on Twitch as in the plan',
      differs: 'differs from Twitch at {{differences}} places: decide which one counts',
      refused: 'Twitch refused {{refused}} planned streams',
      'not-looked': notLooked,
    },
    folder: {
      title: 'Data folder',
      good: '{{folder}}',
      missing: '{{folder}} does not exist yet: start liveXtrem once',
      'read-only': '{{folder}} cannot be written to: change its owner or choose another with --data',
      exposed: 'others on this machine can read {{folder}}/key: make it readable for you alone',
    },
    database: {
      title: 'Database',
      good: '{{sizeBytes}}, {{rows}} rows, self-test passed',
      unread: '{{sizeBytes}}, {{rows}} rows, self-test is due',
      missing: 'there is none yet: start liveXtrem once',
      damaged: 'did not pass its self-test ({{reason}}): restore a backup',
    },
    books: {
      title: 'Books',
      good: '{{entries}} sealed entries, chain complete',
      broken: '{{book}}, entry {{number}}: {{fault}}. Do not post, restore a backup',
      'not-looked': 'there are none yet',
    },
    backup: {
      title: 'Last backup',
      verified: 'verified on {{at}}, {{sizeBytes}}',
      none: 'there is none yet',
      'none-needed': 'none yet, and nothing to lose yet',
      old: 'the last one is {{ageMs}} old',
    },
    'backup-damaged': { title: 'Backup damaged', damaged: '{{fileName}}: {{reason}}' },
    disk: {
      title: 'Disk',
      enough: '{{freeBytes}} free',
      lasts: '{{freeBytes}} free, lasts {{lastsMs}} at this pace',
      short: 'only {{freeBytes}} free, lasts {{lastsMs}} at this pace: make room',
      low: 'only {{freeBytes}} free: make room, or recording stops',
      unknown: 'the system does not tell how much is free',
    },
    jobs: {
      title: 'Jobs',
      none: 'nothing is waiting',
      waiting: '{{waiting}} waiting',
      dead: '{{dead}} given up, {{waiting}} waiting; last reason: {{reason}}',
      'not-looked': notLooked,
    },
    missed: {
      title: 'Follow-up of events',
      none: 'complete',
      missed: '{{missed}} events are recorded, but what follows from them is not',
      'not-looked': notLooked,
    },
    node: { title: 'Node', good: '{{version}}', old: '{{version}} is too old: start through npm, it brings its own' },
    version: {
      title: 'liveXtrem',
      running: '{{version}}, runs for {{forMs}}',
      'not-running': '{{version}}; the server does not run, so the lines to Twitch are not looked at',
    },
    memory: {
      title: 'Memory',
      fine: '{{usedBytes}}',
      growing: '{{usedBytes}}, growing for {{forMs}}: a restart frees it, please tell us',
      'not-looked': notLooked,
    },
    style: {
      title: 'style.json',
      good: 'understood',
      notices: '{{notices}} things in it are not understood: {{names}}',
    },
  },
  /** What the owner lets us do on the channel. */
  right: { chat: 'Chat', moderation: 'Moderation', planning: 'Schedule', revenue: 'Revenue' },
  /** What a button does, in a word or two. */
  mend: {
    'reconnect-chat': 'Reconnect',
    'reconnect-events': 'Reconnect',
    'refresh-token': 'Renew now',
    'back-up': 'Back up now',
    'set-backup-aside': 'Set aside',
    'retry-jobs': 'Try again',
    'retry-missed': 'Make up for it',
    'check-schedule': 'Compare again',
    'set-style-aside': 'Set aside',
  },
} as const;
