import { z } from 'zod';
import { health, MENDS } from '../../contract/health.ts';

/** One JSON line each way, but for `working`, which comes each second while the answer is made. */
export const controlAsk = z.discriminatedUnion('ask', [
  z.object({ ask: z.literal('check') }),
  z.object({ ask: z.literal('diagnosis') }),
  z.object({ ask: z.literal('mend'), mend: z.enum(MENDS), about: z.string().max(200).nullable() }),
]);
export type ControlAsk = z.infer<typeof controlAsk>;

export const controlAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('working') }),
  /** `origin`: where the pages are. */
  z.object({ kind: z.literal('report'), report: health.report.output, origin: z.string() }),
  z.object({ kind: z.literal('diagnosis'), text: z.string() }),
  z.object({
    kind: z.literal('refused'),
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  }),
]);
export type ControlAnswer = z.infer<typeof controlAnswer>;

export const WORKING_EVERY_MS = 1_000;
