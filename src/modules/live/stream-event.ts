import type { StreamEventView } from '../../contract/live.ts';
import type { TwitchUserId } from '../../kernel/id.ts';

export type EventKind = StreamEventView['kind'];
export type EventParams = StreamEventView['params'];

/** One of Twitch's notifications in our words. */
export interface StreamEvent {
  /** Twitch's id of the notification. */
  readonly messageId: string;
  /** Twitch's type, `channel.follow`. */
  readonly type: string;
  /** `null`: stored, but another message shows the same happening, or nobody needs to see it. */
  readonly kind: EventKind | null;
  readonly channelId: TwitchUserId;
  readonly atMs: number;
  readonly receivedAtMs: number;
  readonly user: EventPerson | null;
  readonly params: EventParams;
  /** Twitch's event as it came. */
  readonly payload: unknown;
}

export interface EventPerson {
  readonly id: TwitchUserId;
  readonly login: string;
  readonly displayName: string;
}

export interface StoredEvent {
  readonly seq: number;
  readonly event: StreamEvent;
}
