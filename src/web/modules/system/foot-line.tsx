import { IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { HealthReport } from '../../../contract/health.ts';
import { useTexts } from '../../app/locale.tsx';
import { Sparkline } from '../../ui/sparkline.tsx';
import { exactDuration } from './check-words.ts';
import classes from './foot-line.module.css';

/** How the server itself is doing, in a line. */
export function FootLine({ report }: { report: HealthReport }) {
  const texts = useTexts();
  const { t, number, bytes } = texts;
  const answer = report.answerMs.at(-1);
  const milliseconds = (value: number): string => `${number(Math.round(value))}\u00a0ms`;
  const skew = report.clockSkewMs;
  return (
    <section className={classes['foot']} aria-label={t('health.foot.label')}>
      {answer === undefined ? null : (
        <Fact label={t('health.foot.answer')} value={milliseconds(answer)}>
          <Trend label={t('health.foot.answer')} points={report.answerMs} words={milliseconds} />
        </Fact>
      )}
      {report.memoryBytes === null ? null : (
        <Fact label={t('health.foot.memory')} value={bytes(report.memoryBytes)}>
          <Trend label={t('health.foot.memory')} points={report.memory} words={bytes} />
        </Fact>
      )}
      <Fact
        label={t('health.foot.clock')}
        value={
          skew === null
            ? t('health.foot.clockUnknown')
            : `${skew > 4 ? '+' : skew < -4 ? '\u2212' : '±'}${exactDuration(skew, texts)}`
        }
      />
      <Fact label={t('health.foot.reach')} value={t(report.isOnNetwork ? 'health.foot.network' : 'health.foot.here')} />
      <span className={classes['version']}>
        {report.sandboxUrl === null ? null : (
          <a href={report.sandboxUrl} target="_blank" rel="noreferrer">
            {t('health.foot.control')}
            <IconExternalLink size={14} stroke={1.75} aria-hidden="true" />
          </a>
        )}
        <span className="num">{`liveXtrem ${report.version}`}</span>
      </span>
    </section>
  );
}

function Fact({ label, value, children }: { label: string; value: string; children?: ReactNode }) {
  return (
    <span className={classes['fact']}>
      <span className={classes['label']}>{label}</span>
      <strong className="num">{value}</strong>
      {children}
    </span>
  );
}

/** One point a minute. */
function Trend({
  label,
  points,
  words,
}: {
  label: string;
  points: readonly number[];
  words: (value: number) => string;
}) {
  const { t } = useTexts();
  const finding = t('health.foot.trend', {
    name: label,
    count: points.length,
    low: words(Math.min(...points)),
    high: words(Math.max(...points)),
  });
  return <Sparkline points={points} label={finding} width={70} height={24} isPlain />;
}
