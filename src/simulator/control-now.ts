import type { ConsentLanguage } from './consent-page.ts';
import { CONTROL_TEXTS } from './control-page-texts.ts';
import type { Switchboard } from './control-switchboard.ts';
import { LINES } from './net.ts';
import { openLibrary } from './scenarios/library.ts';
import { channelOf, STREAMER_ID } from './world.ts';

/** What changes on the control page: each text by the place it stands in. */
export interface ControlNow {
  readonly texts: Readonly<Record<string, string>>;
  /** Places whose text tells of trouble. */
  readonly troubled: readonly string[];
  readonly isLive: boolean;
  readonly isStoryRunning: boolean;
  /** Name of the scenario that plays, and how far it is, from 0 to 1. */
  readonly scenario: string | null;
  readonly progress: number;
  readonly faults: readonly string[];
}

export function describeNow(board: Switchboard, language: ConsentLanguage): ControlNow {
  const { world, net, theatre } = board;
  const words = CONTROL_TEXTS[language];
  const channel = channelOf(world, STREAMER_ID);
  const number = (value: number): string => value.toLocaleString(language);
  const greetings = LINES.map((line) => [`net-${line}`, words[net.greeting(line)]] as const);
  const playing = theatre.scenario;
  const title = openLibrary().scenarios.find((one) => one.name === playing?.name)?.words[language].title ?? '';
  const offsetSeconds = world.clockOffsetMs / 1000;
  const liveTokens = Object.values(world.state.tokens).filter(
    (token) => !token.isRevoked && token.expiresAtMs > world.nowMs(),
  );
  return {
    texts: {
      live: channel.stream ? words.live : words.offline,
      title: channel.title,
      viewers: channel.stream ? number(channel.stream.viewerCount) : '–',
      followers: number(Object.keys(channel.followers).length),
      subscribers: number(Object.keys(channel.subscriptions).length),
      chat: number(board.irc.connectionCount),
      events: number(board.eventSub.sessionCount),
      tokens: number(liveTokens.length),
      clock: offsetSeconds === 0 ? words.clockRight : words.clockWrong(offsetSeconds),
      ...Object.fromEntries(greetings),
      playing: playing
        ? words.playing(title, clockOf(playing.atSeconds), clockOf(playing.endSeconds ?? 0), playing.speed)
        : words.nothing,
    },
    troubled: [
      ...LINES.filter((line) => net.greeting(line) !== 'ok').map((line) => `net-${line}`),
      ...(offsetSeconds === 0 ? [] : ['clock']),
    ],
    isLive: channel.stream !== null,
    isStoryRunning: board.isStoryRunning,
    scenario: playing?.name ?? null,
    progress: playing?.endSeconds ? Math.min(1, playing.atSeconds / playing.endSeconds) : 0,
    faults: theatre.faults.map((fault) => fault.name),
  };
}

function clockOf(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
}
