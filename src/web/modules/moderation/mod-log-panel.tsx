import { Button } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ModActionView } from '../../../contract/moderation.ts';
import { refusalSentence, useTexts } from '../../app/locale.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useActBy } from './act-by.ts';
import { ACT_ICONS, ActSentence } from './act-sentence.tsx';
import { ActState } from './act-state.tsx';
import { useDesk } from './desk.ts';
import classes from './mod-log-panel.module.css';
import { UndoButton } from './undo-button.tsx';
import type { ModLogUse } from './use-mod-log.ts';

/** Beside the chat: what every mod did, newest on top. */
export function ModLogPanel({ log }: { log: ModLogUse }) {
  const { t } = useTexts();
  const nowMs = useNow(60_000);
  return (
    <section className={classes['panel']} aria-label={t('moderation.log.title')}>
      <div className={classes['head']}>
        <h2>{t('moderation.log.title')}</h2>
        <Link to="/moderation" className={classes['all']}>
          {t('moderation.log.all')}
          <IconChevronRight size={14} stroke={2} aria-hidden="true" />
        </Link>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div className={classes['scroll']} tabIndex={0}>
        <QueryView
          query={{ data: log.actions, error: log.error, refetch: log.refetch, isPending: log.isPending } as never}
          empty={{
            when: (actions: readonly ModActionView[]) => actions.length === 0,
            show: <EmptyState>{t('moderation.log.empty')}</EmptyState>,
          }}
        >
          {(actions: readonly ModActionView[]) => (
            <>
              <ol className={classes['list']}>
                {actions.map((action) => (
                  <li key={action.id}>
                    <Row action={action} nowMs={nowMs} />
                  </li>
                ))}
              </ol>
              {log.hasNextPage ? (
                <Button
                  fullWidth
                  variant="subtle"
                  loading={log.isFetchingNextPage}
                  onClick={() => void log.fetchNextPage()}
                >
                  {t('moderation.log.older')}
                </Button>
              ) : null}
            </>
          )}
        </QueryView>
      </div>
    </section>
  );
}

function Row({ action, nowMs }: { action: ModActionView; nowMs: number }) {
  const { t, dateTime } = useTexts();
  const desk = useDesk();
  const by = useActBy()(action);
  const { target, message } = action;
  const Icon = ACT_ICONS[action.kind];
  const notes = [by, action.reason].filter(Boolean).join(' · ');
  return (
    <div
      className={classes['row']}
      data-kind={action.kind}
      data-state={action.state}
      data-undone={action.undoneBy !== null || undefined}
    >
      <Icon size={16} stroke={1.75} aria-hidden="true" />
      <div className={classes['words']}>
        <div className={classes['what']}>
          {target ? (
            <button
              type="button"
              className={classes['open']}
              onClick={() => desk.openCard({ person: target, messageId: message?.id })}
              title={t('moderation.actions.card')}
            >
              <ActSentence action={action} />
            </button>
          ) : (
            <ActSentence action={action} />
          )}
        </div>
        {notes ? <div className={classes['note']}>{notes}</div> : null}
        {message?.text ? <div className={classes['line']}>{message.text}</div> : null}
        {action.state === 'refused' ? (
          <div className={classes['note']}>{refusalSentence(t, action.refusal ?? 'http.internal')}</div>
        ) : null}
        <div className={classes['foot']}>
          <ActState action={action} />
          <UndoButton action={action} />
        </div>
      </div>
      <time className={`num ${classes['time']}`} dateTime={action.at}>
        {dateTime(action.at, nowMs)}
      </time>
    </div>
  );
}
