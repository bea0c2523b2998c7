import { describe, expect, it } from 'vitest';
import { CHANNEL, openRecord, privmsg, type RecordRig } from '../../testing/record.ts';
import { readEventSubEvent } from '../../twitch/wire/eventsub.ts';
import type { EventSubNotification } from '../../twitch/wire/eventsub-message.ts';

const START_MS = Date.UTC(2026, 10, 22, 18);
const at = (minutes: number): number => START_MS + minutes * 60_000;
const iso = (minutes: number): string => new Date(at(minutes)).toISOString();
const span = (from: number, until: number) => ({ from: iso(from), until: iso(until) });

function stream(type: 'stream.online' | 'stream.offline', minutes: number): EventSubNotification {
  const raw = {
    id: 's1',
    broadcaster_user_id: CHANNEL.twitchId,
    broadcaster_user_login: CHANNEL.login,
    broadcaster_user_name: CHANNEL.displayName,
    started_at: iso(minutes),
  };
  const event = readEventSubEvent(type, raw, at(minutes));
  const about = { subscriptionId: '', subscriptionType: type, subscriptionVersion: '1' };
  return { messageId: `${type}${minutes}`, sentAtMs: at(minutes), ...about, event, raw };
}

const linesOf = async (record: RecordRig, from = -60, until = 600) => {
  const { lines, streams } = await record.live.coverage(at(from), at(until));
  return { streams, ...Object.fromEntries(lines.map(({ line, ...rest }) => [line, rest])) };
};

describe('coverage', () => {
  it('is empty for a channel that nothing was heard of', async () => {
    const record = await openRecord();
    record.clock.advance(60 * 60_000);
    const nothing = { since: null, gaps: [] };
    expect(await linesOf(record)).toEqual({ streams: [], chat: nothing, events: nothing, viewers: nothing });
  });

  it('names the gaps of each line, those of viewers only while the channel was live', async () => {
    const record = await openRecord();
    record.intake.chatJoined({ atMs: at(0), reason: 'offline' });
    await record.receive(privmsg(1, 'hallo', { sentAtMs: at(0) }));
    record.clock.advance(120 * 60_000);
    record.intake.chatAlive(at(10));
    record.intake.chatJoined({ atMs: at(14), reason: 'connection-lost' });
    record.intake.chatAlive(at(120));
    await record.intake.settled();
    await record.live.endEventsGap(at(1));
    await record.live.saveEventsAlive(at(20));
    expect(await record.live.endEventsGap(at(25))).toEqual({ fromMs: at(20), untilMs: at(25) });
    await record.live.saveEventsAlive(at(120));
    await record.notify(stream('stream.online', 30), stream('stream.offline', 60));
    expect(await linesOf(record)).toEqual({
      streams: [span(30, 60)],
      chat: { since: iso(0), gaps: [span(10, 14)] },
      events: { since: iso(1), gaps: [span(20, 25)] },
      viewers: { since: null, gaps: [] },
    });
    expect(await linesOf(record, 12, 22)).toMatchObject({
      streams: [],
      chat: { gaps: [span(12, 14)] },
      events: { gaps: [span(20, 22)] },
    });
  });

  it('shows a gap that goes on, and one that began long before', async () => {
    const record = await openRecord();
    // The line stands in this rig as one that was never started.
    record.intake.chatJoined({ atMs: at(0), reason: 'offline' });
    await record.receive(privmsg(1, 'hallo', { sentAtMs: at(0) }));
    await record.live.endEventsGap(at(0));
    const tenDays = 10 * 24 * 60;
    record.clock.advance(tenDays * 60_000);
    expect(await linesOf(record, tenDays - 60, tenDays)).toMatchObject({
      chat: { gaps: [span(tenDays - 60, tenDays)] },
      events: { gaps: [span(tenDays - 60, tenDays)] },
    });
    record.intake.chatJoined({ atMs: at(tenDays), reason: 'offline' });
    await record.intake.settled();
    expect(await linesOf(record, tenDays - 60, tenDays)).toMatchObject({
      chat: { gaps: [span(tenDays - 60, tenDays)] },
    });
  });
});
