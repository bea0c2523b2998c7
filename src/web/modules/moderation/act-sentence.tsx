import {
  IconArrowBackUp,
  IconBan,
  IconCrown,
  IconCrownOff,
  IconEraser,
  IconHourglass,
  IconLetterCase,
  IconLockOpen,
  IconMessage2Exclamation,
  IconMessageReport,
  IconSettings,
  IconShield,
  IconShieldOff,
  IconTrash,
  IconUsersGroup,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ModActionView } from '../../../contract/moderation.ts';
import type { MessageKey, Translate } from '../../../i18n/messages.ts';
import { useTexts } from '../../app/locale.tsx';

export const ACT_ICONS: Readonly<Record<ModActionView['kind'], TablerIcon>> = {
  delete: IconTrash,
  timeout: IconHourglass,
  ban: IconBan,
  unban: IconArrowBackUp,
  untimeout: IconArrowBackUp,
  clear: IconEraser,
  warn: IconMessage2Exclamation,
  mod: IconShield,
  unmod: IconShieldOff,
  vip: IconCrown,
  unvip: IconCrownOff,
  raid: IconUsersGroup,
  unraid: IconUsersGroup,
  'chat-mode': IconSettings,
  terms: IconLetterCase,
  'unban-request': IconLockOpen,
  other: IconMessageReport,
};

/** A private-use character stands for the name while the sentence is made, so that it can be set bold. */
const NAME = '\uE000';

function withName(sentence: string, name: ReactNode): ReactNode {
  const [before, after] = sentence.split(NAME);
  return after === undefined ? (
    sentence
  ) : (
    <>
      {before}
      {name}
      {after}
    </>
  );
}

const KEYS: Readonly<Partial<Record<ModActionView['kind'], MessageKey>>> = {
  delete: 'moderation.acts.delete',
  timeout: 'moderation.acts.timeout',
  ban: 'moderation.acts.ban',
  unban: 'moderation.acts.unban',
  untimeout: 'moderation.acts.untimeout',
  clear: 'moderation.acts.clear',
  warn: 'moderation.acts.warn',
  mod: 'moderation.acts.mod',
  unmod: 'moderation.acts.unmod',
  vip: 'moderation.acts.vip',
  unvip: 'moderation.acts.unvip',
  raid: 'moderation.acts.raid',
  unraid: 'moderation.acts.unraid',
};

const TERM_KEYS: Readonly<Record<string, MessageKey>> = {
  add_blocked_term: 'moderation.acts.blockTerm',
  remove_blocked_term: 'moderation.acts.unblockTerm',
  add_permitted_term: 'moderation.acts.permitTerm',
  remove_permitted_term: 'moderation.acts.unpermitTerm',
};

/** What was done, as one line: `zuckerwatte_x 10 min Auszeit`. */
export function ActSentence({ action }: { action: ModActionView }) {
  const { t, duration } = useTexts();
  const name = <strong>{action.target?.displayName ?? ''}</strong>;
  const key = KEYS[action.kind];
  if (key) return withName(t(key, { name: NAME, duration: duration(action.seconds ?? 0) }), name);
  const { details } = action;
  switch (action.kind) {
    case 'chat-mode':
      return t('moderation.acts.chatMode', { what: chatModeText(details, t) });
    case 'terms': {
      const termKey = TERM_KEYS[details['change'] ?? ''];
      return termKey ? t(termKey, { terms: details['terms'] ?? '' }) : t('moderation.kinds.terms');
    }
    case 'unban-request': {
      const isApproved = details['answer'] === 'approve_unban_request';
      return withName(
        t(isApproved ? 'moderation.acts.unbanApproved' : 'moderation.acts.unbanDenied', { name: NAME }),
        name,
      );
    }
    default:
      return t('moderation.acts.other', { action: details['action'] ?? t('moderation.kinds.other') });
  }
}

/** The same as news: `zuckerwatte_x hat 10 min Auszeit.` */
export function DoneSentence({ action }: { action: ModActionView }) {
  const { t, duration } = useTexts();
  if (action.state === 'open') return t('moderation.unconfirmed');
  switch (action.kind) {
    case 'delete':
    case 'timeout':
    case 'ban':
    case 'unban':
    case 'untimeout':
      return withName(
        t(`moderation.done.${action.kind}`, { name: NAME, duration: duration(action.seconds ?? 0) }),
        <strong>{action.target?.displayName ?? ''}</strong>,
      );
    default:
      return <ActSentence action={action} />;
  }
}

const MODES: Readonly<Record<string, MessageKey>> = {
  emoteonly: 'live.rooms.emoteOnly',
  emoteonlyoff: 'live.rooms.emoteOnlyOff',
  followersoff: 'live.rooms.followersOnlyOff',
  uniquechat: 'live.rooms.unique',
  uniquechatoff: 'live.rooms.uniqueOff',
  slowoff: 'live.rooms.slowOff',
  subscribers: 'live.rooms.subsOnly',
  subscribersoff: 'live.rooms.subsOnlyOff',
};

function chatModeText(details: ModActionView['details'], t: Translate): string {
  const { mode = '', minutes = '0', seconds = '0' } = details as Record<string, string | undefined>;
  if (mode === 'slow') return t('live.rooms.slow', { seconds });
  if (mode === 'followers') {
    return minutes === '0' ? t('live.rooms.followersOnlyAny') : t('live.rooms.followersOnly', { minutes });
  }
  const key = MODES[mode];
  return key ? t(key) : mode;
}
