import type { Mirror } from '../catalogue.ts';
import type { planning as en } from '../en/planning.ts';

export const planning: Mirror<typeof en> = {
  room: 'Planung',
};
