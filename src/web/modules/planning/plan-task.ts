import type { PlannedStream } from '../../../contract/planning.ts';
import type { Day } from './days.ts';

/** When a stream begins unless somebody says otherwise, in minutes of the day. */
export const DEFAULT_START = 20 * 60;

/** What the form is opened for. */
export type PlanTask =
  | { readonly kind: 'new'; readonly day: Day; readonly minutes?: number }
  | { readonly kind: 'edit'; readonly stream: PlannedStream }
  | { readonly kind: 'copy'; readonly stream: PlannedStream };
