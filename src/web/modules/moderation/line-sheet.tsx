import { Drawer } from '@mantine/core';
import {
  IconArrowBackUp,
  IconBan,
  IconChevronRight,
  IconCopy,
  IconHourglass,
  IconTrash,
  type TablerIcon,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { ChatLineView } from '../../../contract/live.ts';
import { useMay } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { ChatName } from '../../ui/chat-name.tsx';
import { useReturnFocus } from '../../ui/use-return-focus.ts';
import { ActingAs } from './acting-as.tsx';
import { TIMEOUT_PRESETS } from './duration.ts';
import { type LineActs, personOf } from './line-acts.ts';
import classes from './line-sheet.module.css';
import { ViewerAvatar } from './viewer-avatar.tsx';

interface LineSheetProps {
  readonly line: ChatLineView;
  readonly acts: LineActs;
  readonly onReply: () => void;
  readonly onClose: () => void;
}

/** On a phone: the touched line's acts, large enough for a thumb. */
export function LineSheet({ line, acts, onReply, onClose }: LineSheetProps) {
  useReturnFocus();
  const { t } = useTexts();
  const mayAct = useMay('moderation.act');
  const maySend = useMay('live.send');
  const [isChoosing, setChoosing] = useState(false);
  const person = personOf(line);
  if (!person) return null;
  const whyDelete = acts.why('delete', line);
  const whyRestrict = acts.why('restrict', line);
  const then = (work: () => void) => () => {
    onClose();
    work();
  };
  return (
    <Drawer
      opened
      onClose={onClose}
      position="bottom"
      size="auto"
      withCloseButton={false}
      padding={0}
      attributes={{ content: { 'aria-label': t('moderation.bar', { name: person.displayName }) } }}
      classNames={{ content: classes['content'] ?? '' }}
    >
      <div className={classes['sheet']}>
        <span className={classes['grip']} aria-hidden="true" />
        <button type="button" className={classes['head']} onClick={then(() => acts.card(line))} data-autofocus>
          <ViewerAvatar person={person} size={40} />
          <span className={classes['words']}>
            <ChatName user={{ ...person, color: person.color ?? null, badges: [...(person.badges ?? [])] }} />
            <span className={classes['text']}>{line.text}</span>
          </span>
          <span className="sr-only">{t('moderation.actions.card')}</span>
          <IconChevronRight size={20} stroke={1.75} aria-hidden="true" />
        </button>
        {isChoosing ? (
          <div className={classes['grid']}>
            {TIMEOUT_PRESETS.map((preset) => (
              <button
                key={preset.key}
                type="button"
                className={classes['button']}
                onClick={then(() => acts.timeout(line, preset.seconds))}
              >
                {t(preset.label)}
              </button>
            ))}
            <button type="button" className={classes['wide']} onClick={then(() => acts.ownTimeout(line))}>
              {t('moderation.ownDuration')} …
            </button>
          </div>
        ) : (
          <div className={classes['grid']}>
            {maySend && line.messageId !== null ? (
              <SheetButton icon={IconArrowBackUp} label={t('moderation.actions.reply')} onPress={then(onReply)} />
            ) : null}
            <SheetButton icon={IconCopy} label={t('common.copy')} onPress={then(() => acts.copyText(line))} />
            {mayAct ? (
              <>
                <SheetButton
                  icon={IconTrash}
                  label={t('moderation.actions.delete')}
                  isOff={whyDelete !== null}
                  onPress={then(() => acts.delete(line))}
                />
                <SheetButton
                  icon={IconHourglass}
                  label={t('moderation.actions.timeout')}
                  isOff={whyRestrict !== null}
                  onPress={whyRestrict === null ? () => setChoosing(true) : then(() => acts.ownTimeout(line))}
                />
                <button
                  type="button"
                  className={classes['wide']}
                  data-danger
                  aria-disabled={whyRestrict !== null}
                  onClick={then(() => acts.ban(line))}
                >
                  <IconBan size={18} stroke={1.75} aria-hidden="true" />
                  {t('moderation.actions.ban')} …
                </button>
              </>
            ) : null}
          </div>
        )}
        {mayAct ? <ActingAs /> : null}
      </div>
    </Drawer>
  );
}

function SheetButton({
  icon: Icon,
  label,
  isOff = false,
  onPress,
}: {
  icon: TablerIcon;
  label: string;
  isOff?: boolean;
  onPress: () => void;
}) {
  return (
    <button type="button" className={classes['button']} aria-disabled={isOff} onClick={onPress}>
      <Icon size={20} stroke={1.75} aria-hidden="true" />
      {label}
    </button>
  );
}
