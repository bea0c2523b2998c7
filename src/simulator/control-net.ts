import { type Action, ControlError, type ControlInput } from './control-switchboard.ts';
import { faultsOf } from './faults.ts';
import { setPointsPerMinute } from './helix/rate-limit.ts';
import { LINES, NET_MODES } from './net.ts';
import { STREAMER_ID } from './world.ts';

/** Trouble between client and Twitch, and what tests measure it with. */
export const NET_ACTIONS: Readonly<Record<string, Action>> = {
  net({ net }, input) {
    const line = oneOf(input, 'line', [...LINES, 'all']);
    const mode = oneOf(input, 'mode', NET_MODES);
    const seconds = input.has('seconds') ? input.number('seconds') : undefined;
    for (const one of line === 'all' ? LINES : [line]) net.set(one, mode, seconds);
    return net.describe();
  },
  /** Without further fields everything arrives at once and in order again. */
  delivery({ net }, input) {
    const delivery = net.delivery[oneOf(input, 'line', ['irc', 'eventsub'])];
    delivery.lateMs = input.number('lateMs', 0);
    delivery.duplicate = input.number('duplicate', 0);
    delivery.shuffle = input.flag('shuffle', false);
    const isIrc = delivery === net.delivery.irc;
    if (isIrc && (delivery.duplicate > 0 || delivery.shuffle)) {
      Object.assign(delivery, { duplicate: 0, shuffle: false });
      throw new ControlError('lines of chat come late, but never twice or in another order');
    }
    return net.delivery;
  },
  clock({ world }, input) {
    world.clockOffsetMs = input.number('offsetSeconds', 0) * 1000;
    return { nowMs: world.nowMs() };
  },
  count({ counter }, input) {
    const perSecond = input.number('perSecond', 20);
    if (perSecond <= 0) throw new ControlError('"perSecond" must be more than 0');
    return counter.start({
      channelId: STREAMER_ID,
      prefix: input.text('prefix'),
      lines: input.number('lines'),
      perSecond,
    });
  },
  'faults/fail'({ world }, input) {
    faultsOf(world).failNext({
      path: input.text('path'),
      status: input.number('status', 500),
      ...(input.has('times') ? { times: input.number('times') } : {}),
      ...(input.has('seconds') ? { seconds: input.number('seconds') } : {}),
      ...(input.has('resetInSeconds') ? { resetInSeconds: input.number('resetInSeconds') } : {}),
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
};

function oneOf<T extends string>(input: ControlInput, name: string, choices: readonly T[]): T {
  const text = input.text(name);
  const found = choices.find((choice) => choice === text);
  if (found === undefined) throw new ControlError(`"${name}" must be one of ${choices.join(', ')}`);
  return found;
}
