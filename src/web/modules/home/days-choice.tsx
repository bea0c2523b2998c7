import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useTexts } from '../../app/locale.tsx';
import classes from './home-page.module.css';
import type { Days } from './number-tiles.tsx';

const CHOICES: readonly Days[] = [7, 30, 90];

/** Over which time the figures tell what changed. */
export function DaysChoice({ days, onChange }: { days: Days; onChange: (days: Days) => void }) {
  const { t } = useTexts();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          className={classes['range'] ?? ''}
          variant="subtle"
          color="gray"
          aria-label={`${t('home.range')}: ${t('home.lastDays', { count: days })}`}
          rightSection={<IconChevronDown size={14} stroke={2} aria-hidden="true" />}
        >
          {t('home.lastDays', { count: days })}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {CHOICES.map((choice) => (
          <Menu.Item
            key={choice}
            role="menuitemradio"
            aria-checked={choice === days}
            rightSection={choice === days ? <IconCheck size={14} stroke={2} aria-hidden="true" /> : null}
            onClick={() => onChange(choice)}
          >
            {t('home.lastDays', { count: choice })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
