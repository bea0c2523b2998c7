import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { live } from '../../../contract/live.ts';
import { call } from '../../api/call.ts';
import { useFeedRows } from '../../api/live-feed.ts';
import { ChatLog, type ChatLogState } from './chat-log.ts';
import { createPaintPace } from './paint-pace.ts';

const PAGE = 150;

/** The chat of the channel without its lines: those change many times a second, this hardly ever. */
export interface ChatSource {
  /** The log that is read: what is new, or a place of the past. */
  readonly shown: ChatLog;
  readonly error: unknown;
  readonly isLoadingOlder: boolean;
  /** Set while an older place of the log is read: what is new then waits. */
  readonly readingAt: number | null;
  loadOlder(): void;
  /** Shows the log around a line. */
  jumpTo(seq: number): void;
  backToNow(): void;
  retry(): void;
}

/** The chat of the channel: newest page, then the feed; older pages on demand; one place of the past at a time. */
export function useChatSource(): ChatSource {
  const now = useMemo(() => new ChatLog(createPaintPace({ nextFrame: (work) => requestAnimationFrame(work) })), []);
  const past = useMemo(() => new ChatLog((paint) => paint()), []);
  const [readingAt, setReadingAt] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isLoadingOlder, setLoadingOlder] = useState(false);
  const [after, setAfter] = useState<number | null | undefined>(undefined);
  const isAsking = useRef(false);
  const shown = readingAt === null ? now : past;

  const askNewest = async (): Promise<void> => {
    try {
      const page = await call(live.chat, { limit: PAGE });
      now.replace(page);
      setError(null);
      setAfter(page.lines.at(-1)?.seq ?? 0);
    } catch (failure) {
      setError(failure);
    }
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once when the page opens, again only by hand
  useEffect(() => void askNewest(), []);

  useFeedRows('chat', {
    after,
    onRows: (rows) => now.append(rows),
    onReset: () => void askNewest(),
  });

  async function loadPage(work: () => Promise<void>): Promise<void> {
    if (isAsking.current) return;
    isAsking.current = true;
    setLoadingOlder(true);
    try {
      await work();
      setError(null);
    } catch (failure) {
      setError(failure);
    } finally {
      isAsking.current = false;
      setLoadingOlder(false);
    }
  }

  return {
    shown,
    error,
    isLoadingOlder,
    readingAt,
    loadOlder() {
      const before = shown.state.lines[0]?.seq;
      if (before === undefined || !shown.state.hasOlder) return;
      void loadPage(async () => shown.prepend(await call(live.chat, { before, limit: PAGE })));
    },
    jumpTo(seq) {
      void loadPage(async () => {
        past.replace(await call(live.chat, { around: seq, limit: PAGE }));
        setReadingAt(seq);
      });
    },
    backToNow: () => setReadingAt(null),
    retry: () => void askNewest(),
  };
}

/** The lines of a chat; only for what shows them, since it is drawn again with each of them. */
export function useChatLines({ shown }: Pick<ChatSource, 'shown'>): ChatLogState {
  return useSyncExternalStore(shown.watch, () => shown.state);
}
