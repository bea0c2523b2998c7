import type { InputOf, ReplyOf } from '../../../contract/endpoint.ts';
import type { finance, RevenueModel } from '../../../contract/finance.ts';
import { instantFromMs } from '../../../kernel/instant.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { Caller } from '../../../platform/module.ts';
import type { FinanceContext } from '../context.ts';
import { closeBroadcasts } from './close-broadcasts.ts';
import type { Model } from './model.ts';
import { addModel, readModels } from './model-store.ts';
import { connectedChannel, recomputeFrom } from './rebuild-accruals.ts';

const YEAR_MS = 366 * 24 * 3_600_000;

/**
 * Adds a version of the model and computes the estimates from its first day on again, both or neither;
 * then the management book follows. The same values for the same moment again add nothing.
 * @throws Refusal finance.model-invalid, live.no-channel
 */
export async function changeModel(
  context: FinanceContext,
  caller: Caller,
  { validFrom, values }: InputOf<(typeof finance)['changeModel']>,
): Promise<ReplyOf<(typeof finance)['changeModel']>> {
  const channelId = connectedChannel(context);
  const validFromMs = Date.parse(validFrom);
  const nowMs = context.clock.nowMs();
  if (!(validFromMs >= 0 && validFromMs <= nowMs + YEAR_MS)) throw new Refusal('finance.model-invalid');
  const { model, changed } = await context.db.transaction(async (db) => {
    const newest = (await readModels(db)).at(-1);
    if (newest && newest.validFromMs === validFromMs && JSON.stringify(newest.values) === JSON.stringify(values)) {
      return { model: newest, changed: 0 };
    }
    const model: Model = {
      version: (newest?.version ?? 0) + 1,
      validFromMs,
      values,
      madeAtMs: nowMs,
      madeBy: caller.memberId,
    };
    await addModel(db, model);
    return { model, changed: await recomputeFrom(db, channelId, validFromMs) };
  });
  await closeBroadcasts(context);
  context.feed.changed('finance');
  return { model: viewOfModel(model), changed };
}

export function viewOfModel(model: Model): RevenueModel {
  return {
    version: model.version,
    validFrom: instantFromMs(model.validFromMs),
    values: model.values,
    madeAt: instantFromMs(model.madeAtMs),
    madeBy: model.madeBy,
  };
}
