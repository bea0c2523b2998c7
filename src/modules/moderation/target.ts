import type { TwitchUserId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Caller } from '../../platform/module.ts';
import type { ChannelName } from '../live/index.ts';
import type { Somebody } from './action.ts';
import type { ModerationContext } from './context.ts';

/** On which channel, as whom. */
export interface Acting {
  readonly channel: ChannelName;
  readonly by: Somebody & { readonly id: TwitchUserId };
}

/** Every act is done under the caller's own grant: without one there is nobody to act as. */
export async function actingAs(
  context: Pick<ModerationContext, 'channel' | 'vault'>,
  caller: Pick<Caller, 'twitchId'>,
): Promise<Acting> {
  const channel = context.channel();
  if (channel === null) throw new Refusal('live.no-channel');
  if (caller.twitchId === null) throw new Refusal('twitch.no-grant');
  const account = await context.vault.account(caller.twitchId);
  if (!account) throw new Refusal('twitch.no-grant');
  return { channel, by: { id: account.userId, login: account.login, displayName: account.displayName } };
}

export type Target = Somebody & { readonly id: TwitchUserId };

/** Whom is meant: by id where a line was at hand, else Twitch is asked for the login that was typed. */
export async function resolveTarget(
  context: Pick<ModerationContext, 'reads' | 'live'>,
  as: TwitchUserId,
  input: { readonly userId?: string | undefined; readonly login?: string | undefined },
): Promise<Target> {
  if (input.userId !== undefined && input.userId !== '') {
    const userId = input.userId as TwitchUserId;
    const known = await context.live.findPerson({ twitchId: userId });
    if (known) return { id: userId, login: known.login, displayName: known.displayName };
    if (!/^\d+$/.test(userId)) throw new Refusal('moderation.unknown-login', { login: userId });
    return await asked(context.reads.usersById(as, [userId]), userId);
  }
  const login = (input.login ?? '').trim().replace(/^@/, '').toLowerCase();
  if (login === '') throw new Refusal('http.bad-input', { field: 'login' });
  if (!/^[a-z0-9_]{1,25}$/.test(login)) throw new Refusal('moderation.unknown-login', { login });
  return await asked(context.reads.usersByLogin(as, [login]), login);
}

async function asked(reply: ReturnType<ModerationContext['reads']['usersById']>, who: string): Promise<Target> {
  const users = await reply;
  if (!users.ok) throw new Refusal(users.error.code, users.error.params);
  const [user] = users.value;
  if (!user) throw new Refusal('moderation.unknown-login', { login: who });
  return { id: user.id, login: user.login, displayName: user.displayName };
}

/** What Twitch would refuse with one and the same sentence gets its own here. */
export function refuseImpossibleTarget({ channel, by }: Acting, target: Target): void {
  if (target.id === by.id) throw new Refusal('moderation.is-yourself');
  if (target.id === channel.twitchId) throw new Refusal('moderation.is-broadcaster', { login: target.login });
}
