import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ProblemView, system } from '../../contract/system.ts';
import type { MessageKey } from '../../i18n/messages.ts';
import { ask } from '../api/query-client.ts';
import { QueryView } from '../ui/query-view.tsx';
import { type Texts, useTexts } from './locale.tsx';
import classes from './problem-list.module.css';

/** The sentence of a problem; one we do not know yet is named by its code. */
export function problemSentence(t: Texts['t'], problem: ProblemView): string {
  const key = `system.problem.${problem.code}` as MessageKey;
  const text = t(key, problem.params);
  return text === key ? t('system.problem.unknown', { code: problem.code }) : text;
}

/** Where each remedy is found. */
const PLACE = {
  'connect-twitch': '/connect',
  'connect-channel': '/',
  'sign-in-again': '/sign-in',
  'open-schedule': '/planning/sync',
  'open-ledger': '/finance/ledger',
  backup: '/system',
  'retry-jobs': '/system',
  'edit-style': '/settings',
  'open-health': '/system',
} as const;

/** What needs somebody, worst first, each with one verb. */
export function ProblemList({ onLeave }: { onLeave?: () => void }) {
  const { t } = useTexts();
  const query = useQuery(ask(system.problems, {}));
  return (
    <QueryView
      query={query}
      empty={{
        when: ({ problems }) => problems.length === 0,
        show: <p className={classes['none']}>{t('common.shell.noProblems')}</p>,
      }}
    >
      {({ problems }) => (
        <ul className={classes['list']}>
          {problems.map((problem) => (
            <li key={`${problem.code} ${JSON.stringify(problem.params)}`} className={classes['row']}>
              <span className={classes['icon']} data-tone={problem.severity}>
                <IconAlertTriangle size={15} stroke={1.75} aria-hidden="true" />
              </span>
              <span className={classes['text']}>{problemSentence(t, problem)}</span>
              {problem.action === 'none' ? null : (
                <Link to={PLACE[problem.action]} className={classes['link']} onClick={onLeave}>
                  {t(`system.action.${problem.action}`)}
                </Link>
              )}
            </li>
          ))}
        </ul>
      )}
    </QueryView>
  );
}
