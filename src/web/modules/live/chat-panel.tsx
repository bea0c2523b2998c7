import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconExternalLink, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { type ChatLineView, live } from '../../../contract/live.ts';
import { ask } from '../../api/query-client.ts';
import { useMay, useMe, useSettings } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { SkeletonRows } from '../../ui/delayed.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';
import { useIsDock } from '../../ui/page-header.tsx';
import { Strip } from '../../ui/strip.tsx';
import { useIsPhone } from '../../ui/use-width.ts';
import type { ChatUser } from './chat-line.tsx';
import { ChatList, type ChatListProps } from './chat-list.tsx';
import { Composer } from './composer.tsx';
import classes from './live-page.module.css';
import { isShown } from './shown-lines.ts';
import { type ChatSource, useChatLines } from './use-chat-log.ts';

/** What the room above puts into the chat: acts on a line and a person. */
export interface ChatTools {
  /** Buttons over a line; `onReply` is the chat's own. */
  actionsFor(line: ChatLineView, onReply: () => void): ReactNode;
  /** The same for a thumb: a sheet from below for the touched line. */
  sheetFor(line: ChatLineView, onReply: () => void, onClose: () => void): ReactNode;
  /** A key pressed on a line; true when it was one of these acts. */
  onKey(key: string, line: ChatLineView): boolean;
  readonly openPerson: ((user: ChatUser, line: ChatLineView) => void) | undefined;
  /** By whom and why a line was removed, where it is known. */
  removedNoteOn(line: ChatLineView): string | null;
  /** Under the log: what was just done, with the way back. */
  readonly strips: ReactNode;
}

interface ChatPanelProps {
  readonly log: ChatSource;
  readonly tools: ChatTools;
  readonly onSearch: () => void;
}

/** The live chat: log, what was just done, and the line to write on. */
export function ChatPanel({ log, tools, onSearch }: ChatPanelProps) {
  const { t, timeExact } = useTexts();
  const me = useMe();
  const { settings } = useSettings();
  const readsRemoved = useMay('moderation.read');
  const isDock = useIsDock();
  const isPhone = useIsPhone();
  const [selectedSeq, setSelectedSeq] = useState<number | null>(null);
  const [replyTo, setReplyTo] = useState<ChatLineView | null>(null);
  const [spoken, setSpoken] = useState('');
  const input = useRef<HTMLInputElement>(null);

  const reply = (line: ChatLineView): void => {
    setReplyTo(line);
    requestAnimationFrame(() => input.current?.focus());
  };

  /** Screen readers hear the newest five lines when asked, never all of a busy chat. */
  const speak = (): void => {
    const newest = log.shown.state.lines.filter((line) => line.kind === 'message' && line.removed === null).slice(-5);
    setSpoken(
      newest.map((line) => `${timeExact(line.sentAt)} ${line.user?.displayName ?? ''}: ${line.text}`).join('\n'),
    );
  };

  const onKey = (event: React.KeyboardEvent, line: ChatLineView | undefined): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '/') {
      event.preventDefault();
      event.stopPropagation();
      onSearch();
      return;
    }
    if (!settings.singleKeys && event.key.length === 1) return;
    if (event.key === 'l') speak();
    else if (line === undefined) return;
    else if (event.key === 'r' && line.messageId !== null) reply(line);
    else if (!tools.onKey(event.key, line)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <section className={classes['panel']} aria-label={t('live.chat')}>
      <div className={classes['head']}>
        <h2>{t('live.chat')}</h2>
        <Chatters />
        <div className={classes['right']}>
          <Tooltip label={t('live.search.title')}>
            <ActionIcon aria-label={t('live.search.title')} aria-keyshortcuts="/" onClick={onSearch}>
              <IconSearch size={16} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
          {isDock ? null : (
            <Tooltip label={t('live.popOut')}>
              <ActionIcon
                aria-label={t('live.popOut')}
                onClick={() => window.open('/live?dock=1', 'livextrem-chat', 'popup,width=420,height=800')}
              >
                <IconExternalLink size={16} stroke={1.75} />
              </ActionIcon>
            </Tooltip>
          )}
        </div>
      </div>
      {log.readingAt === null ? null : (
        <Strip
          tone="info"
          form="line"
          action={
            <Button size="xs" onClick={log.backToNow}>
              {t('live.search.back')}
            </Button>
          }
        >
          {t('live.search.backToLive')}
        </Strip>
      )}
      {log.error ? (
        <div className={classes['strips']}>
          <ErrorStrip error={log.error} onRetry={log.retry} />
        </div>
      ) : null}
      <Lines
        log={log}
        selectedSeq={selectedSeq}
        onSelect={setSelectedSeq}
        onKey={onKey}
        readsRemoved={readsRemoved}
        ownLogin={me.actingAs?.login}
        onOpenPerson={tools.openPerson}
        removedNoteOn={tools.removedNoteOn}
        actionsFor={(line) => (isPhone ? null : tools.actionsFor(line, () => reply(line)))}
      />
      <div className={classes['strips']}>{tools.strips}</div>
      <Composer replyTo={replyTo} onReplyDone={() => setReplyTo(null)} inputRef={input} />
      {isPhone && selectedSeq !== null ? (
        <Sheet log={log} seq={selectedSeq} tools={tools} onReply={reply} onClose={() => setSelectedSeq(null)} />
      ) : null}
      <div className="sr-only" aria-live="polite">
        {spoken}
      </div>
    </section>
  );
}

type LinesProps = { readonly log: ChatSource } & Omit<
  ChatListProps,
  'lines' | 'hasOlder' | 'isLoadingOlder' | 'targetSeq' | 'onReachTop'
>;

/** Drawn again with every line, and therefore alone. */
function Lines({ log, ...props }: LinesProps) {
  const { t } = useTexts();
  const { lines, hasOlder, isLoaded } = useChatLines(log);
  if (isLoaded && (hasOlder || lines.some(isShown))) {
    return (
      <ChatList
        {...props}
        lines={lines}
        hasOlder={hasOlder}
        isLoadingOlder={log.isLoadingOlder}
        targetSeq={log.readingAt}
        onReachTop={log.loadOlder}
      />
    );
  }
  return (
    <div className={classes['scroll']}>
      {isLoaded ? (
        <EmptyState>{t('live.emptyChat')}</EmptyState>
      ) : log.error ? null : (
        <SkeletonRows rows={12} height={27} />
      )}
    </div>
  );
}

interface SheetProps {
  readonly log: ChatSource;
  readonly seq: number;
  readonly tools: ChatTools;
  readonly onReply: (line: ChatLineView) => void;
  readonly onClose: () => void;
}

/** What can be done with the touched line. */
function Sheet({ log, seq, tools, onReply, onClose }: SheetProps) {
  const line = useChatLines(log).lines.find((line) => line.seq === seq);
  return line ? tools.sheetFor(line, () => onReply(line), onClose) : null;
}

function Chatters() {
  const { t } = useTexts();
  const { settings } = useSettings();
  const { data } = useQuery(ask(live.state, {}));
  if (!data || settings.hideNumbers) return null;
  return <span className={classes['note']}>{t('live.chatters', { count: data.chatters })}</span>;
}
