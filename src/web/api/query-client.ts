import { QueryClient, queryOptions } from '@tanstack/react-query';
import type { Endpoint, ReplyOf, RequestOf } from '../../contract/endpoint.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { call } from './call.ts';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // A refusal is an answer; only silence is worth asking again.
      retry: (failures, error) => !(error instanceof Refusal) && failures < 2,
      // The browser's own idea of being offline says nothing about a server on this machine.
      networkMode: 'always',
      refetchOnWindowFocus: false,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** `useQuery(ask(team.members, {}))`: the key is the path, so `changed` and mutations find it. */
export function ask<E extends Endpoint>(endpoint: E, input: RequestOf<E>) {
  return queryOptions({
    queryKey: [endpoint.path, input] as const,
    queryFn: ({ signal }): Promise<ReplyOf<E>> => call(endpoint, input, { signal }),
  });
}

/** Asks again for everything this endpoint answered, whatever the input was. */
export function askAgain(endpoint: Endpoint): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: [endpoint.path] });
}

/** Asks again for everything below a path: `/finance/`. */
export function askAgainBelow(path: string): Promise<void> {
  return queryClient.invalidateQueries({ predicate: ({ queryKey: [asked] }) => String(asked).startsWith(path) });
}
