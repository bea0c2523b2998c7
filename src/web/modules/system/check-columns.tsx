import { UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { HealthCheck, HealthCode, HealthReport } from '../../../contract/health.ts';
import { useTexts } from '../../app/locale.tsx';
import { Card } from '../../ui/card.tsx';
import { CheckList } from '../../ui/check-row.tsx';
import classes from './check-columns.module.css';
import { CheckLine } from './check-line.tsx';

/** Always in sight, in this order; the others stand behind a word while they are well. */
const FIRST: readonly HealthCode[] = [
  'account',
  'right',
  'line-chat',
  'line-events',
  'schedule',
  'backup',
  'books',
  'database',
  'disk',
  'jobs',
];

/** Of the accounts those that the channel speaks with; each member of the team has one. */
function isInSight({ code, params }: HealthCheck): boolean {
  return FIRST.includes(code) && (code !== 'account' || params['uses'] !== 'member');
}

const WEIGHT = { bad: 0, warn: 1, ok: 2, off: 3 } as const;

/** What Twitch gives us beside what is ours, what needs somebody first. */
export function CheckColumns({ report }: { report: HealthReport }) {
  const { t } = useTexts();
  const of = (...groups: HealthCheck['group'][]) => report.checks.filter(({ group }) => groups.includes(group));
  return (
    <div className={classes['columns']}>
      <CheckCard title={t('health.groups.twitch')} checks={of('twitch')} checkedAt={report.checkedAt} />
      <CheckCard title={t('health.groups.data')} checks={of('data', 'server')} checkedAt={report.checkedAt} />
    </div>
  );
}

interface CheckCardProps {
  readonly title: string;
  readonly checks: readonly HealthCheck[];
  readonly checkedAt: string;
}

function CheckCard({ title, checks, checkedAt }: CheckCardProps) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const needsLook = (check: HealthCheck): boolean => check.state === 'bad' || check.state === 'warn';
  const first = checks
    .filter((check) => needsLook(check) || isInSight(check))
    .toSorted((a, b) => WEIGHT[a.state] - WEIGHT[b.state] || FIRST.indexOf(a.code) - FIRST.indexOf(b.code));
  const rest = checks.filter((check) => !first.includes(check));
  // One button of a card is the one to press first.
  const foremost = first.find((check) => needsLook(check) && (check.mend !== null || check.page !== null));
  const line = (check: HealthCheck) => (
    <CheckLine
      key={`${check.code} ${check.about ?? ''}`}
      check={check}
      checkedAt={checkedAt}
      isForemost={check === foremost}
    />
  );
  return (
    <Card title={title} flush className={classes['card']}>
      <CheckList>{first.map(line)}</CheckList>
      {rest.length === 0 ? null : (
        <>
          <UnstyledButton
            className={classes['more']}
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setOpen(!isOpen)}
          >
            {t(rest.every(({ state }) => state === 'ok') ? 'health.fine' : 'health.rest', { count: rest.length })}
            <IconChevronDown size={15} stroke={1.75} aria-hidden="true" />
          </UnstyledButton>
          <div id={id} hidden={!isOpen} className={classes['rest']}>
            {isOpen ? <CheckList>{rest.map(line)}</CheckList> : null}
          </div>
        </>
      )}
    </Card>
  );
}
