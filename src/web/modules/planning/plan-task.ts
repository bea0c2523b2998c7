import type { PlannedStream } from '../../../contract/planning.ts';
import type { Day } from './days.ts';

/** What the form is opened for. */
export type PlanTask =
  | { readonly kind: 'new'; readonly day: Day; readonly minutes?: number }
  | { readonly kind: 'edit'; readonly stream: PlannedStream }
  | { readonly kind: 'copy'; readonly stream: PlannedStream };
