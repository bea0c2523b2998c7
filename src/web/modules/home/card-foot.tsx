import type { ReactNode } from 'react';
import { useTexts } from '../../app/locale.tsx';
import classes from './card-foot.module.css';
import { DashboardDoors } from './dashboard-doors.tsx';

/** Under the card of the day: the dashboards in windows of their own, and who is there. */
export function CardFoot({ duty }: { duty: ReactNode }) {
  const { t } = useTexts();
  return (
    <div className={classes['foot']}>
      <DashboardDoors />
      <div className={classes['duty']}>
        <span>{t('home.onDuty')}</span>
        {duty}
      </div>
    </div>
  );
}
