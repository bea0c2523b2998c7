import type { Finance } from '../modules/finance/index.ts';
import type { Moderation } from '../modules/moderation/index.ts';
import type { Planning } from '../modules/planning/index.ts';
import type { Team } from '../modules/team/index.ts';
import type { Log } from '../platform/log.ts';
import type { TokenVault } from '../twitch/token-vault.ts';
import type { DeepLook } from './health/deep-look.ts';
import type { Repairs } from './health/repairs.ts';
import type { Vitals } from './health/vitals.ts';
import type { Intake } from './intake.ts';
import type { TwitchLines } from './twitch-lines.ts';

/** When nothing that was sent before a crash can still be on its way to Twitch. */
const SETTLE_AGAIN_MS = 40_000;
/** How often what follows by itself looks whether there is something to follow. */
const UPKEEP_MS = 60_000;
/** How often it is asked whether everything was read through today; not at the start, which has enough to do. */
const DEEP_LOOK_MS = 3_600_000;

interface HousekeepingParts {
  readonly log: Log;
  readonly vault: TokenVault;
  readonly team: Team;
  readonly moderation: Moderation;
  readonly planning: Planning;
  readonly finance: Finance;
  readonly intake: Intake;
  readonly lines: TwitchLines;
  readonly repairs: Repairs;
  readonly vitals: Vitals;
  readonly deepLook: DeepLook;
}

/** What runs by itself while the house is open. */
export interface Housekeeping {
  start(): void;
  /** Opens the lines to Twitch, and with them the look at the channel's schedule. */
  openLines(): void;
  /** Looks again which channel is connected. */
  follow(): void;
  /** Nothing begins any more. */
  halt(): void;
  /** Fulfilled when what had begun is over. */
  settled(): Promise<void>;
}

export function createHousekeeping(parts: HousekeepingParts): Housekeeping {
  const { log, vault, team, moderation, planning, finance, intake, lines, repairs, vitals, deepLook } = parts;
  let lookingAfter: ReturnType<TokenVault['startLookingAfter']> | undefined;
  let settlingAgain: NodeJS.Timeout | undefined;
  let upkeep: NodeJS.Timeout | undefined;
  let deepLooks: NodeJS.Timeout | undefined;
  /** The schedule of the connected channel, looked at while the lines are open. */
  let schedule: { readonly channelId: string; stop(): Promise<void> } | undefined;
  let areLinesOpen = false;

  const note =
    (event: string) =>
    (error: unknown): void =>
      log.warn(event, { error });

  vault.onRefreshed((userId, tookMs) => {
    vault
      .account(userId)
      .then((account) => repairs.note({ code: 'token-refreshed', params: { login: account?.login ?? '' }, tookMs }))
      .catch(note('follow-failed'));
  });
  vault.onChange((userId) => {
    team.followAccount(userId).catch(note('follow-failed'));
  });

  function settleOpen(): void {
    moderation.reconcileOpen().catch(note('reconcile-failed'));
  }

  function closeBroadcasts(): void {
    finance.closeBroadcasts().catch(note('closing-failed'));
  }

  function lookAfterHouse(): void {
    vitals.tick();
    closeBroadcasts();
  }

  async function followSchedule(): Promise<void> {
    const channelId = lines.channel()?.twitchId;
    if (!areLinesOpen || channelId === schedule?.channelId) return;
    const before = schedule;
    schedule = channelId === undefined ? undefined : { channelId, ...planning.startSync() };
    await before?.stop();
  }

  return {
    start() {
      lookingAfter = vault.startLookingAfter();
      intake.retryMissed().catch(note('retry-failed'));
      team.forgetStrangers().catch(note('forgetting-failed'));
      closeBroadcasts();
      upkeep = setInterval(lookAfterHouse, UPKEEP_MS).unref();
      deepLooks = setInterval(() => deepLook.ifDue(), DEEP_LOOK_MS).unref();
      settleOpen();
      settlingAgain = setTimeout(settleOpen, SETTLE_AGAIN_MS).unref();
    },
    openLines() {
      areLinesOpen = true;
      lines.release();
      followSchedule().catch(note('follow-failed'));
    },
    follow() {
      lines.follow().then(followSchedule).catch(note('follow-failed'));
    },
    halt() {
      areLinesOpen = false;
      clearTimeout(settlingAgain);
      clearInterval(upkeep);
      clearInterval(deepLooks);
    },
    async settled() {
      await Promise.allSettled([lookingAfter?.stop(), schedule?.stop()]);
    },
  };
}
