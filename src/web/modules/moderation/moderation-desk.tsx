import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { live } from '../../../contract/live.ts';
import { type ModActionView, moderation } from '../../../contract/moderation.ts';
import { useConnection } from '../../api/connection.ts';
import { askAgain } from '../../api/query-client.ts';
import { useMe } from '../../api/session.ts';
import { usePageKeys } from '../../app/keys.ts';
import { BanDialog } from './ban-dialog.tsx';
import { type CardSubject, type Desk, type DeskDialog, DeskProvider, useActWith } from './desk.ts';
import { DeskReportProvider } from './desk-report.tsx';
import { LiftDialog } from './lift-dialog.tsx';
import { isUndoable } from './mod-log.ts';
import { type Blocked, blockedFor, impossibleOn } from './possible-acts.ts';
import { TimeoutDialog } from './timeout-dialog.tsx';
import { TypedLoginDialog } from './typed-login-dialog.tsx';
import { ViewerCard } from './viewer-card.tsx';

/** Gives everything below it a desk to act from, with its dialogs and the viewer card. */
export function ModerationDesk({ children }: { children: ReactNode }) {
  const me = useMe();
  const { isOnline } = useConnection();
  const [dialog, setDialog] = useState<DeskDialog | null>(null);
  const [card, setCard] = useState<CardSubject | null>(null);
  const [done, setDone] = useState<ModActionView | null>(null);
  const [why, setWhy] = useState<Blocked | null>(null);

  const noteDone = useCallback((action: ModActionView): void => {
    setWhy(null);
    setDone(action);
    void askAgain(moderation.viewer);
    void askAgain(live.personLines);
  }, []);
  const quick = useActWith({ noteDone, open: setDialog });
  const { run, isBusy, reset } = quick;

  const desk = useMemo(
    (): Desk => ({
      actingAs: me.actingAs?.displayName ?? me.actingAs?.login ?? null,
      blocked: (act) => blockedFor(act, me, isOnline),
      impossible: (act, person) => impossibleOn(act, person, me),
      act: (request) => {
        setWhy(null);
        run(request);
      },
      isActing: isBusy,
      open: setDialog,
      openCard: setCard,
      explain: (reason) => {
        reset();
        setWhy(reason);
      },
      noteDone,
    }),
    [me, isOnline, run, isBusy, reset, noteDone],
  );

  const undo = (action: ModActionView): void => desk.act({ type: 'undo', action });
  usePageKeys({
    z: () => (done && isUndoable(done, Date.now()) ? undo(done) : false),
  });

  const close = (): void => setDialog(null);
  return (
    <DeskProvider value={desk}>
      <DeskReportProvider
        value={{
          done,
          error: quick.error,
          why,
          isBusy,
          undo,
          dismiss: () => {
            setDone(null);
            setWhy(null);
            reset();
          },
        }}
      >
        {children}
        {card ? (
          <ViewerCard key={card.person.login} subject={card} onClose={() => setCard(null)} isBehind={dialog !== null} />
        ) : null}
        {dialog?.type === 'ban' ? <BanDialog subject={dialog.subject} onClose={close} /> : null}
        {dialog?.type === 'timeout' ? <TimeoutDialog subject={dialog.subject} onClose={close} /> : null}
        {dialog?.type === 'lift' ? <LiftDialog person={dialog.person} onClose={close} /> : null}
        {dialog?.type === 'typed' ? <TypedLoginDialog onClose={close} /> : null}
      </DeskReportProvider>
    </DeskProvider>
  );
}
