import { ActionIcon, TextInput } from '@mantine/core';
import { IconArrowBackUp, IconSend, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type ChatLineView, live } from '../../../contract/live.ts';
import { call } from '../../api/call.ts';
import { useMay, useMe } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';
import classes from './composer.module.css';
import { EmotePicker } from './emote-picker.tsx';
import { SpeakerChoice } from './speaker-choice.tsx';

/** Twitch counts Unicode code points. */
const LONGEST = 500;

interface ComposerProps {
  readonly replyTo: ChatLineView | null;
  readonly onReplyDone: () => void;
  readonly inputRef: React.RefObject<HTMLInputElement | null>;
}

/** Writes into the chat as the signed-in person, or as the bot where there is one. What Twitch refuses stays in the field. */
export function Composer({ replyTo, onReplyDone, inputRef }: ComposerProps) {
  const { t } = useTexts();
  const me = useMe();
  const may = useMay('live.send');
  const [text, setText] = useState('');
  const [wantsBot, setWantsBot] = useState(false);
  const { bot } = me;
  const speaker: 'me' | 'bot' = bot !== null && (wantsBot || me.actingAs === null) ? 'bot' : 'me';
  const name = speaker === 'bot' ? bot?.displayName : me.actingAs?.login;
  const caret = useRef(0);
  const send = useMutation({
    mutationFn: () =>
      call(live.send, {
        text: text.trim(),
        as: speaker,
        ...(replyTo?.messageId ? { replyTo: replyTo.messageId } : {}),
      }),
    onSuccess: () => {
      setText('');
      onReplyDone();
    },
    onSettled: () => requestAnimationFrame(() => inputRef.current?.focus()),
  });
  const hasChoice = may && bot !== null && me.actingAs !== null;
  const left = LONGEST - Array.from(text.trim()).length;
  const why = !may ? t('live.composer.disabledRole') : name === undefined ? t('live.composer.disabledGrant') : null;
  const canSend = why === null && text.trim() !== '' && left >= 0 && !send.isPending;

  const insert = (name: string): void => {
    const at = Math.min(caret.current, text.length);
    const before = text.slice(0, at);
    const gap = before === '' || before.endsWith(' ') ? '' : ' ';
    setText(`${before}${gap}${name} ${text.slice(at)}`);
    requestAnimationFrame(() => inputRef.current?.focus());
  };

  return (
    <form
      className={classes['composer']}
      onSubmit={(event) => {
        event.preventDefault();
        if (canSend) send.mutate();
      }}
    >
      {send.error ? <ErrorStrip error={send.error} /> : null}
      {replyTo?.user ? (
        <div className={classes['reply']}>
          <IconArrowBackUp size={14} stroke={2} aria-hidden="true" />
          <span>
            {t('live.composer.reply', { name: replyTo.user.displayName })}: {replyTo.text}
          </span>
          <ActionIcon size="xs" aria-label={t('live.composer.stopReply')} onClick={onReplyDone}>
            <IconX size={13} stroke={2} />
          </ActionIcon>
        </div>
      ) : null}
      <TextInput
        ref={inputRef}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          if (send.error) send.reset();
        }}
        onBlur={(event) => {
          caret.current = event.currentTarget.selectionStart ?? text.length;
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && replyTo) {
            event.stopPropagation();
            onReplyDone();
          }
        }}
        disabled={why !== null}
        placeholder={why ?? t(hasChoice ? 'live.composer.write' : 'live.composer.placeholder', { login: name ?? '' })}
        aria-label={t('live.composer.placeholder', { login: name ?? '' })}
        autoComplete="off"
        maxLength={2000}
        rightSectionWidth="auto"
        rightSection={
          <div className={classes['buttons']}>
            {hasChoice && bot && me.actingAs ? (
              <SpeakerChoice
                speaker={speaker}
                me={me.actingAs.displayName}
                bot={bot.displayName}
                onChoose={(chosen) => setWantsBot(chosen === 'bot')}
              />
            ) : null}
            <EmotePicker isDisabled={why !== null} onPick={insert} />
            <ActionIcon type="submit" disabled={!canSend} loading={send.isPending} aria-label={t('live.composer.send')}>
              <IconSend size={16} stroke={1.75} />
            </ActionIcon>
          </div>
        }
      />
      {left < 100 ? (
        <span className={classes['left']} data-over={left < 0 || undefined} role="status">
          {left < 0 ? t('live.composer.tooLong', { count: -left }) : t('live.composer.left', { count: left })}
        </span>
      ) : null}
    </form>
  );
}
