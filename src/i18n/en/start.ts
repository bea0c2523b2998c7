/** Why a start ends, one sentence each with the way out; the keys are those of `StartProblemCode`. */
export const start = {
  'folder-in-use':
    'Another liveXtrem (process {{pid}}) is using {{path}}: stop it first, or choose another folder with --data.',
  'folder-read-only':
    '{{path}} cannot be written to: give your user the right to write there, or choose another folder with --data.',
  'folder-unusable': '{{path}} cannot be used as the data folder ({{reason}}): choose another folder with --data.',
  'database-damaged':
    'The database {{path}} is damaged and was left as it is: bring back a backup with "npm run livextrem -- restore", which keeps the damaged file aside.',
  'database-newer':
    '{{path}} was written by a newer liveXtrem (it knows {{migration}}): update with "git pull" and start again, or restore an older backup.',
  'database-foreign':
    '{{path}} is not a database of liveXtrem and was left as it is: choose another folder with --data.',
  'database-in-use':
    'Another liveXtrem is using this PostgreSQL database (schema {{schema}}): stop it first, or set DATABASE_URL to another database.',
  'database-locked':
    'Another program holds tables of this PostgreSQL database, so the update stopped before {{migration}}: end that program (a console or a dump left open?) and start again.',
  'database-unreachable':
    'PostgreSQL cannot be reached ({{reason}}): check DATABASE_URL and that the database is running.',
  'backup-failed':
    'The backup before the update failed ({{reason}}), so nothing was changed: make room in {{path}} and start again.',
  'backup-missing': 'There is no backup {{path}}: name a file of {{folder}}, the newest is at the end of its list.',
  'backup-damaged':
    'The backup {{path}} is damaged ({{reason}}), so nothing was changed: take another one from the same folder.',
  'backup-newer':
    'The backup {{path}} was made by a newer liveXtrem (it knows {{migration}}): update with "git pull" and restore it again.',
  'backup-other-database':
    '{{path}} was made from the other kind of database (SQLite, PostgreSQL): choose a backup of this one, or change DATABASE_URL.',
  'key-unusable':
    'The sealing key in {{where}} cannot be used: put the right one back (64 hex digits); without it, remove it and connect Twitch again.',
} as const;
