import { ActionIcon } from '@mantine/core';
import { IconInfoCircle, IconX } from '@tabler/icons-react';
import { createContext, useContext } from 'react';
import type { ModActionView } from '../../../contract/moderation.ts';
import { useTexts } from '../../app/locale.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';
import { Strip } from '../../ui/strip.tsx';
import { UndoStrip } from '../../ui/undo-strip.tsx';
import { ACT_ICONS, DoneSentence } from './act-sentence.tsx';
import { isUndoable } from './mod-log.ts';
import type { Blocked } from './possible-acts.ts';
import { SignInButton } from './sign-in-button.tsx';

interface DeskReport {
  readonly done: ModActionView | null;
  readonly error: Error | null;
  readonly why: Blocked | null;
  readonly isBusy: boolean;
  undo(action: ModActionView): void;
  dismiss(): void;
}

const DeskReportContext = createContext<DeskReport | null>(null);
export const DeskReportProvider = DeskReportContext.Provider;

/** Under the log: what was just done with the way back, or why it was not. */
export function DeskReport() {
  const { t } = useTexts();
  const report = useContext(DeskReportContext);
  if (!report) return null;
  const { done, error, why, isBusy, undo, dismiss } = report;
  const closing = (
    <ActionIcon size="xs" aria-label={t('moderation.dismiss')} onClick={dismiss}>
      <IconX size={15} stroke={1.75} />
    </ActionIcon>
  );
  if (error) return <ErrorStrip error={error} action={closing} />;
  if (why) {
    return (
      <Strip
        tone="warn"
        icon={<IconInfoCircle size={16} stroke={1.75} aria-hidden="true" />}
        action={
          <>
            {why.canSignIn ? <SignInButton size="xs" /> : null}
            {closing}
          </>
        }
      >
        {t(why.text)}
      </Strip>
    );
  }
  if (!done) return null;
  const Icon = ACT_ICONS[done.kind];
  return (
    <UndoStrip
      key={done.id}
      icon={<Icon size={17} stroke={1.75} aria-hidden="true" />}
      onUndo={isUndoable(done, Date.now()) ? () => undo(done) : undefined}
      onDone={dismiss}
      isBusy={isBusy}
    >
      <DoneSentence action={done} />
    </UndoStrip>
  );
}
