import type { Mirror } from '../catalogue.ts';
import type { common as en } from '../en/common.ts';

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
