export const cli = {
  usage: `liveXtrem {{version}}

  npm start -- [--port 8080] [--data DIR] [--no-open] [--sandbox]
  npm run livextrem -- <command> [options]

Commands
  serve      start the server (what npm start does)
  doctor     look at everything: accounts, lines to Twitch, database, backups; mend what can be mended
  backup     back the database up, verified
  restore    put a backup in place of the database; the old one is kept
  verify     check the database, the books and every backup
  migrate    bring the database up to date without starting
  user       list, add or remove people of the team

--help after a command explains it.`,
  serveUsage: `serve: start the server

  --port N       port, 0 picks a free one (8080, or LIVEXTREM_PORT)
  --data DIR     data folder (data, or LIVEXTREM_DATA)
  --no-open      do not open the browser (or LIVEXTREM_OPEN=0)
  --sandbox      the sandbox channel even if a Twitch app is set up (or LIVEXTREM_SANDBOX=1)`,
  doctorUsage: `doctor: look at everything and say what mends what is wrong; asks the running server, or looks by itself

  --mend NAME [ABOUT]  mend one thing, as the list says
  --diagnosis          the list as text to show to others: no secrets, no chat, no names
  --data DIR           data folder
  --sandbox            look at the sandbox instead of the real channel`,
  backupUsage: `backup: copy the database while it runs or rests, verify the copy, keep it in DATA/backups

  --data DIR     data folder
  --sandbox      the sandbox instead of the real channel`,
  restoreUsage: `restore FILE: verify a backup and put it in place of the database; the present one is kept beside it

  --data DIR     data folder
  --sandbox      the sandbox instead of the real channel`,
  verifyUsage: `verify: check the database, the books and every backup, name the first fault

  --data DIR     data folder
  --sandbox      the sandbox instead of the real channel`,
  migrateUsage: `migrate: bring the database up to date, with a backup before

  --data DIR     data folder
  --sandbox      the sandbox instead of the real channel`,
  userUsage: `user list | add LOGIN --role ROLE | remove LOGIN

  --role ROLE    streamer, manager, moderator, accountant or admin (moderator)
  --data DIR     data folder
  --sandbox      the sandbox instead of the real channel`,
  unknownCommand: 'There is no command "{{command}}". Try: npm run livextrem -- --help',
  unknownOption: 'This option is not known here: {{option}}. Try --help.',
  badSetting: '{{setting}} cannot be used as it is. Correct it or leave it out.',
  secretMissing:
    '{{setting}} is missing: the app has a client ID only. Set it, or LIVEXTREM_TWITCH_CLIENT_TYPE=public for an app without a secret.',
  secretOfPublic:
    '{{setting}} says public, but LIVEXTREM_TWITCH_CLIENT_SECRET is set, and a public app has none. Leave one of the two out.',
  ready: 'liveXtrem ready on {{origin}}',
  firstVisit: 'Open this link once to become the owner: {{link}}',
  portTaken: 'Port {{port}} is taken by another program: close it, or start with --port {{next}}.',
  portForbidden: 'Port {{port}} may not be opened by you: take one above 1023, for example --port 8080.',
  hostUnusable: 'LIVEXTREM_HOST={{host}} is no address of this machine.',
  appSealed:
    'The Twitch app set up in {{folder}} cannot be opened with this key, so the sandbox runs and your channel is not recorded: bring back the file "key" or LIVEXTREM_KEY, or connect Twitch again in the browser.',
  simulatorFailed: 'The sandbox could not start: {{reason}}',
  simulatorLost: "The sandbox's Twitch ended by itself ({{reason}}). It is being started again.",
  past: 'The sandbox gets its past, ninety days of streams: {{percent}} %',
  pastFailed: "The sandbox's past is not complete yet ({{reason}}): the next start goes on with it.",
  backupDone: 'Backup verified: {{file}} ({{size}} MB)',
  restoreDone: 'Restored {{file}}. The database before it is kept as {{kept}}.',
  restoreFirst: 'Restored {{file}}.',
  restoreNeedsFile: 'Which backup? Name the file: npm run livextrem -- restore FILE',
  noDatabase: 'There is no database in {{folder}} yet. Start liveXtrem once with npm start.',
  verifyAlone: 'Checked: the database and the books are whole. There is no backup yet.',
  verifyGood_one: 'Checked: the database, the books and {{count}} backup are whole.',
  verifyGood_other: 'Checked: the database, the books and {{count}} backups are whole.',
  verifyBad: 'Not whole: {{what}}',
  booksBad: '{{book}}: {{what}}',
  booksBadAt: '{{book}}, entry {{number}}: {{what}}',
  migrateNothing: 'The database is up to date.',
  migrateDone: 'Done: {{steps}}',
  userAdded: '{{login}} is now in the team as {{role}}. Sign-in is with Twitch.',
  userRemoved: '{{login}} is no longer in the team.',
  userUnknown: '{{login}} is not in the team.',
  userThere: '{{login}} is already in the team.',
  userOwner: '{{login}} owns this installation and stays.',
  userBadLogin: '"{{login}}" is no Twitch login: 2 to 25 letters, digits or _.',
  userBadRole: 'There is no role "{{role}}": streamer, manager, moderator, accountant or admin.',
  userNotOnTwitch: 'Twitch knows nobody called {{login}}.',
  userNoOwner: 'Nobody owns this installation yet: open the one-time link of npm start first and connect the channel.',
  userNone: 'Nobody is in the team yet.',
  owner: 'owner',
  doctor: {
    good: 'Everything is in order.',
    warn_one: 'Everything runs. {{count}} thing needs a look.',
    warn_other: 'Everything runs. {{count}} things need a look.',
    goodAlone: 'Nothing is wrong with what can be seen while liveXtrem is stopped.',
    warnAlone_one: 'Of what can be seen without a server that answers, {{count}} thing needs a look.',
    warnAlone_other: 'Of what can be seen without a server that answers, {{count}} things need a look.',
    bad_one: '{{count}} thing needs you.',
    bad_other: '{{count}} things need you.',
    delay: ', {{delay}} late',
    restore: 'Restore a backup',
    file: 'FILE',
    start: 'Start it',
    pageLater: 'In the browser, once the server runs: {{page}}',
    mended: 'Done: {{what}}',
    mendUnknown: 'Mend what? One of: {{names}}',
    mendNeedsServer: 'This is mended by the running server: start it with npm start.',
    waiting: 'The server is just starting or stopping. Waiting for it, at most {{seconds}} s …',
    starting: 'The server is still starting: try again in a moment.',
    hanging: 'A server runs and does not answer: start it again.',
    notYours: 'This server was started by another user of this machine: only that user can ask it.',
  },
} as const;
