import { plainReward, type Reward } from '../world-features.ts';
import {
  booleanField,
  demandText,
  type HelixCall,
  HelixRefusal,
  refuseLonger,
  textField,
  wholeField,
} from './endpoint.ts';
import { MESSAGES } from './messages.ts';

const MOST = 2_147_483_647;

/** What the body says of a reward that is not there yet. */
export function readNewReward(call: HelixCall): Reward {
  demandText(call, 'title');
  if (call.body['cost'] === undefined) throw new HelixRefusal(400, MESSAGES.parameterMissing('cost'));
  const base = plainReward({
    id: call.world.random.uuid(),
    title: '',
    prompt: '',
    cost: 1,
    clientId: call.token.clientId,
    needsInput: false,
  });
  return { ...base, ...readRewardChanges(call, base) };
}

/** @param now what it is; a switch turned on needs its value in the body or from before. */
export function readRewardChanges(call: HelixCall, now: Reward): Partial<Reward> {
  const title = textField(call, 'title');
  if (title !== undefined) refuseLonger('title', title, 45);
  if (title === '') throw new HelixRefusal(400, MESSAGES.parameterMalformed('title'));
  const prompt = textField(call, 'prompt');
  if (prompt !== undefined) refuseLonger('prompt', prompt, 200);
  const color = textField(call, 'background_color');
  if (color !== undefined && !/^#[0-9a-f]{6}$/i.test(color)) {
    throw new HelixRefusal(400, MESSAGES.parameterMalformed('background_color'));
  }
  return given({
    title,
    prompt,
    cost: wholeField(call, 'cost', [1, MOST]),
    backgroundColor: color?.toUpperCase(),
    isEnabled: booleanField(call, 'is_enabled'),
    isPaused: booleanField(call, 'is_paused'),
    needsInput: booleanField(call, 'is_user_input_required'),
    skipsQueue: booleanField(call, 'should_redemptions_skip_request_queue'),
    maxPerStream: limitOf(call, 'is_max_per_stream_enabled', 'max_per_stream', [1, MOST], now.maxPerStream),
    maxPerUserPerStream: limitOf(
      call,
      'is_max_per_user_per_stream_enabled',
      'max_per_user_per_stream',
      [1, MOST],
      now.maxPerUserPerStream,
    ),
    cooldownSeconds: limitOf(
      call,
      'is_global_cooldown_enabled',
      'global_cooldown_seconds',
      [1, 604_800],
      now.cooldownSeconds,
    ),
  });
}

/** A limit is a switch and a value: null is off, undefined is not touched. */
function limitOf(
  call: HelixCall,
  toggle: string,
  field: string,
  range: readonly [number, number],
  now: number | null,
): number | null | undefined {
  const isOn = booleanField(call, toggle);
  const value = isOn === false ? undefined : wholeField(call, field, range);
  if (isOn === false) return null;
  if (isOn === undefined) return value === undefined || now === null ? undefined : value;
  if (value === undefined && now === null) throw new HelixRefusal(400, MESSAGES.parameterMissing(field));
  return value ?? now;
}

function given(changes: { readonly [K in keyof Reward]?: Reward[K] | undefined }): Partial<Reward> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
