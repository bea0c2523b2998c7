import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { team } from '../../../../contract/team.ts';
import type { MessageKey } from '../../../../i18n/messages.ts';
import type { RefusalParams } from '../../../../kernel/refusal.ts';
import { ask } from '../../../api/query-client.ts';
import { refusalSentence, type Texts, useTexts } from '../../../app/locale.tsx';
import { Strip } from '../../../ui/strip.tsx';
import { useUnanswered } from './use-unanswered.ts';

/** What a consent in the browser ended with, where the page's address tells of one, or that it did not end. */
export function ConsentProblem() {
  const { t } = useTexts();
  const { problem, attempt } = useSearch({ strict: false });
  const known = useQuery({
    ...ask(team.signInAttempt, { attemptId: attempt ?? '' }),
    enabled: attempt !== undefined,
    retry: false,
  });
  const isUnanswered = useUnanswered();
  const navigate = useNavigate();
  if (problem === undefined) {
    if (!isUnanswered) return null;
    return (
      <Strip
        tone="info"
        action={
          <Button
            size="xs"
            variant="default"
            onClick={() => void navigate({ to: '/connect', search: { step: 'app' } })}
          >
            {t('connect.toConsole')}
          </Button>
        }
      >
        {t('connect.unanswered', { redirectUri: `${location.origin}/callback` })}
      </Strip>
    );
  }
  return <Strip tone="bad">{sentenceOf(t, problem, known.data?.problem?.params)}</Strip>;
}

/** A consent has words of its own for what a sign-in would call otherwise. */
function sentenceOf(t: Texts['t'], problem: string, params: RefusalParams = {}): string {
  const key = `connect.problem.${problem}` as MessageKey;
  const text = t(key);
  return text === key ? refusalSentence(t, problem, params) : text;
}
