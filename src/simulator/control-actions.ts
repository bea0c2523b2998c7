import { playEvent } from './control-events.ts';
import { ControlError, type ControlInput, type Switchboard } from './control-switchboard.ts';
import { faultsOf } from './faults.ts';
import { setPointsPerMinute } from './helix/rate-limit.ts';
import { oauthSettingsOf } from './oauth-settings.ts';
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

type Action = (board: Switchboard, input: ControlInput) => unknown;

const MODERATOR = 'pixelpaul';

/** By address below `/sim/`; each gives what the caller may want to know. */
export const ACTIONS: Readonly<Record<string, Action>> = {
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
  'faults/fail'({ world }, input) {
    faultsOf(world).failNext({
      path: input.text('path'),
      status: input.number('status', 500),
      times: input.number('times', 1),
      ...(input.has('method') ? { method: input.text('method') } : {}),
      ...(input.has('message') ? { message: input.text('message') } : {}),
    });
    return faultsOf(world).list();
  },
  'faults/delay'({ world }, input) {
    faultsOf(world).delayNext({
      path: input.text('path'),
      milliseconds: input.number('milliseconds'),
      ...(input.has('times') ? { times: input.number('times') } : {}),
      ...(input.has('method') ? { method: input.text('method') } : {}),
    });
    return faultsOf(world).list();
  },
  'faults/clear'({ world }) {
    faultsOf(world).clear();
    return [];
  },
  /** Twitch has 800 points a minute; all buckets are full again. */
  limits({ world }, input) {
    const pointsPerMinute = input.number('pointsPerMinute', 800);
    setPointsPerMinute(world, pointsPerMinute);
    return { pointsPerMinute };
  },
  oauth({ world }, input) {
    const settings = oauthSettingsOf(world);
    settings.userTokenSeconds = input.number('userTokenSeconds', settings.userTokenSeconds);
    settings.appTokenSeconds = input.number('appTokenSeconds', settings.appTokenSeconds);
    settings.authorizationCodeSeconds = input.number('authorizationCodeSeconds', settings.authorizationCodeSeconds);
    settings.rotatesRefreshTokens = input.flag('rotatesRefreshTokens', settings.rotatesRefreshTokens);
    return settings;
  },
  /** Access tokens die as if their time were over; refreshing helps. */
  'tokens/expire'({ world }, input) {
    const userId = input.person('login').id;
    const tokens = Object.values(world.state.tokens).filter((token) => token.userId === userId);
    for (const token of tokens) {
      world.state.tokens[token.accessToken] = { ...token, expiresAtMs: world.nowMs() - 1 };
      world.emit({ kind: 'token-ended', accessToken: token.accessToken });
    }
    return { expired: tokens.length };
  },
  /** The person disconnects the app: only a new consent helps. */
  'authorization/end'({ world }, input) {
    const userId = input.person('login').id;
    const tokens = Object.values(world.state.tokens).filter((token) => token.userId === userId);
    for (const token of tokens) token.isRevoked = true;
    for (const clientId of new Set(tokens.map((token) => token.clientId))) {
      world.emit({ kind: 'authorization-ended', clientId, userId });
    }
    return { ended: tokens.length };
  },
  /** Registers further redirect addresses for an app, the sandbox's when none is named. */
  app({ world }, input) {
    const app = world.state.apps[input.text('clientId', Object.keys(world.state.apps)[0] ?? '')];
    if (!app) throw new ControlError('no such app');
    const redirectUri = input.text('redirectUri');
    if (!app.redirectUris.includes(redirectUri)) app.redirectUris.push(redirectUri);
    world.touch();
    return { clientId: app.clientId, redirectUris: app.redirectUris };
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
