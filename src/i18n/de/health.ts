import type { Mirror } from '../catalogue.ts';
import type { health as en } from '../en/health.ts';

export const health: Mirror<typeof en> = {
  title: 'Zustand',
};
