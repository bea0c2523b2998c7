import { useQuery } from '@tanstack/react-query';
import { live } from '../../contract/live.ts';
import { ask } from '../api/query-client.ts';

const NONE: ReadonlyMap<string, string> = new Map();
const HOUR_MS = 3_600_000;

/** Titles by `set/version`; a badge that is not known yet shows its set's name. */
export function useBadgeTitles(): ReadonlyMap<string, string> {
  const { data } = useQuery({
    ...ask(live.badges, {}),
    staleTime: HOUR_MS,
    select: toMap,
  });
  return data ?? NONE;
}

function toMap({ badges }: { badges: readonly { key: string; title: string }[] }): ReadonlyMap<string, string> {
  return new Map(badges.map((badge) => [badge.key, badge.title]));
}
