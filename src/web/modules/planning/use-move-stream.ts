import { useState } from 'react';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import { type PlannedStream, planning } from '../../../contract/planning.ts';
import { queryClient } from '../../api/query-client.ts';
import { useTexts } from '../../app/locale.tsx';
import { localAfterMove, movedStream, type Place } from './moving.ts';
import { useChangeStream } from './queries.ts';
import type { Scope } from './scope-choice.tsx';

interface Wish {
  readonly stream: PlannedStream;
  readonly local: string;
}

interface Done {
  readonly moved: PlannedStream;
  readonly localBefore: string;
  readonly scope: Scope;
}

/** Moves streams at once and offers the way back; of a date of a series it first asks which dates are meant. */
export function useMoveStream(onMoved: (moved: PlannedStream) => void) {
  const { zone } = useTexts();
  const change = useChangeStream();
  const [asked, setAsked] = useState<Wish | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const [undone, setUndone] = useState<PlannedStream | null>(null);

  const send = ({ stream, local }: Wish, scope: Scope): void => {
    setDone(null);
    setUndone(null);
    showMoved(stream, local);
    change.mutate(
      { streamId: stream.id, version: stream.version, scope, local },
      {
        onSuccess: (moved) => {
          setDone({ moved, localBefore: stream.local, scope });
          onMoved(moved);
        },
      },
    );
  };

  return {
    asked,
    done,
    undone,
    error: change.error,
    isBusy: change.isPending,
    move: (stream: PlannedStream, to: Place): void => {
      const local = localAfterMove(stream, to, zone);
      if (local === stream.local) return;
      if (stream.seriesId === null) send({ stream, local }, 'this');
      else setAsked({ stream, local });
    },
    answer: (scope: Scope | null): void => {
      if (asked && scope) send(asked, scope);
      setAsked(null);
    },
    undo: (): void => {
      if (!done) return;
      const { moved, localBefore, scope } = done;
      showMoved(moved, localBefore);
      change.mutate(
        // What was moved with its followers is a series of its own by now.
        { streamId: moved.id, version: moved.version, scope: scope === 'this' ? 'this' : 'series', local: localBefore },
        {
          onSuccess: (back) => {
            setDone(null);
            setUndone(back);
            onMoved(back);
          },
        },
      );
    },
    dismiss: (): void => {
      setDone(null);
      setUndone(null);
      change.reset();
    },
  };
}

/** The calendar shows it in its new place before the server has answered. */
function showMoved(stream: PlannedStream, local: string): void {
  queryClient.setQueriesData<ReplyOf<typeof planning.streams>>({ queryKey: [planning.streams.path] }, (now) =>
    now ? { streams: now.streams.map((each) => (each.id === stream.id ? movedStream(each, local) : each)) } : now,
  );
}
