import type { ModelValues } from '../../../contract/finance.ts';
import type { Language } from '../../../i18n/translator.ts';
import { readMoney } from '../../ui/read-money.ts';

export const MODEL_FIELDS = ['1000', '2000', '3000', 'prime', 'bits'] as const;
export type ModelField = (typeof MODEL_FIELDS)[number];

/** The form's values as typed. */
export interface ModelTexts extends Readonly<Record<ModelField, string>> {
  readonly currency: ModelValues['currency'];
  readonly share: string;
}

const MINOR_MAX = 100_000;

export function minorOf(values: ModelValues, field: ModelField): number {
  if (field === 'prime') return values.primeMinor;
  return field === 'bits' ? values.hundredBitsMinor : values.priceMinor[field];
}

/** Minor units of one field: nothing at all is allowed here, other than in a booking. */
export function readModelAmount(
  text: string,
  currency: ModelValues['currency'],
  language: Language,
): number | undefined {
  const read = readMoney(text, currency, language);
  if (!read.ok) return read.problem === 'not-positive' && !text.includes('-') ? 0 : undefined;
  return read.money.minor <= BigInt(MINOR_MAX) ? Number(read.money.minor) : undefined;
}

/** `50`, `52,5 %` → hundredths of a percent; finer than that is refused. */
export function readShare(text: string): number | undefined {
  const found = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text.replaceAll(/[\s%\u00a0]/g, ''));
  if (!found) return undefined;
  const points = Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'));
  return points <= 10_000 ? points : undefined;
}

/** The form as values of the model, or the fields that are none. */
export function readModel(
  texts: ModelTexts,
  language: Language,
): { values: ModelValues } | { problems: (ModelField | 'share')[] } {
  const amounts = new Map(
    MODEL_FIELDS.map((field) => [field, readModelAmount(texts[field], texts.currency, language)]),
  );
  const share = readShare(texts.share);
  const problems: (ModelField | 'share')[] = MODEL_FIELDS.filter((field) => amounts.get(field) === undefined);
  if (share === undefined) problems.push('share');
  if (problems.length > 0 || share === undefined) return { problems };
  const of = (field: ModelField): number => amounts.get(field) ?? 0;
  return {
    values: {
      currency: texts.currency,
      priceMinor: { '1000': of('1000'), '2000': of('2000'), '3000': of('3000') },
      shareBasisPoints: share,
      primeMinor: of('prime'),
      hundredBitsMinor: of('bits'),
    },
  };
}

/** What a sub of a tier brings the channel, to the nearest minor unit; for words, never for books. */
export function subBrings(values: ModelValues, tier: '1000' | '2000' | '3000'): number {
  return Math.round((values.priceMinor[tier] * values.shareBasisPoints) / 10_000);
}

export type ModelChange =
  | { readonly kind: 'tier'; readonly tier: '1' | '2' | '3'; readonly before: number; readonly now: number }
  | { readonly kind: 'prime' | 'bits'; readonly before: number; readonly now: number };

/** What a change of the values does to what events bring; amounts in minor units. */
export function modelChanges(before: ModelValues, now: ModelValues): ModelChange[] {
  const changes: ModelChange[] = [
    ...(['1000', '2000', '3000'] as const).map((tier) => ({
      kind: 'tier' as const,
      tier: tier[0] as '1' | '2' | '3',
      before: subBrings(before, tier),
      now: subBrings(now, tier),
    })),
    { kind: 'prime', before: before.primeMinor, now: now.primeMinor },
    // A thousand bits, because a hundred differ by cents.
    { kind: 'bits', before: before.hundredBitsMinor * 10, now: now.hundredBitsMinor * 10 },
  ];
  return changes.filter((change) => change.before !== change.now || before.currency !== now.currency);
}
