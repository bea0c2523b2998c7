import { channelOf, type World } from './world.ts';
import type { Pin } from './world-features.ts';
import type { ChatMessage } from './world-state.ts';

/** Takes the place of the pin before. @param seconds null: until the stream ends. */
export function pinLine(world: World, message: ChatMessage, moderatorId: string, seconds: number | null): Pin {
  const nowMs = world.nowMs();
  const pin: Pin = {
    messageId: message.id,
    senderId: message.userId,
    text: message.text,
    moderatorId,
    startedAtMs: nowMs,
    endsAtMs: seconds === null ? null : nowMs + seconds * 1000,
    updatedAtMs: nowMs,
  };
  channelOf(world, message.channelId).pin = pin;
  world.touch();
  return pin;
}

/** The pin that is shown now; one whose time is over is forgotten on the way. */
export function activePin(world: World, channelId: string): Pin | null {
  const channel = channelOf(world, channelId);
  if (channel.pin?.endsAtMs && channel.pin.endsAtMs <= world.nowMs()) channel.pin = null;
  return channel.pin;
}
