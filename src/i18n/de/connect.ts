import type { Mirror } from '../catalogue.ts';
import type { connect as en } from '../en/connect.ts';

export const connect: Mirror<typeof en> = {
  title: 'Twitch verbinden',
};
