import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconUserBolt } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { ACTION_KINDS, type ModActionView } from '../../../contract/moderation.ts';
import { useMay } from '../../api/session.ts';
import { usePageKeys } from '../../app/keys.ts';
import { useTexts } from '../../app/locale.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { HeaderAction } from '../../ui/header-action.tsx';
import { OlderButton } from '../../ui/older-button.tsx';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Strip } from '../../ui/strip.tsx';
import { ActInspector } from './act-inspector.tsx';
import { useDesk } from './desk.ts';
import { DeskReport } from './desk-report.tsx';
import { type ModLogFilter, NO_FILTER } from './mod-log.ts';
import classes from './mod-log-page.module.css';
import { ModLogTable } from './mod-log-table.tsx';
import { ModerationDesk } from './moderation-desk.tsx';
import { type ModLogUse, useModLog } from './use-mod-log.ts';

/** Every act of everyone, with what it was about; the room of the moderators. */
export function ModLogPage() {
  return (
    <ModerationDesk>
      <Page />
    </ModerationDesk>
  );
}

function Page() {
  const { t } = useTexts();
  const desk = useDesk();
  const navigate = useNavigate();
  const mayRead = useMay('moderation.read');
  const mayAct = useMay('moderation.act');
  const wantsToAct = useSearch({ from: '/inside/moderation', select: ({ act }) => act === 1 });
  const [filter, setFilter] = useState(NO_FILTER);
  const [person] = useDebouncedValue(filter.person, 250);
  const [text] = useDebouncedValue(filter.text, 250);
  const asked = useMemo((): ModLogFilter => ({ kind: filter.kind, person, text }), [filter.kind, person, text]);
  const log = useModLog(asked, mayRead);
  const [openId, setOpenId] = useState<string | null>(null);
  const isFiltered = asked.kind !== null || asked.person.trim() !== '' || asked.text.trim() !== '';
  const open = log.actions?.find(({ id }) => id === openId) ?? null;

  const openTyped = useEffectEvent(() => {
    desk.open({ type: 'typed' });
    void navigate({ to: '/moderation', replace: true });
  });
  useEffect(() => {
    if (wantsToAct && mayAct) openTyped();
  }, [wantsToAct, mayAct]);

  const step = (by: number): unknown => {
    if (!log.actions || log.actions.length === 0) return false;
    const at = log.actions.findIndex(({ id }) => id === openId);
    const next = log.actions[Math.max(0, Math.min(log.actions.length - 1, at < 0 ? 0 : at + by))];
    if (next) setOpenId(next.id);
    return true;
  };
  usePageKeys({
    j: () => step(1),
    k: () => step(-1),
    v: () => (open?.target ? desk.openCard({ person: open.target, messageId: open.message?.id }) : false),
  });

  return (
    <>
      <PageHeader
        title={t('moderation.log.title')}
        actions={
          mayAct ? (
            <HeaderAction
              icon={IconUserBolt}
              label={t('moderation.typed.title')}
              onClick={() => desk.open({ type: 'typed' })}
            />
          ) : null
        }
      />
      <PageBody isFlush>
        {mayRead ? (
          <div className={classes['page']}>
            <div className={classes['main']}>
              <Filters filter={filter} onChange={setFilter} />
              <div className={classes['report']}>
                <DeskReport />
              </div>
              <ModLogScroll log={log}>
                <QueryView
                  query={
                    { data: log.actions, error: log.error, refetch: log.refetch, isPending: log.isPending } as never
                  }
                  empty={{
                    when: (actions: readonly ModActionView[]) => actions.length === 0,
                    show: (
                      <div className={classes['empty']}>
                        {isFiltered ? (
                          <EmptyState
                            action={
                              <Button variant="default" onClick={() => setFilter(NO_FILTER)}>
                                {t('moderation.log.resetFilter')}
                              </Button>
                            }
                          >
                            {t('moderation.log.none')}
                          </EmptyState>
                        ) : (
                          <EmptyState>{t('moderation.log.empty')}</EmptyState>
                        )}
                      </div>
                    ),
                  }}
                >
                  {(actions: readonly ModActionView[]) => (
                    <ModLogTable actions={actions} openId={openId} onOpen={setOpenId} />
                  )}
                </QueryView>
              </ModLogScroll>
              <div className={classes['foot']}>
                {log.actions
                  ? `${t('moderation.log.count', { count: log.actions.length })}${log.hasNextPage ? ' +' : ''}`
                  : null}
                {mayAct ? null : <span>{t('moderation.log.readOnly')}</span>}
              </div>
            </div>
            <ActInspector action={open} onClose={() => setOpenId(null)} />
          </div>
        ) : (
          <div style={{ padding: 16 }}>
            <Strip tone="info">{t('moderation.noPermission')}</Strip>
          </div>
        )}
      </PageBody>
    </>
  );
}

function Filters({ filter, onChange }: { filter: ModLogFilter; onChange: (filter: ModLogFilter) => void }) {
  const { t } = useTexts();
  return (
    <search className={classes['filters']}>
      <TextInput
        className={classes['search'] ?? ''}
        leftSection={<IconSearch size={15} stroke={1.75} />}
        placeholder={t('moderation.log.search')}
        aria-label={t('moderation.log.search')}
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.currentTarget.value })}
      />
      <TextInput
        className={classes['person'] ?? ''}
        placeholder={t('moderation.log.personFilter')}
        aria-label={t('moderation.log.personFilter')}
        value={filter.person}
        onChange={(event) => onChange({ ...filter, person: event.currentTarget.value })}
        autoCapitalize="none"
        spellCheck={false}
      />
      <Select
        className={classes['kind'] ?? ''}
        aria-label={t('moderation.log.kind')}
        value={filter.kind ?? ''}
        onChange={(value) => onChange({ ...filter, kind: value ? (value as ModActionView['kind']) : null })}
        data={[
          { value: '', label: t('moderation.log.allKinds') },
          ...ACTION_KINDS.map((kind) => ({ value: kind, label: t(`moderation.kinds.${kind}`) })),
        ]}
        maxDropdownHeight={360}
      />
    </search>
  );
}

/** Older pages come in when the end of the table is near. */
function ModLogScroll({ log, children }: { log: ModLogUse; children: React.ReactNode }) {
  const { t } = useTexts();
  return (
    <section
      className={classes['scroll']}
      aria-label={t('moderation.log.title')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      onScroll={({ currentTarget: box }) => {
        const left = box.scrollHeight - box.scrollTop - box.clientHeight;
        if (left < 600 && log.hasNextPage && !log.isFetchingNextPage) void log.fetchNextPage();
      }}
    >
      {children}
      <OlderButton query={log} label={t('moderation.log.older')} />
    </section>
  );
}
