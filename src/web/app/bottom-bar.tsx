import { Menu } from '@mantine/core';
import { IconActivityHeartbeat, IconDots, IconEye, IconEyeOff, IconSettings } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMe, useSettings } from '../api/session.ts';
import classes from './bottom-bar.module.css';
import { useTexts } from './locale.tsx';
import { MeMenuItems } from './me-menu.tsx';
import { ROOMS } from './rooms.ts';

/** So many rooms stand in the bar itself; with "More" they fill it. */
const IN_BAR = 4;

/** The phone's navigation: four rooms and the rest. */
export function BottomBar() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { permissions } = useMe();
  const { settings, save } = useSettings();
  const rooms = ROOMS.filter(({ permission }) => permission === null || permissions.includes(permission));
  return (
    <nav className={classes['bar']} aria-label={t('common.rooms.navigation')}>
      {rooms.slice(0, IN_BAR).map((room) => (
        <Link key={room.name} to={room.path} className={classes['place']} activeOptions={{ exact: room.path === '/' }}>
          <room.icon size={22} stroke={1.75} aria-hidden="true" />
          {t(`common.rooms.${room.name}`)}
        </Link>
      ))}
      <Menu position="top-end" width={240}>
        <Menu.Target>
          <button type="button" className={classes['place']}>
            <IconDots size={22} stroke={1.75} aria-hidden="true" />
            {t('common.rooms.more')}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {rooms.slice(IN_BAR).map((room) => (
            <Menu.Item
              key={room.name}
              leftSection={<room.icon size={16} stroke={1.75} />}
              onClick={() => void navigate({ to: room.path })}
            >
              {t(`common.rooms.${room.name}`)}
            </Menu.Item>
          ))}
          <Menu.Item
            leftSection={<IconActivityHeartbeat size={16} stroke={1.75} />}
            onClick={() => void navigate({ to: '/system' })}
          >
            {t('common.rooms.system')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconSettings size={16} stroke={1.75} />}
            onClick={() => void navigate({ to: '/settings' })}
          >
            {t('common.rooms.settings')}
          </Menu.Item>
          <Menu.Item
            leftSection={
              settings.hideNumbers ? <IconEyeOff size={16} stroke={1.75} /> : <IconEye size={16} stroke={1.75} />
            }
            onClick={() => save({ hideNumbers: !settings.hideNumbers })}
          >
            {t(settings.hideNumbers ? 'common.shell.showNumbers' : 'common.shell.hideNumbers')}
          </Menu.Item>
          <Menu.Divider />
          <MeMenuItems />
        </Menu.Dropdown>
      </Menu>
    </nav>
  );
}
