import { channelOf, STREAMER_ID } from '../world.ts';
import { requestUnban, resolveUnbanRequest } from '../world-appeals.ts';
import { addBlockedTerm, decideHeldLine, holdLine } from '../world-automod.ts';
import { approveHeldLine, changeModes, clearChat, deleteMessage, notify } from '../world-chat.ts';
import { AUTOMOD_CATEGORIES, type HeldLine } from '../world-features.ts';
import {
  addModerator,
  addVip,
  banUser,
  removeModerator,
  removeVip,
  setShieldMode,
  unbanUser,
} from '../world-moderation.ts';
import { shoutOut } from '../world-raids.ts';
import type { ChatModes } from '../world-state.ts';
import { acknowledgeWarning, suspect, warn } from '../world-warnings.ts';
import { type Form, type Stage, sentence, type Words } from './sentence.ts';
import { lastLineOf, named } from './sentences-people.ts';

const channelId = STREAMER_ID;

/** What the team does, and what those do whom it concerns. */
export const TEAM_SENTENCES: readonly Form[] = [
  sentence('WHO times out WHOM for N s: TEXT', (words) => (stage) => ban(stage, words, words.number('N'))),
  sentence('WHO bans WHOM: TEXT', (words) => (stage) => ban(stage, words, null)),
  sentence('WHO bans N accounts called CROWD within M s: TEXT', (words) => ({
    count: words.number('N'),
    overSeconds: words.number('M'),
    play({ world, idOf }, index) {
      const userId = idOf(named(words.text('CROWD'), index));
      const moderatorId = idOf(words.text('WHO'));
      banUser(world, { channelId, moderatorId, userId, reason: words.text('TEXT'), seconds: null });
    },
  })),
  sentence('WHO unbans WHOM', (words) => (stage) => void unbanUser(stage.world, doing(stage, words))),
  sentence('WHO warns WHOM: TEXT', (words) => (stage) => {
    warn(stage.world, { ...doing(stage, words), reason: words.text('TEXT') });
  }),
  sentence('WHO acknowledges the warning', (words) => ({ world, idOf }) => {
    acknowledgeWarning(world, channelId, idOf(words.text('WHO')));
  }),
  sentence('WHO watches WHOM', (words) => (stage) => {
    suspect(stage.world, { ...doing(stage, words), status: 'ACTIVE_MONITORING' });
  }),
  sentence('WHO deletes the line of WHOM', (words) => (stage) => {
    const messageId = lastLineOf(stage, words.text('WHOM'));
    const { moderatorId } = doing(stage, words);
    if (messageId !== undefined) deleteMessage(stage.world, { channelId, messageId, moderatorId });
  }),
  sentence(
    'WHO clears the chat',
    (words) =>
      ({ world, idOf }) =>
        clearChat(world, channelId, idOf(words.text('WHO'))),
  ),
  sentence('WHO announces: TEXT', (words) => ({ world, idOf }) => {
    const userId = idOf(words.text('WHO'));
    const detail = { kind: 'announcement', color: 'PRIMARY' } as const;
    notify(world, { channelId, userId, text: words.text('TEXT'), systemText: '', detail });
  }),
  sentence('WHO shouts out WHOM', (words) => ({ world, idOf }) => {
    shoutOut(world, { fromId: channelId, toId: idOf(words.text('WHOM')), moderatorId: idOf(words.text('WHO')) });
  }),
  sentence('WHO becomes moderator', (words) => ({ world, idOf }) => {
    addModerator(world, channelId, idOf(words.text('WHO')));
  }),
  sentence('WHO is moderator no more', (words) => ({ world, idOf }) => {
    removeModerator(world, channelId, idOf(words.text('WHO')));
  }),
  sentence(
    'WHO becomes vip',
    (words) =>
      ({ world, idOf }) =>
        void addVip(world, channelId, idOf(words.text('WHO'))),
  ),
  sentence('WHO is vip no more', (words) => ({ world, idOf }) => {
    removeVip(world, channelId, idOf(words.text('WHO')));
  }),
  sentence('WHO turns on MODE', (words) => (stage) => turn(stage, words, true)),
  sentence('WHO turns off MODE', (words) => (stage) => turn(stage, words, false)),
  sentence('WHO slows the chat to N s', (words) => (stage) => {
    change(stage, words, { slowSeconds: words.number('N') });
  }),
  sentence('WHO lets only followers of N min write', (words) => (stage) => {
    change(stage, words, { followersOnlyMinutes: words.number('N') });
  }),
  sentence('WHO opens the chat', (words) => (stage) => {
    change(stage, words, {
      emoteOnly: false,
      subscribersOnly: false,
      uniqueChat: false,
      slowSeconds: null,
      followersOnlyMinutes: null,
    });
  }),
  sentence('AutoMod holds WHO for CATEGORY N: TEXT', (words) => {
    const category = AUTOMOD_CATEGORIES.find((one) => one === words.text('CATEGORY'));
    if (!category) throw new Error(`there is no AutoMod category "${words.text('CATEGORY')}"`);
    return ({ world, idOf }) => {
      const text = words.text('TEXT');
      const spans = [{ start: 0, end: Array.from(text).length - 1 }];
      const reason = { kind: 'automod', category, level: words.number('N'), spans } as const;
      holdLine(world, channelId, { userId: idOf(words.text('WHO')), text, isAction: false, reason });
    };
  }),
  sentence('WHO lets the held line of WHOM pass', (words) => (stage) => {
    const line = heldLineOf(stage, words);
    if (line)
      approveHeldLine(stage.world, { channelId, lineId: line.id, moderatorId: doing(stage, words).moderatorId });
  }),
  sentence('WHO denies the held line of WHOM', (words) => (stage) => {
    const line = heldLineOf(stage, words);
    const { moderatorId } = doing(stage, words);
    if (line) decideHeldLine(stage.world, { channelId, lineId: line.id, moderatorId, outcome: 'denied' });
  }),
  sentence('WHO blocks the words TEXT', (words) => ({ world, idOf }) => {
    addBlockedTerm(world, channelId, idOf(words.text('WHO')), words.text('TEXT'));
  }),
  sentence('WHO asks to come back: TEXT', (words) => ({ world, idOf }) => {
    requestUnban(world, { channelId, userId: idOf(words.text('WHO')), text: words.text('TEXT') });
  }),
  sentence('WHO takes the request back', (words) => ({ world, idOf }) => {
    const userId = idOf(words.text('WHO'));
    const request = requestOf(world, userId);
    if (request) resolveUnbanRequest(world, channelId, request, { status: 'canceled', moderatorId: null, text: '' });
  }),
  sentence('WHO lets WHOM come back: TEXT', (words) => (stage) => decide(stage, words, 'approved')),
  sentence('WHO keeps WHOM out: TEXT', (words) => (stage) => decide(stage, words, 'denied')),
];

function doing({ idOf }: Stage, words: Words): { channelId: string; moderatorId: string; userId: string } {
  return { channelId, moderatorId: idOf(words.text('WHO')), userId: idOf(words.text('WHOM')) };
}

function ban(stage: Stage, words: Words, seconds: number | null): void {
  banUser(stage.world, { ...doing(stage, words), reason: words.text('TEXT'), seconds });
}

function turn(stage: Stage, words: Words, isOn: boolean): void {
  const moderatorId = stage.idOf(words.text('WHO'));
  const mode = words.text('MODE');
  if (mode === 'shield mode') setShieldMode(stage.world, { channelId, moderatorId, isActive: isOn });
  else if (mode === 'emote-only') change(stage, words, { emoteOnly: isOn });
  else if (mode === 'subs-only') change(stage, words, { subscribersOnly: isOn });
  else change(stage, words, { uniqueChat: isOn });
}

function change({ world, idOf }: Stage, words: Words, changes: Partial<ChatModes>): void {
  changeModes(world, { channelId, moderatorId: idOf(words.text('WHO')), changes });
}

function heldLineOf({ world, idOf }: Stage, words: Words): HeldLine | undefined {
  const userId = idOf(words.text('WHOM'));
  return channelOf(world, channelId).heldLines.findLast((line) => line.userId === userId);
}

function requestOf(world: Stage['world'], userId: string) {
  return channelOf(world, channelId).unbanRequests.find(
    (request) => request.userId === userId && request.status === 'pending',
  );
}

function decide(stage: Stage, words: Words, status: 'approved' | 'denied'): void {
  const { moderatorId, userId } = doing(stage, words);
  const request = requestOf(stage.world, userId);
  if (request) {
    resolveUnbanRequest(stage.world, channelId, request, { status, moderatorId, text: words.text('TEXT') });
  }
}
