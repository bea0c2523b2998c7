import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import type { ReplyOf, RequestOf } from '../../../contract/endpoint.ts';
import { type PlannedStream, planning } from '../../../contract/planning.ts';
import { call } from '../../api/call.ts';
import { ask, askAgain, queryClient } from '../../api/query-client.ts';
import { useMay } from '../../api/session.ts';

/** What a change of the plan makes old. */
export function planChanged(): Promise<unknown> {
  return Promise.all(
    [planning.streams, planning.next, planning.stream, planning.syncState, planning.comparison].map(askAgain),
  );
}

export function usePlannedStreams(from: string, to: string) {
  return useQuery({ ...ask(planning.streams, { from, to }), placeholderData: keepPreviousData });
}

export function usePlannedStream(streamId: string | undefined) {
  return useQuery({ ...ask(planning.stream, { streamId: streamId ?? '' }), enabled: streamId !== undefined });
}

export function useNextStream() {
  const mayRead = useMay('planning.read');
  return useQuery({ ...ask(planning.next, {}), enabled: mayRead });
}

export function useSyncState() {
  return useQuery(ask(planning.syncState, {}));
}

export function usePlanStream() {
  return useMutation({
    mutationFn: (input: RequestOf<typeof planning.planStream>) => call(planning.planStream, input),
    onSuccess: planChanged,
  });
}

export type StreamChange = RequestOf<typeof planning.changeStream>;

export function useChangeStream() {
  return useMutation({
    mutationFn: (input: StreamChange) => call(planning.changeStream, input),
    // Refused or not: the plan shows what is true.
    onSettled: planChanged,
  });
}

export function useCancelStream() {
  return useMutation({
    mutationFn: (input: RequestOf<typeof planning.cancelStream>) => call(planning.cancelStream, input),
    onSuccess: planChanged,
  });
}

export function useRestoreStream() {
  return useMutation({
    mutationFn: (streamId: string) => call(planning.restoreStream, { streamId }),
    onSuccess: planChanged,
  });
}

export function useRemoveStream() {
  return useMutation({
    mutationFn: (input: RequestOf<typeof planning.removeStream>) => call(planning.removeStream, input),
    onSuccess: planChanged,
  });
}

type NextReply = ReplyOf<typeof planning.next>;
type StreamsReply = ReplyOf<typeof planning.streams>;

/** Ticks a point of the checklist: shown at once, taken back when the server refuses. */
export function useTickPoint(stream: PlannedStream) {
  const show = (itemId: string, isDone: boolean): void => {
    const ticked = (each: PlannedStream): PlannedStream =>
      each.id === stream.id
        ? { ...each, checklist: each.checklist.map((item) => (item.id === itemId ? { ...item, isDone } : item)) }
        : each;
    queryClient.setQueriesData<StreamsReply>({ queryKey: [planning.streams.path] }, (now) =>
      now ? { streams: now.streams.map(ticked) } : now,
    );
    queryClient.setQueriesData<NextReply>({ queryKey: [planning.next.path] }, (now) =>
      now?.stream ? { stream: ticked(now.stream) } : now,
    );
    queryClient.setQueriesData<PlannedStream>({ queryKey: [planning.stream.path] }, (now) => (now ? ticked(now) : now));
  };
  return useMutation({
    mutationFn: ({ itemId, isDone }: { itemId: string; isDone: boolean }) =>
      call(planning.tick, { streamId: stream.id, itemId, isDone }),
    onMutate: async ({ itemId, isDone }) => {
      // An answer still on its way knows nothing of this tick.
      await Promise.all(
        [planning.streams, planning.next, planning.stream].map(({ path }) =>
          queryClient.cancelQueries({ queryKey: [path] }),
        ),
      );
      show(itemId, isDone);
    },
    onSettled: planChanged,
  });
}

export function useSyncNow() {
  return useMutation({
    mutationFn: () => call(planning.syncNow, {}),
    onSettled: planChanged,
  });
}

export function useSettleDifference() {
  return useMutation({
    mutationFn: (input: RequestOf<typeof planning.settleDifference>) => call(planning.settleDifference, input),
    onSettled: planChanged,
  });
}
