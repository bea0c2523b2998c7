import { useState } from 'react';
import { useTexts } from '../../app/locale.tsx';
import { ActDialog } from './act-dialog.tsx';
import { type Subject, useAct } from './desk.ts';
import { parseDuration } from './duration.ts';
import { DurationField } from './duration-field.tsx';
import { PersonLine } from './person-line.tsx';
import { ReasonChoice, useReasonKey } from './reason-choice.tsx';

/** A timeout of an own length. What Twitch or the field refuses stays typed. */
export function TimeoutDialog({ subject, onClose }: { subject: Subject; onClose: () => void }) {
  const { t, duration } = useTexts();
  const { person, messageId } = subject;
  const [text, setText] = useState('');
  const [reason, setReason] = useState(subject.reason ?? '');
  const [wasTried, setTried] = useState(false);
  const act = useAct(onClose);
  const onKey = useReasonKey(reason, setReason);
  const read = parseDuration(text);
  return (
    <ActDialog
      title={t('moderation.timeoutFor', { name: person.displayName })}
      verb={read.ok ? t('moderation.timeoutNow', { duration: duration(read.seconds) }) : t('moderation.timeoutPlain')}
      isBusy={act.isBusy}
      error={act.error}
      onSubmit={() => {
        setTried(true);
        if (read.ok) act.run({ type: 'timeout', person, seconds: read.seconds, reason, messageId });
      }}
      onClose={onClose}
      onKey={onKey}
    >
      <PersonLine person={person} />
      <DurationField value={text} onChange={setText} wasTried={wasTried} isFirst />
      <ReasonChoice value={reason} onChange={setReason} withKeys />
    </ActDialog>
  );
}
