import { useState } from 'react';
import { useTexts } from '../../app/locale.tsx';
import classes from './act-dialog.module.css';
import { ActDialog } from './act-dialog.tsx';
import { type Subject, useAct } from './desk.ts';
import { PersonLine } from './person-line.tsx';
import { ReasonChoice, useReasonKey } from './reason-choice.tsx';

/** A ban is asked about, with its reason in the question; `B` then `Enter` answers it. */
export function BanDialog({ subject, onClose }: { subject: Subject; onClose: () => void }) {
  const { t } = useTexts();
  const { person, messageId } = subject;
  const [reason, setReason] = useState(subject.reason ?? '');
  const act = useAct(onClose);
  const onKey = useReasonKey(reason, setReason);
  const name = person.displayName;
  const words = reason.trim();
  return (
    <ActDialog
      title={
        words === '' ? t('moderation.confirmBan', { name }) : t('moderation.confirmBanReason', { name, reason: words })
      }
      verb={t('moderation.banNow', { name })}
      isDanger
      isBusy={act.isBusy}
      error={act.error}
      onSubmit={() => act.run({ type: 'ban', person, reason, messageId })}
      onClose={onClose}
      onKey={onKey}
    >
      <PersonLine person={person} />
      <ReasonChoice value={reason} onChange={setReason} withKeys isFirst />
      <p className={classes['hint']}>{t('moderation.confirmBanHint')}</p>
    </ActDialog>
  );
}
