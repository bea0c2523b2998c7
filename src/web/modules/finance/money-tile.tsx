import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { finance } from '../../../contract/finance.ts';
import { ask } from '../../api/query-client.ts';
import { useMay } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { EstimatedMoney, SettledMoney } from '../../ui/money.tsx';
import { settledAround } from './day-bounds.ts';
import classes from './money-tile.module.css';

/** Money of this month and of today in one tile; for the home page. Nothing for who may not read it. */
export function MoneyTile() {
  const { t, zone, calendarMonth } = useTexts();
  const mayRead = useMay('finance.read');
  const { data } = useQuery({ ...ask(finance.overview, { zone }), enabled: mayRead });
  if (!mayRead) return null;
  if (!data) return <div className={`${classes['tile']} ${classes['wait']}`} aria-busy="true" />;
  const { today, month } = data;
  const monthName = calendarMonth(month.from).split(' ')[0] ?? '';
  return (
    <Link to="/finance" className={classes['tile']}>
      <div className={classes['head']}>
        <h3>{t('finance.tile.earned', { month: monthName })}</h3>
        <span className={classes['tag']}>{t('finance.tile.estimate')}</span>
      </div>
      <div className={classes['row']}>
        <EstimatedMoney amounts={month.estimated} settledBy={settledAround(month.from)} className={classes['figure']} />
        <span className={classes['booked']}>
          {t('finance.tile.booked')}{' '}
          <b>
            <SettledMoney amounts={month.income} />
          </b>
        </span>
      </div>
      <div className={classes['note']}>
        {t('finance.tile.today')} <EstimatedMoney amounts={today.estimated} />
        {today.income.length > 0 ? (
          <>
            {' · '}
            {t('finance.tile.booked')} <SettledMoney amounts={today.income} />
          </>
        ) : null}
      </div>
    </Link>
  );
}
