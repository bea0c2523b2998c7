import {
  IconArrowBackUp,
  IconDiamond,
  IconGift,
  IconInfoCircle,
  IconPlugConnectedX,
  IconSpeakerphone,
  IconStar,
  IconUsersGroup,
} from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import type { ChatLineView } from '../../../contract/live.ts';
import { useTexts } from '../../app/locale.tsx';
import { Badge } from '../../ui/badge.tsx';
import { ChatBadges, ChatName } from '../../ui/chat-name.tsx';
import { MessageText } from '../../ui/message-text.tsx';
import classes from './chat-line.module.css';
import { HintBadges } from './hint-badges.tsx';
import { type NoticeLook, noticeLook, noticeText, roomStateText } from './notice-text.ts';

export type ChatUser = NonNullable<ChatLineView['user']>;

export interface ChatLineProps {
  readonly line: ChatLineView;
  readonly isSelected?: boolean | undefined;
  /** The line a jump led to. */
  readonly isTarget?: boolean | undefined;
  /** May the person read what was taken down? */
  readonly readsRemoved: boolean;
  readonly ownLogin?: string | undefined;
  readonly words?: readonly string[] | undefined;
  readonly onOpenPerson?: ((user: ChatUser, line: ChatLineView) => void) | undefined;
  /** Buttons over the row; only for the row that is pointed at or selected. */
  readonly actions?: ReactNode;
  /** The first row has no room above it. */
  readonly hasBarBelow?: boolean | undefined;
  readonly withDate?: boolean | undefined;
  /** For a removed line: by whom and why, where the room above knows. */
  readonly removedNote?: string | null | undefined;
}

/** One line of the chat log, whatever its kind. */
export const ChatLine = memo(function ChatLine(props: ChatLineProps) {
  switch (props.line.kind) {
    case 'message':
      return <Message {...props} />;
    case 'user-notice':
      return <Notice {...props} />;
    case 'gap':
      return <Gap line={props.line} />;
    case 'timeout':
    case 'ban':
    case 'clear':
    case 'deleted':
    case 'notice':
    case 'room-state':
    case 'other':
      return <SystemLine line={props.line} />;
    default:
      return props.line.kind satisfies never;
  }
});

function Time({ at, withDate }: { at: string; withDate?: boolean | undefined }) {
  const { time, day } = useTexts();
  return (
    <time className={classes['time']} dateTime={at}>
      {withDate ? day(at) : time(at)}
    </time>
  );
}

function Message(props: ChatLineProps) {
  const { line, isSelected, isTarget, readsRemoved, onOpenPerson, actions, hasBarBelow, withDate } = props;
  const { t } = useTexts();
  const isRemoved = line.removed !== null;
  return (
    <div
      className={[classes['row'], isRemoved && classes['removed']].filter(Boolean).join(' ')}
      data-selected={isSelected || undefined}
      data-target={isTarget || undefined}
      data-highlighted={line.isHighlighted || undefined}
      data-first={line.isFirstMessage || undefined}
      data-dated={withDate || undefined}
    >
      <Time at={line.sentAt} withDate={withDate} />
      <div className={classes['body']}>
        {line.replyTo ? (
          <div className={classes['reply']}>
            <IconArrowBackUp size={13} stroke={2} aria-hidden="true" />
            <span>{t('live.line.replyTo', { name: line.replyTo.displayName, text: line.replyTo.text })}</span>
          </div>
        ) : null}
        <Tags line={line} />
        {line.user ? (
          <>
            <ChatBadges badges={line.user.badges} />
            <ChatName user={line.user} onOpen={onOpenPerson && ((user) => onOpenPerson(user, line))} />
            <span className={classes['gap']} />
          </>
        ) : null}
        <span className={[classes['text'], line.isAction && classes['action']].filter(Boolean).join(' ')}>
          {isRemoved && !readsRemoved ? t('live.line.removedHidden') : <MessageText {...props} />}
        </span>
        {isRemoved ? <Why line={line} note={props.removedNote} /> : null}
      </div>
      {actions ? (
        <div className={classes['bar']} data-below={hasBarBelow || undefined}>
          {actions}
        </div>
      ) : null}
    </div>
  );
}

function Tags({ line }: { line: ChatLineView }) {
  const { t, number } = useTexts();
  const isPlain =
    !line.isFirstMessage &&
    !line.isReturning &&
    line.bits === null &&
    line.sharedFrom === null &&
    !line.isFilled &&
    line.hints.length === 0;
  if (isPlain) return null;
  return (
    <span className={classes['tags']}>
      {line.isFirstMessage ? <Badge tone="info">{t('live.line.first')}</Badge> : null}
      {line.isReturning ? <Badge tone="neutral">{t('live.line.returning')}</Badge> : null}
      {line.isFilled ? (
        <span title={t('live.line.filledHint')}>
          <Badge tone="neutral">{t('live.line.filled')}</Badge>
        </span>
      ) : null}
      {line.sharedFrom ? <Badge tone="neutral">{t('live.line.shared')}</Badge> : null}
      {line.bits === null ? null : (
        <Badge tone="neutral" icon={<IconDiamond size={12} stroke={2} aria-hidden="true" />}>
          {t('live.line.bits', { count: line.bits, amount: number(line.bits) })}
        </Badge>
      )}
      <HintBadges hints={line.hints} />
    </span>
  );
}

const REASONS = {
  delete: 'live.line.removedDelete',
  timeout: 'live.line.removedTimeout',
  ban: 'live.line.removedBan',
  clear: 'live.line.removedClear',
} as const;

function Why({ line, note }: { line: ChatLineView; note: string | null | undefined }) {
  const { t } = useTexts();
  if (!line.removed) return null;
  return <span className={classes['why']}>{[t(REASONS[line.removed.by]), note].filter(Boolean).join(' · ')}</span>;
}

const ICONS: Readonly<Record<NoticeLook, typeof IconGift>> = {
  sub: IconStar,
  gift: IconGift,
  raid: IconUsersGroup,
  announcement: IconSpeakerphone,
  bits: IconDiamond,
  plain: IconInfoCircle,
};

function Notice(props: ChatLineProps) {
  const { line, isSelected, readsRemoved, withDate } = props;
  const { t } = useTexts();
  const look = noticeLook(line);
  const Icon = ICONS[look];
  const isHidden = line.removed !== null && !readsRemoved;
  return (
    <div
      className={classes['notice']}
      data-look={look}
      data-selected={isSelected || undefined}
      data-dated={withDate || undefined}
    >
      <Time at={line.sentAt} withDate={withDate} />
      <Icon size={17} stroke={1.75} aria-hidden="true" />
      <div className={classes['body']}>
        {noticeText(line, t)}
        {line.text !== '' && !isHidden ? (
          <span className={[classes['said'], line.removed && classes['removed']].filter(Boolean).join(' ')}>
            <MessageText {...props} />
          </span>
        ) : null}
      </div>
    </div>
  );
}

function SystemLine({ line }: { line: ChatLineView }) {
  const { t, duration } = useTexts();
  const name = line.target?.login ?? t('live.line.someone');
  const text = (): string => {
    switch (line.kind) {
      case 'timeout':
        return t('live.line.timeout', { name, duration: duration(line.target?.seconds ?? 0) });
      case 'ban':
        return t('live.line.ban', { name });
      case 'clear':
        return t('live.line.clear');
      case 'deleted':
        return t('live.line.deleted', { name });
      case 'room-state':
        return t('live.line.roomState', { what: roomStateText(line, t) });
      default:
        return line.notice?.systemText || line.text;
    }
  };
  return (
    <div className={classes['system']}>
      <Time at={line.sentAt} />
      <span>{text()}</span>
    </div>
  );
}

const GAPS = {
  offline: 'live.line.gapOffline',
  'connection-lost': 'live.line.gap',
  'twitch-restart': 'live.line.gap',
  'not-stored': 'live.line.gapNotStored',
} as const;

function Gap({ line }: { line: ChatLineView }) {
  const { t, timeExact, duration } = useTexts();
  if (!line.gap) return null;
  const seconds = Math.max(1, Math.round((Date.parse(line.gap.until) - Date.parse(line.sentAt)) / 1000));
  return (
    <div className={classes['lost']}>
      <span>
        <IconPlugConnectedX size={15} stroke={1.75} aria-hidden="true" />
        {t(GAPS[line.gap.reason], {
          from: timeExact(line.sentAt),
          until: timeExact(line.gap.until),
          duration: duration(seconds),
        })}
        {line.gap.filled === null ? null : ` ${t('live.line.gapFilled', { count: line.gap.filled })}`}
      </span>
    </div>
  );
}
