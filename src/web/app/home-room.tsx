import { LastStreamCard } from '../modules/finance/last-stream-card.tsx';
import { MoneyTile } from '../modules/finance/money-tile.tsx';
import { HomePage } from '../modules/home/home-page.tsx';
import { ChatPeek } from '../modules/live/chat-peek.tsx';
import { DutyList } from '../modules/live/duty-list.tsx';
import { EventList } from '../modules/live/event-list.tsx';
import { NextStreamCard } from '../modules/planning/next-stream-card.tsx';
import { TasksDue } from '../modules/planning/tasks-due.tsx';
import { ProblemList } from './problem-list.tsx';

/** The home page with the widgets of the rooms it tells about. */
export function HomeRoom() {
  return (
    <HomePage
      nextStream={(footer) => <NextStreamCard footer={footer} />}
      tasks={<TasksDue />}
      money={<MoneyTile />}
      lastStream={<LastStreamCard />}
      chat={<ChatPeek />}
      events={<EventList isShort limit={20} />}
      duty={<DutyList isShort />}
      problems={<ProblemList />}
    />
  );
}
