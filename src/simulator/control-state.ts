import type { Switchboard } from './control-switchboard.ts';
import { faultsOf } from './faults.ts';
import { areRecentMessagesDown } from './recent-messages.ts';
import { channelOf, STREAMER_ID, userOf } from './world.ts';
import { activeBans } from './world-roles.ts';

/** What a test wants to know at the end: what this Twitch holds to be true. */
export function describeWorld({
  world,
  journal,
  irc,
  eventSub,
  flood,
  counter,
  net,
  theatre,
  ...board
}: Switchboard): unknown {
  const channel = channelOf(world, STREAMER_ID);
  const login = (userId: string): string => userOf(world, userId).login;
  const lines = world.state.messages.filter((line) => line.channelId === STREAMER_ID);
  return {
    nowMs: world.nowMs(),
    journalNumber: journal.lastNumber,
    isStoryRunning: board.isStoryRunning,
    ircConnections: irc.connectionCount,
    eventSubSessions: eventSub.sessionCount,
    liveTokens: Object.values(world.state.tokens).filter(
      (token) => !token.isRevoked && token.expiresAtMs > world.nowMs(),
    ).length,
    faults: faultsOf(world).list(),
    net: net.describe(),
    delivery: net.delivery,
    clockOffsetSeconds: world.clockOffsetMs / 1000,
    flood: flood.progress(),
    counts: counter.progress(),
    scenario: theatre.scenario,
    faultsOn: theatre.faults,
    areRecentMessagesDown: areRecentMessagesDown(world),
    stream: channel.stream,
    title: channel.title,
    categoryId: channel.categoryId,
    modes: channel.modes,
    shieldMode: channel.shieldMode,
    hypeTrain: channel.hypeTrain,
    followers: Object.keys(channel.followers).length,
    subscribers: Object.keys(channel.subscriptions).length,
    moderators: Object.keys(channel.moderators).map(login),
    vips: Object.keys(channel.vips).map(login),
    bans: activeBans(world, channel).map((ban) => ({
      ...ban,
      login: login(ban.userId),
      moderator: login(ban.moderatorId),
      isTimeout: ban.endsAtMs !== null,
    })),
    messages: lines.length,
    /** The newest lines, oldest first. */
    recentMessages: lines.slice(-500).map((line) => ({
      id: line.id,
      login: login(line.userId),
      text: line.text,
      sentAtMs: line.sentAtMs,
      deletedBy: line.deletedBy === null ? null : login(line.deletedBy),
    })),
  };
}
