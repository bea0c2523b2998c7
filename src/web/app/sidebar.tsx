import { Tooltip } from '@mantine/core';
import { IconActivityHeartbeat, IconSettings } from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import { useMe } from '../api/session.ts';
import { LiveDot } from '../ui/live-pill.tsx';
import { ChannelBlock, useChannelState } from './channel-block.tsx';
import { useTexts } from './locale.tsx';
import { Logo, Mark } from './logo.tsx';
import { MeMenu } from './me-menu.tsx';
import { ROOMS, type Room, type RoomPath } from './rooms.ts';
import classes from './sidebar.module.css';
import { SystemWord } from './system-word.tsx';

/** The rooms, the channel, and at the bottom what concerns the house. 224 px, or a rail of 56. */
export function Sidebar({ isRail }: { isRail: boolean }) {
  const { t } = useTexts();
  const { permissions } = useMe();
  const isLive = useChannelState()?.isLive ?? false;
  return (
    <header className={classes['sidebar']} data-rail={isRail || undefined}>
      <Link to="/" className={classes['logo']} aria-label={`${t('common.appName')}, ${t('common.rooms.home')}`}>
        {isRail ? <Mark /> : <Logo />}
      </Link>
      <ChannelBlock isRail={isRail} />
      <nav className={classes['rooms']} aria-label={t('common.rooms.navigation')}>
        {ROOMS.filter(({ permission }) => permission === null || permissions.includes(permission)).map((room) => (
          <Fragment key={room.name}>
            <Place
              to={room.path}
              label={t(`common.rooms.${room.name}`)}
              isRail={isRail}
              icon={<room.icon size={17} stroke={1.75} aria-hidden="true" />}
            >
              {room.name === 'live' && isLive ? (
                <span className={classes['mark']}>
                  <LiveDot />
                </span>
              ) : null}
            </Place>
            {isRail ? null : <Pages room={room} />}
          </Fragment>
        ))}
        <span className={classes['space']} />
        <Place
          to="/system"
          label={t('common.rooms.system')}
          isRail={isRail}
          icon={<IconActivityHeartbeat size={17} stroke={1.75} aria-hidden="true" />}
        >
          <SystemWord isRail={isRail} />
        </Place>
        <Place
          to="/settings"
          label={t('common.rooms.settings')}
          isRail={isRail}
          icon={<IconSettings size={17} stroke={1.75} aria-hidden="true" />}
        />
      </nav>
      <MeMenu isRail={isRail} />
    </header>
  );
}

/** The pages of the open room, on a rail of their own. */
function Pages({ room }: { room: Room }) {
  const { t } = useTexts();
  const isOpen = useLocation({
    select: ({ pathname }) => pathname === room.path || pathname.startsWith(`${room.path}/`),
  });
  if (!room.pages || !isOpen) return null;
  return (
    <ul className={classes['pages']}>
      {room.pages.map((page) => (
        <li key={page.path}>
          <Link
            to={page.path}
            className={classes['page']}
            activeOptions={{ exact: page.path === room.path, includeSearch: false }}
          >
            {t(`common.rooms.pages.${page.name}`)}
          </Link>
        </li>
      ))}
    </ul>
  );
}

interface PlaceProps {
  readonly to: RoomPath;
  readonly label: string;
  readonly icon: ReactNode;
  readonly isRail: boolean;
  readonly children?: ReactNode;
}

function Place({ to, label, icon, isRail, children }: PlaceProps) {
  return (
    <Tooltip label={label} position="right" disabled={!isRail}>
      <Link
        to={to}
        className={classes['place']}
        activeOptions={{ exact: to === '/' }}
        aria-label={isRail ? label : undefined}
      >
        {icon}
        {isRail ? null : <span className={classes['label']}>{label}</span>}
        {children}
      </Link>
    </Tooltip>
  );
}
