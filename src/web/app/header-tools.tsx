import { ActionIcon, Indicator, Popover, Tooltip } from '@mantine/core';
import { IconBell, IconEye, IconEyeOff, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { system } from '../../contract/system.ts';
import { ask } from '../api/query-client.ts';
import { useSettings } from '../api/session.ts';
import { Key } from '../ui/key.tsx';
import classes from './header-tools.module.css';
import { useTexts } from './locale.tsx';
import { openPalette } from './overlays.ts';
import { ProblemList } from './problem-list.tsx';

const COMMAND = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘ K' : undefined;

/** On every page: search, hide numbers, notices. */
export function HeaderTools({ isPhone }: { isPhone: boolean }) {
  const { t, language } = useTexts();
  const { settings, save } = useSettings();
  const eye = t(settings.hideNumbers ? 'common.shell.showNumbers' : 'common.shell.hideNumbers');
  return (
    <>
      {isPhone ? (
        <ActionIcon aria-label={t('common.shell.search')} onClick={openPalette}>
          <IconSearch size={20} stroke={1.75} />
        </ActionIcon>
      ) : (
        <button type="button" className={classes['search']} onClick={openPalette} aria-keyshortcuts="Control+K Meta+K">
          <IconSearch size={15} stroke={1.75} aria-hidden="true" />
          <span className={classes['words']}>{t('common.shell.search')}</span>
          <Key>{COMMAND ?? (language === 'de' ? 'Strg K' : 'Ctrl K')}</Key>
        </button>
      )}
      {isPhone ? null : (
        <Tooltip label={eye}>
          <ActionIcon
            aria-label={eye}
            aria-pressed={settings.hideNumbers}
            onClick={() => save({ hideNumbers: !settings.hideNumbers })}
          >
            {settings.hideNumbers ? <IconEyeOff size={17} stroke={1.75} /> : <IconEye size={17} stroke={1.75} />}
          </ActionIcon>
        </Tooltip>
      )}
      <ProblemBell size={isPhone ? 20 : 17} />
    </>
  );
}

function ProblemBell({ size }: { size: number }) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const problems = useQuery(ask(system.problems, {})).data?.problems ?? [];
  const label =
    problems.length === 0 ? t('common.shell.problems') : t('common.shell.notices', { count: problems.length });
  return (
    <Indicator disabled={problems.length === 0} size={7} offset={9} color="var(--lx-act-text)">
      <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={340} trapFocus returnFocus>
        <Popover.Target>
          <ActionIcon aria-label={label} title={label} onClick={() => setOpen(!isOpen)}>
            <IconBell size={size} stroke={1.75} />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown p={0} aria-label={t('common.shell.problems')}>
          <ProblemList onLeave={() => setOpen(false)} />
        </Popover.Dropdown>
      </Popover>
    </Indicator>
  );
}
