import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { live } from '../../../contract/live.ts';
import { ask } from '../../api/query-client.ts';
import { useMay } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { LivePill } from '../../ui/live-pill.tsx';
import { PageBody, PageHeader, useIsDock } from '../../ui/page-header.tsx';
import { useIsNarrow, useIsPhone } from '../../ui/use-width.ts';
import { ChatPanel, type ChatTools } from './chat-panel.tsx';
import { ConnectionLight } from './connection-light.tsx';
import { DutyList } from './duty-list.tsx';
import { EventList } from './event-list.tsx';
import { LiveFacts } from './live-facts.tsx';
import classes from './live-page.module.css';
import { SearchPanel } from './search-panel.tsx';
import { useChatSource } from './use-chat-log.ts';
import { ViewerChart } from './viewer-chart.tsx';

interface LivePageProps {
  readonly tools: ChatTools;
  /** Third panel, from the moderation room; `null` for who may not see it. */
  readonly modLog: ReactNode;
  /** A line to open at, from a link. */
  readonly startAt?: number | undefined;
  readonly headerActions?: ReactNode;
}

type Tab = 'chat' | 'events' | 'mod-log';

/** The channel as it happens: chat, course of the evening, acts of the moderators. */
export function LivePage({ tools, modLog, startAt, headerActions }: LivePageProps) {
  const { t } = useTexts();
  const log = useChatSource();
  const isPhone = useIsPhone();
  const isNarrow = useIsNarrow();
  const isDock = useIsDock();
  const mayRead = useMay('live.read');
  const readsRemoved = useMay('moderation.read');
  const [isSearching, setSearching] = useState(false);
  const [tab, setTab] = useState<Tab>('chat');
  const { data: state } = useQuery(ask(live.state, {}));

  const jump = useEffectEvent((seq: number) => log.jumpTo(seq));
  useEffect(() => {
    if (startAt !== undefined) jump(startAt);
  }, [startAt]);

  const chat = isSearching ? (
    <SearchPanel
      readsRemoved={readsRemoved}
      onClose={() => setSearching(false)}
      onJump={(seq) => {
        setSearching(false);
        log.jumpTo(seq);
      }}
    />
  ) : (
    <ChatPanel log={log} tools={tools} onSearch={() => setSearching(true)} />
  );
  const course = (
    <section className={classes['panel']} aria-label={t('live.events')}>
      <div className={classes['head']}>
        <h2>{t('live.course')}</h2>
      </div>
      <div className={classes['section']}>
        <ViewerChart />
      </div>
      <div className={classes['head']}>
        <h2>{t('live.events')}</h2>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div className={classes['scroll']} tabIndex={0}>
        <EventList />
      </div>
      <div className={classes['section']}>
        <h3>{t('live.onDuty')}</h3>
        <DutyList />
      </div>
    </section>
  );

  return (
    <>
      <PageHeader
        title={state?.isLive && state.title !== '' ? state.title : t('common.rooms.live')}
        before={state?.isLive ? <LivePill /> : null}
        note={state?.isLive ? state.category : t('live.offline')}
        hideTools
        actions={
          <>
            {headerActions}
            <ConnectionLight />
          </>
        }
      >
        {isPhone || isDock ? null : <LiveFacts />}
      </PageHeader>
      <PageBody isFlush>
        {!mayRead ? null : isDock ? (
          <div className={classes['stack']}>{chat}</div>
        ) : isPhone ? (
          <div className={classes['stack']}>
            <div className={classes['running']}>
              <LiveFacts />
            </div>
            <Tabs
              tab={tab}
              onTab={setTab}
              tabs={modLog === null ? ['chat', 'events'] : ['chat', 'events', 'mod-log']}
            />
            {tab === 'chat' ? chat : tab === 'events' ? course : modLog}
          </div>
        ) : isNarrow && modLog !== null ? (
          <div className={classes['panels']} data-side="none">
            {chat}
            <div className={classes['stack']}>
              <Tabs tab={tab === 'chat' ? 'events' : tab} onTab={setTab} tabs={['events', 'mod-log']} />
              {tab === 'mod-log' ? modLog : course}
            </div>
          </div>
        ) : (
          <div className={classes['panels']} data-side={modLog === null ? 'none' : undefined}>
            {chat}
            {course}
            {modLog}
          </div>
        )}
      </PageBody>
    </>
  );
}

const TAB_NAMES = { chat: 'live.chat', events: 'live.events', 'mod-log': 'live.modLog' } as const;

interface TabsProps {
  readonly tab: Tab;
  readonly tabs: readonly Tab[];
  readonly onTab: (tab: Tab) => void;
}

/** One panel at a time where there is no room for three. */
function Tabs({ tab, tabs, onTab }: TabsProps) {
  const { t } = useTexts();
  return (
    <div className={classes['tabs']} role="tablist">
      {tabs.map((key) => (
        <button key={key} type="button" role="tab" aria-selected={tab === key} onClick={() => onTab(key)}>
          {t(TAB_NAMES[key])}
        </button>
      ))}
    </div>
  );
}
