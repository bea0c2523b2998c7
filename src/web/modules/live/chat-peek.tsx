import { useMay } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { SkeletonRows } from '../../ui/delayed.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';
import { ChatLine } from './chat-line.tsx';
import classes from './chat-peek.module.css';
import { isShown } from './shown-lines.ts';
import { useChatLines, useChatSource } from './use-chat-log.ts';

const LINES = 14;

/** The newest lines of the chat, to look at in passing: the newest stands at the bottom. */
export function ChatPeek() {
  const { t } = useTexts();
  const source = useChatSource();
  const log = useChatLines(source);
  const readsRemoved = useMay('moderation.read');
  if (!log.isLoaded) {
    return source.error ? (
      <ErrorStrip error={source.error} onRetry={source.retry} />
    ) : (
      <SkeletonRows rows={8} height={27} />
    );
  }
  const shown = log.lines.filter(isShown).slice(-LINES);
  if (shown.length === 0) return <EmptyState>{t('live.emptyChat')}</EmptyState>;
  return (
    <div className={classes['peek']}>
      {shown.map((line) => (
        <ChatLine key={line.seq} line={line} readsRemoved={readsRemoved} />
      ))}
    </div>
  );
}
