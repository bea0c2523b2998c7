import { HomePage } from '../modules/home/home-page.tsx';
import { ChatPeek } from '../modules/live/chat-peek.tsx';
import { ConnectionList } from '../modules/live/connection-list.tsx';
import { DutyList } from '../modules/live/duty-list.tsx';
import { EventList } from '../modules/live/event-list.tsx';
import { ProblemList } from './problem-list.tsx';

/** The home page with the widgets of the rooms it tells about. */
export function HomeRoom() {
  return (
    <HomePage
      chat={<ChatPeek />}
      events={<EventList isShort limit={20} />}
      duty={<DutyList isShort />}
      problems={<ProblemList />}
      connections={<ConnectionList />}
    />
  );
}
