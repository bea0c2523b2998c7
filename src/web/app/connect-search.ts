import type { Right } from '../../contract/accounts.ts';

/** The steps of connecting Twitch, in their order. */
export const WIZARD_STEPS = ['you', 'app', 'rights', 'first'] as const;
export type WizardStep = (typeof WIZARD_STEPS)[number];

// Named here a second time: the contract of the accounts is no part of the first page.
const RIGHTS: Readonly<Record<Right, true>> = { chat: true, moderation: true, planning: true, revenue: true };

export function isRight(value: unknown): value is Right {
  return typeof value === 'string' && Object.hasOwn(RIGHTS, value);
}

export function isWizardStep(value: unknown): value is WizardStep {
  return WIZARD_STEPS.some((step) => step === value);
}

/** `?problem=CODE&attempt=ID`: a consent came back without one; the attempt knows more. */
export interface ConsentEnd {
  problem?: string;
  attempt?: string;
}

export function consentEnd({ problem, attempt }: ConsentEnd): ConsentEnd {
  return {
    ...(typeof problem === 'string' ? { problem } : {}),
    ...(typeof attempt === 'string' ? { attempt } : {}),
  };
}
