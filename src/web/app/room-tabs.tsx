import { Link, useLocation } from '@tanstack/react-router';
import { useTexts } from './locale.tsx';
import classes from './room-tabs.module.css';
import { ROOMS } from './rooms.ts';

/** The pages of the open room, where the navigation is a rail or a bar and has no room for them. */
export function RoomTabs() {
  const { t } = useTexts();
  const { pathname } = useLocation();
  const room = ROOMS.find(({ pages }) => pages?.some(({ path }) => path === pathname));
  if (!room?.pages) return null;
  return (
    <nav className={classes['tabs']} aria-label={t(`common.rooms.${room.name}`)}>
      {room.pages.map((page) => (
        <Link
          key={page.path}
          to={page.path}
          className={classes['tab']}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          {t(`common.rooms.pages.${page.name}`)}
        </Link>
      ))}
    </nav>
  );
}
