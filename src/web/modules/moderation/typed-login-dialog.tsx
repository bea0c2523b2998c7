import { SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '../../app/locale.tsx';
import { ActDialog } from './act-dialog.tsx';
import { useAct, useDesk } from './desk.ts';
import { parseDuration } from './duration.ts';
import { DurationField } from './duration-field.tsx';
import { loginOf } from './mod-log.ts';
import { ReasonChoice } from './reason-choice.tsx';

type Choice = 'timeout' | 'ban' | 'untimeout' | 'unban';

/** Acts on somebody who is not in sight: by typed login. Nothing typed is lost when Twitch says no. */
export function TypedLoginDialog({ onClose }: { onClose: () => void }) {
  const { t, duration } = useTexts();
  const desk = useDesk();
  const [typed, setTyped] = useState('');
  const [choice, setChoice] = useState<Choice>('timeout');
  const [length, setLength] = useState('10 min');
  const [reason, setReason] = useState('');
  const [wasTried, setTried] = useState(false);
  const act = useAct(onClose);

  const login = loginOf(typed);
  const person = { id: null, login, displayName: login };
  const isLogin = /^[a-z0-9_]{2,25}$/.test(login);
  const why = isLogin ? desk.impossible('restrict', person) : null;
  const read = parseDuration(length);
  const isRestricting = choice === 'timeout' || choice === 'ban';

  const submit = (): void => {
    setTried(true);
    if (!isLogin || why !== null) return;
    if (choice === 'timeout') {
      if (read.ok) act.run({ type: 'timeout', person, seconds: read.seconds, reason });
    } else if (choice === 'ban') desk.open({ type: 'ban', subject: { person, reason } });
    else act.run({ type: 'lift', person, expect: choice === 'unban' ? 'ban' : 'timeout' });
  };
  const verbs: Record<Choice, string> = {
    timeout: read.ok ? t('moderation.timeoutNow', { duration: duration(read.seconds) }) : t('moderation.timeoutPlain'),
    ban: `${t('moderation.actions.ban')} …`,
    untimeout: t('moderation.actions.untimeout'),
    unban: t('moderation.actions.unban'),
  };
  return (
    <ActDialog
      title={t('moderation.typed.title')}
      verb={verbs[choice]}
      isDanger={choice === 'ban'}
      isBusy={act.isBusy}
      error={act.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        label={t('moderation.typed.login')}
        description={t('moderation.typed.loginHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          if (act.error) act.reset();
        }}
        error={why ? t(why) : wasTried && !isLogin ? t('moderation.typed.loginWrong') : null}
        styles={{ input: { fontFamily: 'var(--lx-mono)' } }}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
        data-autofocus
      />
      <SegmentedControl
        fullWidth
        aria-label={t('moderation.typed.action')}
        value={choice}
        onChange={(value) => setChoice(value as Choice)}
        data={[
          { value: 'timeout', label: t('moderation.actions.timeout') },
          { value: 'ban', label: t('moderation.kinds.ban') },
          { value: 'untimeout', label: t('moderation.actions.untimeout') },
          { value: 'unban', label: t('moderation.actions.unban') },
        ]}
      />
      {choice === 'timeout' ? <DurationField value={length} onChange={setLength} wasTried={wasTried} /> : null}
      {isRestricting ? <ReasonChoice value={reason} onChange={setReason} /> : null}
    </ActDialog>
  );
}
