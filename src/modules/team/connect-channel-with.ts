import { randomBytes } from 'node:crypto';
import { findHousehold } from './account-uses.ts';
import { sendToTwitch } from './begin-consent.ts';
import { wishChannel } from './consent-goal.ts';
import type { TeamContext } from './context.ts';
import { finishConsent } from './finish-consent.ts';

/**
 * Connects the channel without a browser: somebody else visits the consent page and brings back the
 * address Twitch sent him to. How the sandbox's streamer gets connected at the first start.
 *
 * @throws Refusal as a browser would be refused.
 */
export async function connectChannelWith(
  context: TeamContext,
  consent: (authorizeUrl: string) => Promise<URL>,
): Promise<void> {
  const boundTo = `start ${randomBytes(16).toString('hex')}`;
  const wish = await wishChannel(context, await findHousehold(context.db.read), { otherAccount: false });
  const { authorizeUrl } = sendToTwitch(context, wish, { boundTo, seenBy: null, address: null, returnTo: '/' }, false);
  const cameBack = await consent(authorizeUrl);
  const read = (name: string): string | undefined => cameBack.searchParams.get(name) ?? undefined;
  const answer = { state: read('state'), code: read('code'), error: read('error') };
  const finished = await finishConsent(context, answer, [boundTo]);
  if (finished.kind === 'refused') throw finished.refusal;
}
