import { Tooltip } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import type { AmountView } from '../../contract/finance.ts';
import { useSettings } from '../api/session.ts';
import { useTexts } from '../app/locale.tsx';
import classes from './money.module.css';

interface MoneyProps {
  /** Several currencies stand side by side, never added. */
  readonly amounts: AmountView | readonly AmountView[];
  /** Under each other flush right, in tables. */
  readonly isEnd?: boolean;
  readonly className?: string | undefined;
}

interface SettledMoneyProps extends MoneyProps {
  /** `+12,00 €` in green, `−9,40 €` in plain text: money in and out. */
  readonly isSigned?: boolean;
}

interface EstimatedMoneyProps extends MoneyProps {
  /** How many events it is reckoned from, and when the real figure comes: for the tooltip. */
  readonly events?: number | undefined;
  readonly settledBy?: string | undefined;
}

/** Money as it was booked. */
export function SettledMoney({ amounts, isSigned, isEnd, className }: SettledMoneyProps) {
  const { money } = useTexts();
  return (
    <Amounts amounts={amounts} isEnd={isEnd} className={className}>
      {(amount) => {
        const isIn = isSigned && BigInt(amount.minor) > 0n;
        return (
          <span className={isIn ? `${classes['money']} ${classes['in']}` : classes['money']}>
            {isIn ? `+${money(amount)}` : money(amount)}
          </span>
        );
      }}
    </Amounts>
  );
}

/** Money reckoned from events; never looks like a booked one. */
export function EstimatedMoney({ amounts, events, settledBy, isEnd, className }: EstimatedMoneyProps) {
  const { t, money, number, calendarDayMonth } = useTexts();
  const known =
    events === undefined
      ? t('finance.money.estimate')
      : t('finance.money.estimateOf', { count: events, events: number(events) });
  const label = settledBy
    ? t('finance.money.settledBy', { known, day: calendarDayMonth(settledBy) })
    : t('finance.money.settledLater', { known });
  return (
    <Amounts amounts={amounts} isEnd={isEnd} className={className}>
      {(amount) => (
        <Tooltip label={label}>
          <span className={`${classes['money']} ${classes['estimated']}`}>
            <span className="sr-only">{t('finance.money.about')} </span>
            <span aria-hidden="true">≈{'\u202f'}</span>
            {money(amount)}
          </span>
        </Tooltip>
      )}
    </Amounts>
  );
}

interface AmountsProps extends Omit<MoneyProps, 'isEnd'> {
  readonly isEnd: boolean | undefined;
  readonly children: (amount: AmountView) => ReactNode;
}

function Amounts({ amounts, isEnd, className, children }: AmountsProps) {
  const { t } = useTexts();
  const { settings } = useSettings();
  const list = Array.isArray(amounts) ? (amounts as readonly AmountView[]) : [amounts as AmountView];
  if (settings.hideNumbers) {
    return (
      <span className={className}>
        <span aria-hidden="true">•••</span>
        <span className="sr-only">{t('common.hidden')}</span>
      </span>
    );
  }
  if (list.length === 0) return <span className={className ? `num ${className}` : 'num'}>0</span>;
  const [first] = list;
  if (list.length === 1 && first) return <span className={className}>{children(first)}</span>;
  return (
    <span className={className ? `${classes['list']} ${className}` : classes['list']} data-end={isEnd || undefined}>
      {list.map((amount, index) => (
        <Fragment key={amount.currency}>
          {index > 0 ? (
            <span className={classes['and']} aria-hidden="true">
              ·
            </span>
          ) : null}
          {children(amount)}
        </Fragment>
      ))}
    </span>
  );
}
