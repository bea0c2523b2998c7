import { Modal } from '@mantine/core';
import {
  IconActivityHeartbeat,
  IconDatabaseExport,
  IconEye,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSearch,
  IconSettings,
  IconUser,
  IconUserBolt,
  type TablerIcon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useId, useState } from 'react';
import { team } from '../../contract/team.ts';
import { ask } from '../api/query-client.ts';
import { useMay, useMe, useSettings } from '../api/session.ts';
import { Key } from '../ui/key.tsx';
import { useReturnFocus } from '../ui/use-return-focus.ts';
import classes from './command-palette.module.css';
import { useTexts } from './locale.tsx';
import { useSignOut } from './me-menu.tsx';
import { openKeys } from './overlays.ts';
import { ROOMS } from './rooms.ts';

interface Entry {
  readonly id: string;
  readonly group: 'pages' | 'commands' | 'people';
  readonly label: string;
  readonly hint?: string;
  readonly keys?: string;
  readonly icon: TablerIcon;
  run(): void;
}

const GROUP_MAX = 5;

/** Everything by name: pages, commands with their keys, people of the team. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  useReturnFocus();
  const { t } = useTexts();
  const [query, setQuery] = useState('');
  const [index, setIndex] = useState(0);
  const listId = useId();
  const entries = useEntries();
  const found = matching(entries, query);
  const chosen = found[Math.min(index, found.length - 1)];

  const run = (entry: Entry): void => {
    onClose();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && found.length > 0) {
      event.preventDefault();
      setIndex((now) => (Math.min(now, found.length - 1) + step + found.length) % found.length);
    }
    if (event.key === 'Enter' && chosen) {
      event.preventDefault();
      run(chosen);
    }
  };

  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      size={640}
      padding={0}
      yOffset="12vh"
      centered={false}
      attributes={{ content: { 'aria-label': t('common.shell.search') } }}
    >
      <div className={classes['field']}>
        <IconSearch size={17} stroke={1.75} aria-hidden="true" />
        <input
          className={classes['input']}
          data-autofocus
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={chosen ? `${listId}-${chosen.id}` : undefined}
          aria-label={t('common.palette.placeholder')}
          placeholder={t('common.palette.placeholder')}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setIndex(0);
          }}
          onKeyDown={onKeyDown}
        />
        <Key>Esc</Key>
      </div>
      <div id={listId} role="listbox" aria-label={t('common.shell.search')} className={classes['list']}>
        {found.length === 0 ? <p className={classes['none']}>{t('common.palette.nothing')}</p> : null}
        {found.map((entry, place) => (
          <div key={entry.id} role="presentation">
            {found[place - 1]?.group === entry.group ? null : (
              <div role="presentation" className={classes['group']}>
                {t(`common.palette.${entry.group}`)}
              </div>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field above drives the list by arrow keys */}
            <div
              id={`${listId}-${entry.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={entry === chosen}
              className={classes['entry']}
              onPointerMove={() => setIndex(place)}
              onClick={() => run(entry)}
            >
              <entry.icon size={16} stroke={1.75} aria-hidden="true" />
              <span className={classes['label']}>{entry.label}</span>
              {entry.hint ? <span className={classes['hint']}>{entry.hint}</span> : null}
              {entry.keys?.split(' ').map((key) => (
                <Key key={key}>{key}</Key>
              ))}
            </div>
          </div>
        ))}
      </div>
    </Modal>
  );
}

function useEntries(): Entry[] {
  const { t } = useTexts();
  const { permissions } = useMe();
  const { settings, save } = useSettings();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const mayConnect = useMay('system.manage');
  const mayAct = useMay('moderation.act');
  const members =
    useQuery({ ...ask(team.members, {}), enabled: permissions.includes('team.read') }).data?.members ?? [];
  const isDark = document.documentElement.getAttribute('data-mantine-color-scheme') === 'dark';
  return [
    ...ROOMS.filter(({ permission }) => permission === null || permissions.includes(permission)).map(
      (room): Entry => ({
        id: room.name,
        group: 'pages',
        label: t(`common.rooms.${room.name}`),
        keys: `G ${room.key}`,
        icon: room.icon,
        run: () => void navigate({ to: room.path }),
      }),
    ),
    {
      id: 'system',
      group: 'pages',
      label: t('common.rooms.system'),
      keys: 'G Y',
      icon: IconActivityHeartbeat,
      run: () => void navigate({ to: '/system' }),
    },
    {
      id: 'settings',
      group: 'pages',
      label: t('common.rooms.settings'),
      keys: 'G S',
      icon: IconSettings,
      run: () => void navigate({ to: '/settings' }),
    },
    ...(mayConnect
      ? ([
          {
            id: 'connect',
            group: 'pages',
            label: t('common.rooms.connect'),
            icon: IconActivityHeartbeat,
            run: () => void navigate({ to: '/connect' }),
          },
          {
            id: 'backup',
            group: 'commands',
            label: t('system.backupNow'),
            icon: IconDatabaseExport,
            run: () => void navigate({ to: '/system' }),
          },
        ] satisfies Entry[])
      : []),
    ...(mayAct
      ? ([
          {
            id: 'act',
            group: 'commands',
            label: t('moderation.typed.title'),
            icon: IconUserBolt,
            run: () => void navigate({ to: '/moderation', search: { act: 1 } }),
          },
        ] satisfies Entry[])
      : []),
    {
      id: 'scheme',
      group: 'commands',
      label: t('common.palette.toggleScheme'),
      icon: IconMoon,
      run: () => save({ colorScheme: isDark ? 'light' : 'dark' }),
    },
    {
      id: 'numbers',
      group: 'commands',
      label: t('common.palette.toggleNumbers'),
      icon: IconEye,
      run: () => save({ hideNumbers: !settings.hideNumbers }),
    },
    {
      id: 'keys',
      group: 'commands',
      label: t('common.palette.showKeys'),
      keys: '?',
      icon: IconKeyboard,
      run: openKeys,
    },
    {
      id: 'sign-out',
      group: 'commands',
      label: t('common.shell.signOut'),
      icon: IconLogout,
      run: () => void signOut(),
    },
    ...members.map(
      (member): Entry => ({
        id: member.id,
        group: 'people',
        label: member.displayName,
        hint: t(`common.roles.${member.role}`),
        icon: IconUser,
        run: () => void navigate({ to: '/team' }),
      }),
    ),
  ];
}

/** Every word must occur; without a query all pages and commands, of each group the first five otherwise. */
function matching(entries: readonly Entry[], query: string): Entry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const hits = entries.filter((entry) =>
    words.every((word) => `${entry.label} ${entry.hint ?? ''}`.toLowerCase().includes(word)),
  );
  if (words.length === 0) return hits.filter(({ group }) => group !== 'people');
  const counts = { pages: 0, commands: 0, people: 0 };
  return hits.filter(({ group }) => counts[group]++ < GROUP_MAX);
}
