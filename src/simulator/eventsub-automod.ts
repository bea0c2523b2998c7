import { forChannel, type Json, messageBody, person, type WireEvent, wireTime } from './eventsub-parts.ts';
import type { World } from './world.ts';
import type { FeatureEvent } from './world-feature-events.ts';
import type { HeldLine, TextSpan } from './world-features.ts';

/** AutoMod tells the moderators, and the writer about the own line. */
export function heldLineEvents(
  world: World,
  event: FeatureEvent & { kind: 'line-held' | 'held-line-decided' },
): WireEvent[] {
  const { channelId, line } = event;
  const message = messageBody(world, line.text);
  const own = { ...person(world, line.userId), message_id: line.id, message };
  const body = { ...own, ...reasonOf(world, channelId, line), held_at: wireTime(line.heldAtMs) };
  if (event.kind === 'line-held') {
    return [
      forChannel(world, 'automod.message.hold', channelId, body),
      forReader(world, 'channel.chat.user_message_hold', event, own),
    ];
  }
  const { moderatorId, outcome } = event;
  return [
    forChannel(world, 'automod.message.update', channelId, {
      ...body,
      ...person(world, moderatorId, 'moderator_'),
      status: outcome,
    }),
    forReader(world, 'channel.chat.user_message_update', event, {
      ...own,
      status: outcome === 'expired' ? 'invalid' : outcome,
    }),
  ];
}

function forReader(
  world: World,
  type: string,
  { channelId, line }: { readonly channelId: string; readonly line: Readonly<HeldLine> },
  event: Json,
): WireEvent {
  const wire = forChannel(world, type, channelId, event);
  return { ...wire, match: { ...wire.match, user_id: line.userId } };
}

function reasonOf(world: World, channelId: string, { reason }: Readonly<HeldLine>): Json {
  if (reason.kind === 'automod') {
    const { category, level, spans } = reason;
    return { reason: 'automod', automod: { category, level, boundaries: spans.map(boundary) }, blocked_term: null };
  }
  const found = reason.found.map(({ termId, span }) => ({
    term_id: termId,
    boundary: boundary(span),
    ...person(world, channelId, 'owner_broadcaster_'),
  }));
  return { reason: 'blocked_term', automod: null, blocked_term: { terms_found: found } };
}

function boundary({ start, end }: TextSpan): Json {
  return { start_pos: start, end_pos: end };
}

export function automodSettingsEvent(
  world: World,
  { channelId, moderatorId, settings }: FeatureEvent & { kind: 'automod-settings-changed' },
): WireEvent {
  return forChannel(world, 'automod.settings.update', channelId, {
    ...person(world, moderatorId, 'moderator_'),
    overall_level: settings.overallLevel,
    ...settings.levels,
  });
}

export function termsEvent(world: World, event: FeatureEvent & { kind: 'terms-changed' }): WireEvent {
  return forChannel(world, 'automod.terms.update', event.channelId, {
    ...person(world, event.moderatorId, 'moderator_'),
    action: `${event.action}_${event.list}`,
    from_automod: event.isFromAutomod,
    terms: event.terms.map((term) => term.text),
  });
}
