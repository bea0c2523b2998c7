import type { Id } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { TokenOwner, TokenPair } from '../../twitch/oauth.ts';
import { putChannel } from './channel-store.ts';
import { refusalOf, type TeamContext } from './context.ts';
import type { Member } from './member.ts';
import { findMemberByTwitchId, findOwner, updateMember } from './member-store.ts';
import type { SignInAttempt } from './sign-in-attempts.ts';

/** What Twitch sends a browser back with. */
export interface ConsentAnswer {
  readonly state?: string | undefined;
  readonly code?: string | undefined;
  readonly error?: string | undefined;
}

export interface FinishedConsent {
  readonly returnTo: string;
  /** Whose session begins; nobody's when one was there already. */
  readonly signIn: Id<'mem'> | undefined;
}

interface Grant {
  readonly owner: TokenOwner;
  readonly pair: TokenPair;
}

/**
 * Takes Twitch's answer to an attempt.
 *
 * @param boundTo what the browser that brought it can show of itself.
 * @throws Refusal saying why there is no sign-in; nothing is stored then.
 */
export async function finishConsent(
  context: TeamContext,
  answer: ConsentAnswer,
  boundTo: readonly string[],
): Promise<FinishedConsent> {
  const taken = context.attempts.take(answer.state ?? '', boundTo);
  if (taken.kind === 'foreign') throw new Refusal('team.sign-in-state-mismatch');
  if (taken.kind === 'over') throw new Refusal('team.sign-in-expired');
  const { attempt } = taken;
  if (taken.kind === 'done-before') return { returnTo: attempt.returnTo, signIn: undefined };
  try {
    const grant = await redeem(context, answer, attempt);
    const finished =
      attempt.purpose === 'channel' ? await finishChannel(context, grant) : await finishSignIn(context, grant);
    context.attempts.settle(attempt, 'done');
    return { returnTo: attempt.returnTo, signIn: finished };
  } catch (error) {
    context.attempts.settle(attempt, 'refused');
    throw error;
  }
}

/** Turns the code into tokens and asks Twitch whose they are: only Twitch's word counts. */
async function redeem({ oauth }: TeamContext, answer: ConsentAnswer, attempt: SignInAttempt): Promise<Grant> {
  if (answer.error !== undefined) throw new Refusal('team.sign-in-refused');
  if (answer.code === undefined || answer.code === '') throw new Refusal('team.sign-in-state-mismatch');
  const exchanged = await oauth.exchangeCode(answer.code, attempt.redirectUri);
  if (!exchanged.ok) {
    // To Twitch a spent code and a dead grant are the same "no".
    throw exchanged.error.code === 'twitch.reconnect'
      ? new Refusal('team.sign-in-expired')
      : refusalOf(exchanged.error);
  }
  const pair = exchanged.value;
  const validated = await oauth.validate(pair.accessToken);
  if (!validated.ok) throw refusalOf(validated.error);
  if (validated.value.clientId !== oauth.clientId) throw new Refusal('team.sign-in-state-mismatch');
  return { owner: validated.value, pair };
}

async function finishSignIn(context: TeamContext, grant: Grant): Promise<Id<'mem'>> {
  const { clock, db, log, oauth } = context;
  const { userId, login } = grant.owner;
  const known = await findMemberByTwitchId(db.read, userId);
  if (!known) {
    await oauth.revoke(grant.pair.accessToken);
    log.info('sign-in-refused', { twitchId: userId });
    throw new Refusal('team.not-a-member', { login });
  }
  const displayName = await keepGrant(context, grant);
  const nowMs = clock.nowMs();
  const member = await db.transaction((trx) =>
    updateMember(trx, known.id, { login, displayName, signedInAt: nowMs, lastSeenAt: nowMs }),
  );
  // Removed while Twitch was asked.
  if (!member) {
    await context.vault.forget(userId);
    throw new Refusal('team.not-a-member', { login });
  }
  log.info('signed-in', { memberId: member.id });
  announce(context);
  return member.id;
}

/** The granting account becomes the channel, and the owner becomes that account's member. */
async function finishChannel(context: TeamContext, grant: Grant): Promise<undefined> {
  const { clock, db, log } = context;
  const { userId, login } = grant.owner;
  const owner = await findOwner(db.read);
  const holder = await findMemberByTwitchId(db.read, userId);
  if (holder && holder.id !== owner?.id) {
    await context.oauth.revoke(grant.pair.accessToken);
    throw new Refusal('team.already-member', { login });
  }
  const displayName = await keepGrant(context, grant);
  const nowMs = clock.nowMs();
  await db.transaction(async (trx) => {
    await putChannel(trx, { twitchId: userId, login, displayName }, nowMs);
    if (owner) await updateMember(trx, owner.id, { twitchId: userId, login, displayName, signedInAt: nowMs });
  });
  await forgetFormer(context, owner, grant);
  log.info('channel-connected', { twitchId: userId });
  announce(context);
  return undefined;
}

/** The account the owner had before is nobody's any more. */
async function forgetFormer(context: TeamContext, owner: Member | undefined, grant: Grant): Promise<void> {
  const former = owner?.twitchId;
  if (former && former !== grant.owner.userId) await context.vault.forget(former);
}

/**
 * Stores the grant and learns the display name. A token holds only the scopes of its own consent:
 * where a living grant holds all of these and more (the owner's own sign-in), the wider one stays.
 */
async function keepGrant(context: TeamContext, { owner, pair }: Grant): Promise<string> {
  const { channelReads, oauth, vault } = context;
  const held = await vault.account(owner.userId);
  const isWider =
    held !== undefined &&
    held.scopes.length > owner.scopes.length &&
    owner.scopes.every((scope) => held.scopes.includes(scope)) &&
    (await vault.accessToken(owner.userId)).ok;
  if (isWider) await oauth.revoke(pair.accessToken);
  else await vault.store({ owner, pair, displayName: held?.displayName ?? owner.login });
  const users = await channelReads.usersById(owner.userId, [owner.userId]);
  const displayName = (users.ok ? users.value[0]?.displayName : undefined) ?? held?.displayName ?? owner.login;
  await vault.rename(owner.userId, displayName);
  return displayName;
}

function announce({ feed }: TeamContext): void {
  feed.changed('team');
  feed.changed('me');
}
