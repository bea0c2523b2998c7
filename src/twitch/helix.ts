import type { BaseApiClient } from '@twurple/api';
import type { TwitchUserId } from '../kernel/id.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import type { Clock } from '../platform/clock.ts';
import type { TwitchAddresses } from './addresses.ts';
import { vaultAuthProvider } from './auth-provider.ts';
import type { TwitchFailure } from './failure.ts';
import { type Explain, HelixRefusal } from './helix-refusal.ts';
import { createHelixTransport, type HelixCall, type HelixWatch } from './helix-transport.ts';
import type { TokenVault } from './token-vault.ts';

/** Twitch's API, always in somebody's name. */
export interface Helix {
  /** Runs Twurple's typed calls with this account's token; `explain` reads refusals of the calls made. */
  asUser<T>(
    userId: TwitchUserId,
    work: (api: BaseApiClient) => Promise<T>,
    explain?: Explain,
  ): Promise<Result<T, TwitchFailure>>;
  /** One call that Twurple knows less well than we need it. */
  call(userId: TwitchUserId, call: HelixCall, explain?: Explain): Promise<Result<unknown, TwitchFailure>>;
}

interface HelixParts {
  readonly vault: TokenVault;
  readonly addresses: TwitchAddresses;
  readonly clientId: string;
  readonly clock: Clock;
  /** Told how Twitch's API answers, and what its clock says. */
  readonly watch?: HelixWatch;
}

export function createHelix(parts: HelixParts): Helix {
  const transport = createHelixTransport(parts);

  /** 29 MB of modules: loaded when the first call is made, not at start. */
  let twurple: Promise<InstanceType<typeof import('@twurple/api')['ApiClient']>> | undefined;
  const load = (): NonNullable<typeof twurple> => {
    twurple ??= import('@twurple/api').then(
      ({ ApiClient }) => new ApiClient({ authProvider: vaultAuthProvider(parts), logger: { minLevel: 'critical' } }),
    );
    return twurple;
  };

  return {
    asUser(userId, work, explain) {
      return asValue(async () => {
        const client = await load();
        return client.asUser(userId, (api) => {
          // Twurple builds the call and reads the reply; the sending in between is ours.
          api.callApi = async <R>(options: HelixCall) => (await transport(userId, options, explain)) as R;
          return work(api);
        });
      });
    },
    call: (userId, call, explain) => asValue(() => transport(userId, call, explain)),
  };
}

async function asValue<T>(work: () => Promise<T>): Promise<Result<T, TwitchFailure>> {
  try {
    return ok(await work());
  } catch (error) {
    if (!(error instanceof HelixRefusal)) throw error;
    return fail(error.failure);
  }
}
