import { playEvent } from './control-events.ts';
import { NET_ACTIONS } from './control-net.ts';
import { OAUTH_ACTIONS } from './control-oauth.ts';
import { SCENARIO_ACTIONS } from './control-scenarios.ts';
import { type Action, ControlError, type ControlInput } from './control-switchboard.ts';
import { changeModes, clearChat, deleteMessage, sendLine } from './world-chat.ts';
import {
  addModerator,
  addVip,
  banUser,
  removeModerator,
  removeVip,
  setShieldMode,
  unbanUser,
} from './world-moderation.ts';

const MODERATOR = 'pixelpaul';

/** By address below `/sim/`; each gives what the caller may want to know. */
export const ACTIONS: Readonly<Record<string, Action>> = {
  ...NET_ACTIONS,
  ...OAUTH_ACTIONS,
  ...SCENARIO_ACTIONS,
  say({ world }, input) {
    const sent = sendLine(world, {
      channelId: input.channelId(),
      userId: input.person('login').id,
      text: input.text('text'),
      isUnlimited: !input.flag('obeysLimits', false),
      ...(input.has('replyTo') ? { replyTo: input.text('replyTo') } : {}),
    });
    return sent.ok ? { isSent: true, id: sent.value.id } : { isSent: false, ...sent.error };
  },
  event({ world }, input) {
    if (!playEvent(world, input)) throw new ControlError(`"${input.text('kind')}" did not happen`);
    return {};
  },
  ban({ world }, input) {
    const seconds = input.has('seconds') ? input.number('seconds') : null;
    const banned = banUser(world, {
      channelId: input.channelId(),
      moderatorId: input.person('moderator', MODERATOR).id,
      userId: input.person('login').id,
      reason: input.text('reason', ''),
      seconds,
    });
    return banned.ok ? banned.value : { refused: banned.error };
  },
  unban({ world }, input) {
    const moderatorId = input.person('moderator', MODERATOR).id;
    const done = unbanUser(world, { channelId: input.channelId(), moderatorId, userId: input.person('login').id });
    return done.ok ? {} : { refused: done.error };
  },
  delete({ world }, input) {
    const moderatorId = input.person('moderator', MODERATOR).id;
    const done = deleteMessage(world, {
      channelId: input.channelId(),
      messageId: input.text('messageId'),
      moderatorId,
    });
    return done.ok ? {} : { refused: done.error };
  },
  clear({ world }, input) {
    clearChat(world, input.channelId(), input.person('moderator', MODERATOR).id);
    return {};
  },
  modes({ world }, input) {
    return changeModes(world, {
      channelId: input.channelId(),
      moderatorId: input.person('moderator', MODERATOR).id,
      changes: {
        ...(input.has('emoteOnly') ? { emoteOnly: input.flag('emoteOnly', false) } : {}),
        ...(input.has('subscribersOnly') ? { subscribersOnly: input.flag('subscribersOnly', false) } : {}),
        ...(input.has('uniqueChat') ? { uniqueChat: input.flag('uniqueChat', false) } : {}),
        ...(input.has('slowSeconds') ? { slowSeconds: input.number('slowSeconds') || null } : {}),
        ...(input.has('followersOnlyMinutes') ? { followersOnlyMinutes: offWhenNegative(input) } : {}),
      },
    });
  },
  shield({ world }, input) {
    const moderatorId = input.person('moderator', MODERATOR).id;
    setShieldMode(world, { channelId: input.channelId(), moderatorId, isActive: input.flag('isActive', true) });
    return {};
  },
  role({ world }, input) {
    const change = { mod: addModerator, unmod: removeModerator, vip: addVip, unvip: removeVip }[input.text('change')];
    if (!change) throw new ControlError('"change" must be mod, unmod, vip or unvip');
    const done = change(world, input.channelId(), input.person('login').id);
    return done.ok ? {} : { refused: done.error };
  },
  flood({ world, flood }, input) {
    flood.start({
      channelId: input.channelId(),
      linesPerSecond: input.number('linesPerSecond', 100),
      seconds: input.number('seconds', 1),
      text: input.text('text', 'Zeile {n}'),
    });
    world.touch();
    return flood.progress();
  },
  'flood/stop'({ flood }) {
    flood.stop();
    return flood.progress();
  },
  story(board, input) {
    board.isStoryRunning = input.flag('running', true);
    return { running: board.isStoryRunning };
  },
  'irc/reconnect'({ irc }) {
    irc.askToReconnect();
    return {};
  },
  'irc/drop'({ irc }) {
    irc.dropAll();
    return {};
  },
  'eventsub/reconnect'({ eventSub }) {
    eventSub.askToReconnect();
    return {};
  },
  'eventsub/drop'({ eventSub }) {
    eventSub.dropAll();
    return {};
  },
  /** Close codes 4000 to 4006. */
  'eventsub/close'({ eventSub }, input) {
    eventSub.closeAll(input.number('code', 4000));
    return {};
  },
  'eventsub/revoke'({ eventSub }, input) {
    return { revoked: eventSub.revokeType(input.text('type'), input.text('status', 'version_removed')) };
  },
  'eventsub/duplicate'({ eventSub }) {
    return { repeated: eventSub.repeatLast() };
  },
  offline(board, input) {
    board.offlineUntilMs = Date.now() + input.number('seconds', 5) * 1000;
    board.irc.dropAll();
    board.eventSub.dropAll();
    return { untilMs: board.offlineUntilMs };
  },
  online(board) {
    board.offlineUntilMs = 0;
    return {};
  },
  save(board) {
    board.save();
    return {};
  },
};

function offWhenNegative(input: ControlInput): number | null {
  const minutes = input.number('followersOnlyMinutes');
  return minutes < 0 ? null : minutes;
}
