import { Button } from '@mantine/core';
import { IconAlertTriangle, IconRefresh, IconShieldCheck } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { HealthReport } from '../../../contract/health.ts';
import { useConnection } from '../../api/connection.ts';
import { useMay } from '../../api/session.ts';
import { type Texts, useTexts } from '../../app/locale.tsx';
import { showToast } from '../../ui/toast.ts';
import { useNow } from '../../ui/use-now.ts';
import { DiagnosisButton } from './diagnosis-button.tsx';
import { VERDICT_ID } from './keep-focus.ts';
import { LOOK_EVERY_MS, useCheckNow } from './queries.ts';
import classes from './system-page.module.css';

const DAY_MS = 86_400_000;

/** The state of everything in one sentence, when it was looked at, and the button that looks again. */
export function HealthVerdict({ query, report }: { query: UseQueryResult<HealthReport>; report: HealthReport }) {
  const { t, refusal } = useTexts();
  const check = useCheckNow();
  const mayManage = useMay('system.manage');
  const { isOnline } = useConnection();
  // As long as everything runs, what needs a look is said in its row.
  const isBad = report.checks.some(({ state }) => state === 'bad');
  const Icon = isBad ? IconAlertTriangle : IconShieldCheck;
  return (
    <section className={classes['verdict']} aria-label={t('health.title')}>
      <span className={classes['sign']} data-tone={isBad ? 'bad' : 'ok'}>
        <Icon size={26} stroke={1.75} aria-hidden="true" />
      </span>
      <div className={classes['sentence']}>
        <div aria-live="polite">
          <h2 id={VERDICT_ID} tabIndex={-1}>
            {verdictOf(report, t)}
          </h2>
        </div>
        {check.isPending ? (
          <Progress sinceMs={check.submittedAt} />
        ) : (
          <Looked report={report} askedAtMs={query.dataUpdatedAt} isGone={!isOnline || query.isError} />
        )}
      </div>
      <div className={classes['buttons']}>
        {mayManage ? <DiagnosisButton /> : null}
        <Button
          variant="default"
          leftSection={<IconRefresh size={15} stroke={1.75} />}
          loading={check.isPending}
          onClick={() =>
            check.mutate(undefined, {
              onSuccess: () => showToast({ text: t('health.verdict.checked') }),
              onError: (error) => showToast({ text: refusal(error), tone: 'bad' }),
            })
          }
        >
          {t('health.verdict.checkNow')}
        </Button>
      </div>
    </section>
  );
}

function verdictOf({ checks }: HealthReport, t: Texts['t']): string {
  const bad = checks.filter(({ state }) => state === 'bad').length;
  const warn = checks.filter(({ state }) => state === 'warn');
  if (bad > 0) {
    const also = warn.length > 0 ? ` ${t('health.verdict.also', { count: warn.length })}` : '';
    return t('health.verdict.bad', { count: bad }) + also;
  }
  if (warn.length === 0) return t('health.verdict.healthy');
  const isOnlyRights = warn.every(({ code }) => code === 'right');
  return t(isOnlyRights ? 'health.verdict.right' : 'health.verdict.warn', { count: warn.length });
}

/** A clock of its own, so that the page is not drawn every second. */
function Looked({ report, askedAtMs, isGone }: { report: HealthReport; askedAtMs: number; isGone: boolean }) {
  const { t, timeExact, duration } = useTexts();
  const nowMs = useNow(1_000);
  const time = timeExact(report.checkedAt);
  if (isGone) return <p data-tone="warn">{t('health.verdict.stale', { time })}</p>;
  // This clock ticks by itself: it may be behind the moment the report came.
  const nextMs = Math.min(LOOK_EVERY_MS, Math.max(0, askedAtMs + LOOK_EVERY_MS - nowMs));
  const looked = report.checks.filter(({ state }) => state !== 'off').length;
  return (
    <p className={classes['facts']}>
      <span>{t('health.verdict.checks', { count: looked, time })}</span>
      <span>{t('health.verdict.next', { duration: duration(Math.ceil(nextMs / 1000)) })}</span>
      {report.startedAt === null ? null : <span>{runningFor(nowMs - Date.parse(report.startedAt), t, duration)}</span>}
    </p>
  );
}

function runningFor(ms: number, t: Texts['t'], duration: Texts['duration']): string {
  const days = Math.floor(ms / DAY_MS);
  if (days > 0) return t('health.verdict.runningDays', { count: days });
  return t('health.verdict.running', { duration: duration(ms < 60_000 ? ms / 1000 : Math.floor(ms / 60_000) * 60) });
}

function Progress({ sinceMs }: { sinceMs: number }) {
  const { t, duration } = useTexts();
  const nowMs = useNow(1_000);
  const words = duration(Math.max(0, Math.round((nowMs - sinceMs) / 1000)));
  return (
    <>
      <p>{t('health.verdict.checking', { duration: words })}</p>
      <span className={classes['progress']} aria-hidden="true" />
    </>
  );
}
