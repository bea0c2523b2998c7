import { useMutation } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { ModActionView } from '../../../contract/moderation.ts';
import type { MessageKey } from '../../../i18n/messages.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { type ActRequest, personOfRequest, sendAct } from './act-request.ts';
import type { Act, Blocked, Person } from './possible-acts.ts';

/** Where an act begins: whom it hits and which line it is about. */
export interface Subject {
  readonly person: Person;
  readonly messageId?: string | undefined;
  /** Already chosen where the question came from. */
  readonly reason?: string | undefined;
}

export type DeskDialog =
  | { readonly type: 'ban'; readonly subject: Subject }
  | { readonly type: 'timeout'; readonly subject: Subject }
  | { readonly type: 'lift'; readonly person: Person }
  | { readonly type: 'typed' };

export interface CardSubject {
  readonly person: Person;
  /** The line it was opened from. */
  readonly messageId?: string | undefined;
}

/**
 * The moderator's desk: one place that knows as whom somebody acts, carries acts out, asks what must
 * be asked, and shows what was done with the way back.
 */
export interface Desk {
  /** As whom on Twitch; `null` without a grant. */
  readonly actingAs: string | null;
  blocked(act: Act): Blocked | null;
  /** Why this act on this person cannot work; `null` when it may. */
  impossible(act: Act, person: Person): MessageKey | null;
  /** Acts that need no question: their refusals appear under the log. */
  act(request: ActRequest): void;
  readonly isActing: boolean;
  open(dialog: DeskDialog): void;
  openCard(subject: CardSubject): void;
  /** Says in place why a key or button did nothing. */
  explain(why: Blocked): void;
  /** An act elsewhere (a dialog, the card) was done: shows it with the way back. */
  noteDone(action: ModActionView): void;
}

const DeskContext = createContext<Desk | null>(null);
export const DeskProvider = DeskContext.Provider;

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('useDesk is only for what stands on the ModerationDesk');
  return desk;
}

export interface ActUse {
  run(request: ActRequest): void;
  readonly isBusy: boolean;
  /** Shown where the act was asked for, until the next try. */
  readonly error: Error | null;
  reset(): void;
}

/** One place from which acts are taken: busy, refused, done. What nobody can know is asked in a dialog. */
export function useAct(onDone?: (action: ModActionView) => void): ActUse {
  const desk = useDesk();
  return useActWith(desk, onDone);
}

export function useActWith(desk: Pick<Desk, 'noteDone' | 'open'>, onDone?: (action: ModActionView) => void): ActUse {
  const mutation = useMutation({
    mutationFn: sendAct,
    onSuccess: (action) => {
      desk.noteDone(action);
      onDone?.(action);
    },
    onError: (error, request) => {
      const person = personOfRequest(request);
      if (isQuestion(error) && person) desk.open({ type: 'lift', person });
    },
  });
  return {
    run: mutation.mutate,
    isBusy: mutation.isPending,
    error: isQuestion(mutation.error) ? null : mutation.error,
    reset: mutation.reset,
  };
}

/** Twitch's call lifts timeout and ban alike, and only the broadcaster may ask which it is. */
function isQuestion(error: Error | null): boolean {
  return error instanceof Refusal && error.code === 'moderation.state-unknown';
}
