/** What Twitch's three headers say, with its own clock. */
export interface BudgetNews {
  readonly limit: number;
  readonly remaining: number;
  /** From now until the bucket is full again. */
  readonly fullInMs: number;
  readonly isRefused: boolean;
}

/**
 * Twitch gives each account a bucket of points, which fills evenly. Knowing what is left in it, no call is
 * sent that would be refused.
 */
export interface HelixBudget {
  /** How long to wait before a call may be sent; 0 takes its point. */
  take(bucket: string): number;
  heard(bucket: string, news: BudgetNews | undefined): void;
}

interface Bucket {
  remaining: number;
  /** Sent, and not yet counted by any answer we know. */
  underWay: number;
  nextPointAtMs: number;
  msPerPoint: number;
  /** The longest wait that was ever meant. */
  longestMs: number;
}

export function createHelixBudget(nowMs: () => number): HelixBudget {
  const buckets = new Map<string, Bucket>();

  function refill(bucket: Bucket): void {
    const now = nowMs();
    // Our clock was set back meanwhile: nobody meant us to wait for that.
    if (bucket.nextPointAtMs - now > bucket.longestMs) bucket.nextPointAtMs = now + bucket.longestMs;
    if (now < bucket.nextPointAtMs) return;
    const points = 1 + Math.floor((now - bucket.nextPointAtMs) / bucket.msPerPoint);
    bucket.remaining += points;
    bucket.nextPointAtMs += points * bucket.msPerPoint;
  }

  return {
    take(name) {
      const bucket = buckets.get(name);
      if (!bucket) return 0;
      refill(bucket);
      if (bucket.remaining - bucket.underWay < 1) return Math.max(1, bucket.nextPointAtMs - nowMs());
      bucket.underWay += 1;
      return 0;
    },
    heard(name, news) {
      const bucket = buckets.get(name);
      const underWay = Math.max(0, (bucket?.underWay ?? 0) - 1);
      if (!news) {
        if (bucket) bucket.underWay = underWay;
        return;
      }
      const { limit, remaining, fullInMs } = news;
      const msPerPoint = Math.max(1, fullInMs / Math.max(1, limit - remaining));
      // A bucket that refused although points should have come does not fill as we think: wait until it is full.
      const isEmpty = news.isRefused && remaining < 1;
      buckets.set(name, {
        remaining,
        underWay,
        msPerPoint: isEmpty ? Math.max(1, fullInMs / Math.max(1, limit)) : msPerPoint,
        nextPointAtMs: nowMs() + (isEmpty ? fullInMs : msPerPoint),
        longestMs: isEmpty ? Math.max(fullInMs, msPerPoint) : msPerPoint,
      });
    },
  };
}

/** `undefined` when an answer does not tell, or tells of a time that is over: then the limit was another one. */
export function readBudget(response: Response, theirNowMs: number): BudgetNews | undefined {
  const numberOf = (name: string): number => Number(response.headers.get(name) ?? Number.NaN);
  const limit = numberOf('ratelimit-limit');
  const remaining = numberOf('ratelimit-remaining');
  const fullInMs = numberOf('ratelimit-reset') * 1000 - theirNowMs;
  if (!(limit > 0) || !(remaining >= 0) || !(fullInMs > 0)) return undefined;
  return { limit, remaining, fullInMs, isRefused: response.status === 429 };
}
