import { TextInput } from '@mantine/core';
import type { Ref } from 'react';
import type { Currency } from '../../kernel/money.ts';
import { useTexts } from '../app/locale.tsx';
import { readMoney } from './read-money.ts';

interface MoneyInputProps {
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly currency: Currency;
  /** Help under the field until an amount is understood. */
  readonly hint?: string;
  /** A sentence that replaces help and echo. */
  readonly error?: string | undefined;
  /** From the first time the field was left, its own errors show with each key. */
  readonly isChecked?: boolean;
  readonly onBlur?: () => void;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly className?: string | undefined;
  readonly isDisabled?: boolean;
}

/** An amount in a person's own way of writing; what was understood stands under the field. */
export function MoneyInput(props: MoneyInputProps) {
  const { t, language, money } = useTexts();
  const read = readMoney(props.text, props.currency, language);
  const own = props.isChecked && !read.ok ? t(`finance.amountProblem.${read.problem}`) : undefined;
  const error = props.error ?? own;
  const echo = read.ok
    ? `= ${money({ minor: String(read.money.minor), currency: read.money.currency })}`
    : (props.hint ?? '\u00a0');
  return (
    <TextInput
      ref={props.inputRef ?? null}
      className={props.className ?? ''}
      label={props.label}
      value={props.text}
      onChange={(event) => props.onText(event.currentTarget.value)}
      {...(props.onBlur ? { onBlur: props.onBlur } : {})}
      inputMode="decimal"
      autoComplete="off"
      disabled={props.isDisabled === true}
      rightSection={<span aria-hidden="true">{signOf(props.currency)}</span>}
      rightSectionWidth={44}
      rightSectionPointerEvents="none"
      description={<span className="num">{echo}</span>}
      inputWrapperOrder={['label', 'input', error ? 'error' : 'description']}
      error={error}
      styles={{ input: { fontFeatureSettings: "'tnum'" } }}
    />
  );
}

function signOf(currency: Currency): string {
  return { EUR: '€', USD: '$', GBP: '£' }[currency as string] ?? currency;
}
