import { Menu, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconAt,
  IconBan,
  IconCopy,
  IconDots,
  IconHourglass,
  IconId,
  IconLockOpen,
  IconTrash,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { ChatLineView } from '../../../contract/live.ts';
import { useMay, useSettings } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { Key } from '../../ui/key.tsx';
import classes from './action-bar.module.css';
import { TIMEOUT_PRESETS } from './duration.ts';
import { type LineActs, personOf } from './line-acts.ts';

interface ActionBarProps {
  readonly line: ChatLineView;
  readonly acts: LineActs;
  readonly onReply: () => void;
}

/** Over a line of the chat: what can be done with it. It covers no word of the line. */
export function ActionBar({ line, acts, onReply }: ActionBarProps) {
  const { t } = useTexts();
  const mayAct = useMay('moderation.act');
  const maySend = useMay('live.send');
  const { settings } = useSettings();
  const isChoosing = acts.choosingSeq === line.seq;
  const bar = useRef<HTMLDivElement>(null);
  const hadFocus = useRef(false);
  // The buttons change: who was on one of them goes on with the first of the new ones.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change that takes the focused button away
  useEffect(() => {
    if (hadFocus.current) bar.current?.querySelector('button')?.focus();
    hadFocus.current = false;
  }, [isChoosing]);
  const person = personOf(line);
  if (!person) return null;
  const whyDelete = acts.why('delete', line);
  const whyRestrict = acts.why('restrict', line);
  return (
    <div
      ref={bar}
      className={classes['bar']}
      role="toolbar"
      aria-label={t('moderation.bar', { name: person.displayName })}
      onClickCapture={() => {
        hadFocus.current = true;
      }}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey || event.key === 'Enter') return;
        if (event.key.length === 1 && !settings.singleKeys) return;
        hadFocus.current = true;
        const isUsed = acts.onKey(event.key, line);
        if (!isUsed && event.key === 'Escape') bar.current?.closest<HTMLElement>('[role="log"]')?.focus();
        else if (!isUsed) return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      {isChoosing ? (
        <>
          {TIMEOUT_PRESETS.map((preset) => (
            <BarButton
              key={preset.key}
              icon={null}
              label={`${t(preset.label)} ${t('moderation.actions.timeout')}`}
              words={t(preset.label)}
              hint={preset.key}
              onPress={() => acts.timeout(line, preset.seconds)}
            />
          ))}
          <BarButton
            icon={null}
            label={t('moderation.ownDuration')}
            words={t('moderation.presets.own')}
            hint="5"
            onPress={() => acts.ownTimeout(line)}
          />
          <BarButton icon={IconX} label={t('common.cancel')} onPress={() => acts.choose(null)} />
        </>
      ) : (
        <>
          {maySend && line.messageId !== null ? (
            <BarButton icon={IconArrowBackUp} label={t('moderation.actions.reply')} shortcut="R" onPress={onReply} />
          ) : null}
          {mayAct ? (
            <>
              <BarButton
                icon={IconTrash}
                label={t('moderation.actions.delete')}
                hint="D"
                why={whyDelete && t(whyDelete)}
                onPress={() => acts.delete(line)}
              />
              <BarButton
                icon={IconHourglass}
                label={t('moderation.actions.timeout')}
                hint="T"
                why={whyRestrict && t(whyRestrict)}
                onPress={() => acts.onKey('t', line)}
              />
              <BarButton
                icon={IconBan}
                label={t('moderation.actions.ban')}
                hint="B"
                isDanger
                why={whyRestrict && t(whyRestrict)}
                onPress={() => acts.ban(line)}
              />
            </>
          ) : null}
          <MoreMenu line={line} acts={acts} canLift={mayAct && whyRestrict === null} />
        </>
      )}
    </div>
  );
}

function MoreMenu({ line, acts, canLift }: { line: ChatLineView; acts: LineActs; canLift: boolean }) {
  const { t } = useTexts();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <button type="button" className={classes['button']} aria-label={t('common.more')}>
          <IconDots size={16} stroke={1.75} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconId size={15} stroke={1.75} />}
          rightSection={<Key>V</Key>}
          onClick={() => acts.card(line)}
        >
          {t('moderation.actions.card')}
        </Menu.Item>
        {line.text === '' ? null : (
          <Menu.Item leftSection={<IconCopy size={15} stroke={1.75} />} onClick={() => acts.copyText(line)}>
            {t('moderation.actions.copy')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconAt size={15} stroke={1.75} />} onClick={() => acts.copyLogin(line)}>
          {t('moderation.copyLogin')}
        </Menu.Item>
        {canLift ? (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconHourglass size={15} stroke={1.75} />} onClick={() => acts.ownTimeout(line)}>
              {t('moderation.ownDuration')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconLockOpen size={15} stroke={1.75} />}
              rightSection={<Key>U</Key>}
              onClick={() => acts.lift(line)}
            >
              {line.removed?.by === 'ban' || line.kind === 'ban'
                ? t('moderation.actions.unban')
                : t('moderation.actions.untimeout')}
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}

interface BarButtonProps {
  readonly icon: TablerIcon | null;
  readonly label: string;
  readonly words?: string;
  /** The key, shown on the button. */
  readonly hint?: string;
  /** The key, only said. */
  readonly shortcut?: string;
  /** Why it cannot work; the button stays reachable, so that the reason can be read. */
  readonly why?: string | null;
  readonly isDanger?: boolean;
  readonly onPress: () => void;
}

function BarButton({ icon: Icon, label, words, hint, shortcut, why = null, isDanger, onPress }: BarButtonProps) {
  const button = (
    <button
      type="button"
      className={classes['button']}
      aria-label={label}
      aria-description={why ?? undefined}
      aria-disabled={why !== null}
      aria-keyshortcuts={hint ?? shortcut}
      data-danger={isDanger || undefined}
      onClick={onPress}
    >
      {Icon ? <Icon size={16} stroke={1.75} aria-hidden="true" /> : null}
      {words}
      {hint ? <Key>{hint}</Key> : null}
    </button>
  );
  if (words !== undefined) return button;
  return (
    <Tooltip label={why === null ? label : `${label}: ${why}`} position="top">
      {button}
    </Tooltip>
  );
}
