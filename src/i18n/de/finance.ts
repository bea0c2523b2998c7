import type { Mirror } from '../catalogue.ts';
import type { finance as en } from '../en/finance.ts';

export const finance: Mirror<typeof en> = {
  room: 'Finanzen',
};
