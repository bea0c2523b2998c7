import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconRobot } from '@tabler/icons-react';
import { useTexts } from '../../app/locale.tsx';
import classes from './composer.module.css';

interface SpeakerChoiceProps {
  readonly speaker: 'me' | 'bot';
  /** Names on Twitch. */
  readonly me: string;
  readonly bot: string;
  readonly onChoose: (speaker: 'me' | 'bot') => void;
}

/** Under whose name the next message goes out. */
export function SpeakerChoice({ speaker, me, bot, onChoose }: SpeakerChoiceProps) {
  const { t } = useTexts();
  const name = speaker === 'bot' ? bot : me;
  return (
    <Menu position="top-end" width={220} withinPortal>
      <Menu.Target>
        <UnstyledButton className={classes['speaker']} aria-label={t('live.composer.asLabel', { name })}>
          {speaker === 'bot' ? <IconRobot size={14} stroke={2} aria-hidden="true" /> : null}
          <span>{t('live.composer.as', { name })}</span>
          <IconChevronDown size={13} stroke={2} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={speaker} onChange={(value) => onChoose(value as 'me' | 'bot')}>
          <Menu.RadioItem value="me">{me}</Menu.RadioItem>
          <Menu.RadioItem value="bot">{t('live.composer.asBot', { name: bot })}</Menu.RadioItem>
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
