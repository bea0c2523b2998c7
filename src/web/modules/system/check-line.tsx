import { Button } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import type { HealthCheck, Mend } from '../../../contract/health.ts';
import type { MessageKey } from '../../../i18n/messages.ts';
import { useMay } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { CheckRow } from '../../ui/check-row.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { showToast } from '../../ui/toast.ts';
import { BackupsButton, JobsButton } from './behind-row.tsx';
import { checkWords } from './check-words.ts';
import { keepFocus } from './keep-focus.ts';
import { MendPage } from './mend-page.tsx';
import { useMend } from './queries.ts';

/** These move a file of hers, so they are asked about. */
const ASKED = new Set<Mend>(['set-backup-aside', 'set-style-aside']);

interface CheckLineProps {
  readonly check: HealthCheck;
  readonly checkedAt: string;
  /** Its button is the one to press first. */
  readonly isForemost: boolean;
}

/** One check with what it found, and the button or the page that mends it. */
export function CheckLine({ check, checkedAt, isForemost }: CheckLineProps) {
  const texts = useTexts();
  const { t, refusal } = texts;
  const mayManage = useMay('system.manage');
  const mend = useMend((what) => showToast({ text: t(`health.mends.${what}.done`) }));
  const [isAsking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const words = checkWords(check, checkedAt, texts);
  // A backup can be made at any time, not only when one is due.
  const verb: Mend | null = !mayManage ? null : check.code === 'backup' ? 'back-up' : check.mend;
  const needsLook = check.state === 'bad' || check.state === 'warn';

  function run(what: Mend): void {
    mend.mutate({ mend: what, about: check.mend === what ? check.about : null }, { onSettled: () => setAsking(false) });
    // With what was wrong the button may be gone.
    void keepFocus(() => button.current);
  }

  return (
    <>
      <CheckRow
        state={check.state === 'off' ? 'idle' : check.state}
        title={words.title}
        note={words.reason === null ? words.note : `${words.note}. ${words.reason}`}
        value={figureOf(check.code, words.value)}
        error={mend.isError ? refusal(mend.error) : null}
        action={
          verb === null && (check.page === null || !needsLook) ? null : (
            <>
              {verb === null ? null : (
                <Button
                  ref={button}
                  size="xs"
                  variant={isForemost ? 'filled' : 'default'}
                  loading={mend.isPending}
                  aria-label={`${t(`health.mend.${verb}`)}: ${words.title}`}
                  onClick={() => (ASKED.has(verb) ? setAsking(true) : run(verb))}
                >
                  {t(`health.mend.${verb}`)}
                </Button>
              )}
              {needsLook ? <MendPage check={check} title={words.title} isFirst={isForemost && verb === null} /> : null}
            </>
          )
        }
      />
      {verb !== null && ASKED.has(verb) ? (
        <ConfirmDialog
          isOpen={isAsking}
          onClose={() => setAsking(false)}
          onConfirm={() => run(verb)}
          title={t(`health.mends.${verb}.title` as MessageKey)}
          question={t(`health.mends.${verb}.question` as MessageKey, { about: check.about ?? '' })}
          verb={t(`health.mend.${verb}`)}
          isDanger={false}
          isBusy={mend.isPending}
        />
      ) : null}
    </>
  );
}

/** A figure that counts something is the door to it. */
function figureOf(code: HealthCheck['code'], words: string): ReactNode {
  if (code === 'backup') return <BackupsButton figure={words} />;
  if (code === 'jobs') return <JobsButton figure={words} />;
  return words;
}
