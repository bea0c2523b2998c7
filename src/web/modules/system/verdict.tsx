import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import type { system } from '../../../contract/system.ts';
import { useTexts } from '../../app/locale.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import classes from './system-page.module.css';

/** The state of the house in one sentence. */
export function Verdict({
  query,
  action,
}: {
  query: UseQueryResult<ReplyOf<typeof system.problems>>;
  action: ReactNode;
}) {
  const { t, timeExact } = useTexts();
  return (
    <QueryView query={query}>
      {({ problems, checkedAt }) => {
        const bad = problems.filter(({ severity }) => severity === 'bad').length;
        const tone = bad > 0 ? 'bad' : problems.length > 0 ? 'warn' : 'ok';
        const Icon = tone === 'ok' ? IconShieldCheck : IconAlertTriangle;
        return (
          <div className={classes['verdict']}>
            <span className={classes['sign']} data-tone={tone}>
              <Icon size={26} stroke={1.75} aria-hidden="true" />
            </span>
            <div className={classes['sentence']}>
              <h2>
                {tone === 'ok'
                  ? t('system.verdict.healthy')
                  : tone === 'bad'
                    ? t('system.verdict.bad', { count: bad })
                    : t('system.verdict.warn', { count: problems.length })}
              </h2>
              <p>{t('system.verdict.checked', { time: timeExact(checkedAt) })}</p>
            </div>
            {action}
          </div>
        );
      }}
    </QueryView>
  );
}
