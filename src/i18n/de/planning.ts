import type { Mirror } from '../catalogue.ts';
import type { planning as en } from '../en/planning.ts';

export const planning: Mirror<typeof en> = {
  plan: 'Stream planen',
  empty: 'Noch kein Stream geplant.',
  confirm: 'Bestätigen',
  today: 'Heute',
  tomorrow: 'Morgen',
  series: 'Serie',
  status: { planned: 'Geplant', confirmed: 'Bestätigt', cancelled: 'Abgesagt', done: 'Gelaufen' },
  twitch: {
    off: 'Nicht auf Twitch',
    waiting: 'Wartet auf Twitch',
    published: 'Auf Twitch',
    refused: 'Twitch lehnt ab',
    differs: 'Weicht von Twitch ab',
  },
  next: {
    title: 'Nächster Stream',
    open: 'Plan öffnen',
    untilStart: 'bis zum Start',
    sinceStart: 'seit dem geplanten Start',
    preparation: 'Vorbereitung',
    doneOf: '{{done}} von {{count}}',
    band: 'Der Tag als Band: {{title}}, {{from}} bis {{to}}',
  },
  form: {
    checklist: 'Checkliste',
  },
  tasks: {
    title: 'Aufgaben',
    all: 'Alle',
    empty: 'Noch keine Aufgaben. Schreib die erste auf.',
    allDone: 'Keine offene Aufgabe.',
    add: 'Aufgabe hinzufügen',
    addHint: 'Aufgabe hinzufügen, zum Beispiel „Clips schneiden mi 18:00“',
    addVerb: 'Aufschreiben',
    dueEcho: 'fällig {{due}}',
    since: 'seit {{day}}',
    today: 'heute',
    tomorrow: 'morgen',
    done: 'erledigt',
    ticked: '„{{title}}“ ist erledigt.',
    removed: '„{{title}}“ ist gelöscht.',
  },
};
