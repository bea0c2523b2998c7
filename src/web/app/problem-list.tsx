import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, type LinkProps } from '@tanstack/react-router';
import { type ProblemView, system } from '../../contract/system.ts';
import type { MessageKey } from '../../i18n/messages.ts';
import { ask } from '../api/query-client.ts';
import { QueryView } from '../ui/query-view.tsx';
import { isRight } from './connect-search.ts';
import { type Texts, useTexts } from './locale.tsx';
import classes from './problem-list.module.css';

/** The sentence of a problem; one we do not know yet is named by its code. */
export function problemSentence(t: Texts['t'], problem: ProblemView): string {
  const key = `system.problem.${problem.code}` as MessageKey;
  const text = t(key, problem.params);
  return text === key ? t('system.problem.unknown', { code: problem.code }) : text;
}

/** Where each remedy is found. */
function placeOf({ action, code, params }: ProblemView): Pick<LinkProps, 'to' | 'search'> {
  switch (action) {
    case 'connect-twitch':
      return { to: '/connect', search: { step: 'app' } };
    case 'connect-channel':
      if (code === 'no-channel') return { to: '/connect', search: { step: 'rights' } };
      return { to: '/system', search: { grant: 'chat' } };
    case 'grant-right':
      return { to: '/system', search: { grant: isRight(params['right']) ? params['right'] : 'chat' } };
    case 'sign-in-again':
      return { to: '/system', search: { grant: 'chat' } };
    case 'open-team':
      return { to: '/team' };
    case 'open-schedule':
      return { to: '/planning/sync' };
    case 'open-ledger':
      return { to: '/finance/ledger' };
    case 'edit-style':
      return { to: '/settings' };
    case 'backup':
    case 'retry-jobs':
    case 'open-health':
    case 'none':
      return { to: '/system' };
    default:
      return action satisfies never;
  }
}

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
                <Link {...placeOf(problem)} className={classes['link']} onClick={onLeave}>
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
