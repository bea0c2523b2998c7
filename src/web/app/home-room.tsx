import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { HomePage } from '../modules/home/home-page.tsx';
import { DutyList } from '../modules/live/duty-list.tsx';
import { EventList } from '../modules/live/event-list.tsx';
import { Card } from '../ui/card.tsx';
import { SkeletonRows } from '../ui/delayed.tsx';
import { afterPaint } from './after-paint.ts';
import { withRoomTexts } from './locale.tsx';
import { ProblemList } from './problem-list.tsx';

/** The page stands before what other rooms bring to it; who may not read the books never loads them. */
function widget<P extends object>(load: () => Promise<ComponentType<P>>) {
  const loadWithTexts = withRoomTexts(load);
  return lazy(async () => {
    await afterPaint();
    return { default: await loadWithTexts() };
  });
}

const NextStreamCard = widget(async () => (await import('../modules/planning/next-stream-card.tsx')).NextStreamCard);
const TasksDue = widget(async () => (await import('../modules/planning/tasks-due.tsx')).TasksDue);
const MoneyTile = widget(async () => (await import('../modules/finance/money-tile.tsx')).MoneyTile);
const LastStreamCard = widget(async () => (await import('../modules/finance/last-stream-card.tsx')).LastStreamCard);
const ChatPeek = lazy(() => import('../modules/live/chat-peek.tsx').then((room) => ({ default: room.ChatPeek })));

/** The home page with the widgets of the rooms it tells about. */
export function HomeRoom() {
  return (
    <HomePage
      nextStream={(footer) => (
        <Suspense fallback={<CardToCome footer={footer} rows={5} />}>
          <NextStreamCard footer={footer} />
        </Suspense>
      )}
      tasks={
        <Suspense fallback={<CardToCome rows={6} />}>
          <TasksDue />
        </Suspense>
      }
      money={
        <Suspense fallback={null}>
          <MoneyTile />
        </Suspense>
      }
      lastStream={
        <Suspense fallback={<CardToCome rows={6} />}>
          <LastStreamCard />
        </Suspense>
      }
      chat={
        <Suspense fallback={<SkeletonRows rows={8} height={27} />}>
          <ChatPeek />
        </Suspense>
      }
      events={<EventList isShort limit={20} />}
      duty={<DutyList isShort />}
      problems={<ProblemList />}
    />
  );
}

/** As high as the card will be, so that nothing below it moves. */
function CardToCome({ rows, footer }: { rows: number; footer?: ReactNode }) {
  return (
    <Card footer={footer}>
      <div style={{ minHeight: rows * 36 }}>
        <SkeletonRows rows={rows} />
      </div>
    </Card>
  );
}
