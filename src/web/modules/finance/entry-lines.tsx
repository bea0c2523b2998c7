import type { AmountView, EntryView } from '../../../contract/finance.ts';
import { useTexts } from '../../app/locale.tsx';
import { Figure } from '../../ui/figure.tsx';
import { negated, sumAmounts } from './amounts.ts';
import classes from './entry-inspector.module.css';
import { useAccountName } from './words.ts';

/** Debit and credit; each currency adds up to the same on both sides. */
export function EntryLines({ entry }: { entry: EntryView }) {
  const { t, moneyDigits, money } = useTexts();
  const accountName = useAccountName();
  const debits = entry.postings.filter(({ amount }) => BigInt(amount.minor) > 0n).map(({ amount }) => amount);
  const sums = sumAmounts(debits);
  // With one currency the digits are enough; with more each amount names its own.
  const show = (amount: AmountView): string => (sums.length > 1 ? money(amount) : moneyDigits(amount));
  const rows = [...entry.postings].sort(
    (a, b) => Number(BigInt(b.amount.minor) > 0n) - Number(BigInt(a.amount.minor) > 0n),
  );
  return (
    <section>
      <h3 className={classes['heading']}>{t('finance.entry.lines')}</h3>
      <table className={classes['lines']}>
        <thead>
          <tr>
            <th scope="col">{t('finance.ledger.account')}</th>
            <th scope="col">{t('finance.entry.debit')}</th>
            <th scope="col">{t('finance.entry.credit')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ account, amount }, index) => {
            const isDebit = BigInt(amount.minor) > 0n;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: an account may stand in two lines, and lines never move
              <tr key={index}>
                <td>{accountName(account)}</td>
                <td>{isDebit ? <Figure value={null} text={show(amount)} /> : null}</td>
                <td>{isDebit ? null : <Figure value={null} text={show(negated(amount))} />}</td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          {sums.map((sum) => (
            <tr key={sum.currency}>
              <td>
                {t('finance.entry.sum')} {sum.currency}
              </td>
              <td>
                <Figure value={null} text={show(sum)} />
              </td>
              <td>
                <Figure value={null} text={show(sum)} />
              </td>
            </tr>
          ))}
        </tfoot>
      </table>
    </section>
  );
}
