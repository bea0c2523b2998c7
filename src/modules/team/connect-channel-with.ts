import { randomBytes } from 'node:crypto';
import { authorizeUrlOf, begin } from './begin-consent.ts';
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
  const attempt = begin(context, 'channel', boundTo, '/');
  const cameBack = await consent(authorizeUrlOf(context, attempt, false));
  const read = (name: string): string | undefined => cameBack.searchParams.get(name) ?? undefined;
  await finishConsent(context, { state: read('state'), code: read('code'), error: read('error') }, [boundTo]);
}
