import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ProblemView, system } from '../../contract/system.ts';
import { useConnection } from '../api/connection.ts';
import { ask } from '../api/query-client.ts';
import { useTexts } from './locale.tsx';
import classes from './system-word.module.css';

/** What only time makes a problem of (a line that stays away, a backup that grows old) is announced by nobody. */
const LOOK_EVERY_MS = 60_000;

/** Work that waits in the books is no fault of the house: today's page and the books say it. */
const WORK = new Set<ProblemView['code']>(['drafts-waiting', 'receipts-missing']);

/** The health of everything in one word, with a shape beside the colour. */
export function SystemWord({ isRail }: { isRail?: boolean }) {
  const { t } = useTexts();
  const { isOnline } = useConnection();
  const found = useQuery({ ...ask(system.problems, {}), refetchInterval: LOOK_EVERY_MS }).data?.problems;
  const problems = found?.filter(({ code }) => !WORK.has(code));
  if (!isOnline) return <Word tone="bad" text={t('common.shell.noReply')} isRail={isRail} />;
  if (!problems) return null;
  if (problems.length === 0) return isRail ? null : <Word tone="ok" text={t('common.shell.healthy')} isRail={isRail} />;
  const isBad = problems.some(({ severity }) => severity === 'bad');
  return (
    <Word tone={isBad ? 'bad' : 'warn'} text={t('common.shell.notices', { count: problems.length })} isRail={isRail} />
  );
}

function Word({ tone, text, isRail }: { tone: 'ok' | 'warn' | 'bad'; text: string; isRail: boolean | undefined }) {
  const Icon = tone === 'ok' ? IconCheck : IconAlertTriangle;
  return (
    <span className={classes['word']} data-tone={tone} data-rail={isRail || undefined}>
      <Icon size={isRail ? 11 : 14} stroke={2} aria-hidden="true" />
      <span className={isRail ? 'sr-only' : undefined}>{text}</span>
    </span>
  );
}
