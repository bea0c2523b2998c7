import type { MessageKey } from '../../../i18n/messages.ts';
import { useTexts } from '../../app/locale.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useRepairs } from './queries.ts';
import classes from './repairs.module.css';

const SHOWN = 8;

/** What went wrong and came right without anybody: the reason to trust the rest. */
export function Repairs() {
  const { t, day, time, dayKey, duration } = useTexts();
  const query = useRepairs();
  const nowMs = useNow(60_000);
  return (
    <Card title={t('health.repairs.title')} flush>
      <QueryView
        query={query}
        empty={{
          when: ({ repairs }) => repairs.length === 0,
          show: <EmptyState>{t('health.repairs.none')}</EmptyState>,
        }}
      >
        {({ repairs }) => (
          <ul className={classes['list']}>
            {repairs.slice(0, SHOWN).map((repair) => {
              const key = `health.repairs.${repair.code}` as MessageKey;
              const count = Object.values(repair.params).find((value) => typeof value === 'number') ?? 0;
              const text = t(key, { ...repair.params, count });
              return (
                <li key={repair.id}>
                  <time dateTime={repair.at}>
                    {dayKey(repair.at) === dayKey(nowMs) ? t('common.today') : day(repair.at)} {time(repair.at)}
                  </time>
                  <span>{text === key ? t('health.unknown', { code: repair.code }) : text}</span>
                  <span>
                    {repair.tookMs < 1000 || repair.code === 'token-refreshed'
                      ? t('health.repairs.atOnce')
                      : t('health.repairs.took', { duration: duration(repair.tookMs / 1000) })}
                  </span>
                </li>
              );
            })}
          </ul>
        )}
      </QueryView>
    </Card>
  );
}
