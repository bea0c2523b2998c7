import type { z } from 'zod';
import type { live } from '../../contract/live.ts';

/** State of one line to Twitch, as shown by the light. */
export type LineHealth = z.output<typeof live.connections.output>['chat'];
