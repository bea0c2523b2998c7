import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { Permission } from '../../../contract/permissions.ts';
import type { MessageKey } from '../../../i18n/messages.ts';
import { useMe } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { useIsNarrow } from '../../ui/use-width.ts';

interface Door {
  readonly path: string;
  readonly name: MessageKey;
  readonly permission: Permission;
  readonly size: string;
}

/** The dashboards that stand alone in a window of their own, beside the stream or on a second screen. */
const DOORS: readonly Door[] = [
  { path: '/live', name: 'home.liveDesk', permission: 'live.read', size: 'width=420,height=900' },
  { path: '/moderation', name: 'home.moderatorDesk', permission: 'moderation.read', size: 'width=1100,height=800' },
  { path: '/team', name: 'home.teamDesk', permission: 'team.read', size: 'width=760,height=640' },
];

function openDoor({ path, size }: Door): void {
  window.open(`${path}?dock=1`, `livextrem-${path.slice(1)}`, `popup,${size}`);
}

/** Each dashboard by one press; where there is no room, the same in a menu. */
export function DashboardDoors() {
  const { t } = useTexts();
  const { permissions } = useMe();
  const isNarrow = useIsNarrow();
  const doors = DOORS.filter(({ permission }) => permissions.includes(permission));
  if (!isNarrow) {
    return doors.map((door) => (
      <Tooltip key={door.path} label={t('home.popOut')}>
        <Button
          variant="subtle"
          size="xs"
          aria-label={`${t(door.name)}: ${t('home.popOut')}`}
          rightSection={<IconExternalLink size={14} stroke={2} />}
          onClick={() => openDoor(door)}
        >
          {t(door.name)}
        </Button>
      </Tooltip>
    ));
  }
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <ActionIcon variant="default" size="md" aria-label={t('home.popOut')}>
          <IconExternalLink size={17} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('home.popOut')}</Menu.Label>
        {doors.map((door) => (
          <Menu.Item key={door.path} onClick={() => openDoor(door)}>
            {t(door.name)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
