import type { common as en } from '../en/common.ts';
import type { Mirror } from '../messages.ts';

export const common: Mirror<typeof en> = {
  appName: 'liveXtrem',
  retry: 'Noch einmal versuchen',
  cancel: 'Abbrechen',
  save: 'Speichern',
  undo: 'Rückgängig',
  close: 'Schließen',
  remove: 'Entfernen',
  loading: 'Lädt',
};
