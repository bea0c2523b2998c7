import type { Mirror } from '../catalogue.ts';
import type { start as en } from '../en/start.ts';

export const start: Mirror<typeof en> = {
  'folder-in-use':
    'Ein anderes liveXtrem (Prozess {{pid}}) benutzt {{path}}: beende es zuerst oder wähle mit --data einen anderen Ordner.',
  'folder-read-only':
    'In {{path}} kann nicht geschrieben werden: gib deinem Benutzer dort Schreibrechte oder wähle mit --data einen anderen Ordner.',
  'folder-unusable':
    '{{path}} ist als Datenordner nicht brauchbar ({{reason}}): wähle mit --data einen anderen Ordner.',
  'database-damaged':
    'Die Datenbank {{path}} ist beschädigt und blieb, wie sie ist: hole mit „npm run livextrem -- restore“ eine Sicherung zurück; die beschädigte Datei wird dabei beiseitegelegt.',
  'database-newer':
    '{{path}} stammt von einem neueren liveXtrem (es kennt {{migration}}): aktualisiere mit „git pull“ und starte neu, oder hole eine ältere Sicherung zurück.',
  'database-foreign':
    '{{path}} ist keine Datenbank von liveXtrem und blieb, wie sie ist: wähle mit --data einen anderen Ordner.',
  'database-in-use':
    'Ein anderes liveXtrem benutzt diese PostgreSQL-Datenbank (Schema {{schema}}): beende es zuerst oder setze DATABASE_URL auf eine andere Datenbank.',
  'database-locked':
    'Ein anderes Programm hält Tabellen dieser PostgreSQL-Datenbank fest, deshalb blieb die Aktualisierung vor {{migration}} stehen: beende es (eine Konsole oder ein Dump, noch offen?) und starte neu.',
  'database-unreachable':
    'PostgreSQL ist nicht erreichbar ({{reason}}): prüfe DATABASE_URL und ob die Datenbank läuft.',
  'backup-failed':
    'Die Sicherung vor der Aktualisierung ist misslungen ({{reason}}), deshalb wurde nichts geändert: schaffe Platz in {{path}} und starte neu.',
  'backup-missing':
    'Eine Sicherung {{path}} gibt es nicht: nenne eine Datei aus {{folder}}, die neueste steht dort am Ende.',
  'backup-damaged':
    'Die Sicherung {{path}} ist beschädigt ({{reason}}), deshalb wurde nichts geändert: nimm eine andere aus demselben Ordner.',
  'backup-newer':
    'Die Sicherung {{path}} stammt von einem neueren liveXtrem (es kennt {{migration}}): aktualisiere mit „git pull“ und hole sie dann zurück.',
  'backup-other-database':
    '{{path}} stammt von der anderen Art Datenbank (SQLite, PostgreSQL): wähle eine Sicherung dieser Art oder ändere DATABASE_URL.',
  'key-unusable':
    'Der Schlüssel in {{where}} ist unbrauchbar: lege den richtigen zurück (64 Hexadezimalziffern); ohne ihn entferne ihn und verbinde Twitch neu.',
};
