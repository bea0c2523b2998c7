import { useState } from 'react';
import type { ChatLineView } from '../../../contract/live.ts';
import type { MessageKey } from '../../../i18n/messages.ts';
import { useTexts } from '../../app/locale.tsx';
import { showToast } from '../../ui/toast.ts';
import { readKey } from './act-keys.ts';
import { type Desk, useDesk } from './desk.ts';
import type { Act, Person } from './possible-acts.ts';

/** Whom a line is about: who wrote it, or whom a timeout or ban hit. */
export function personOf(line: ChatLineView): Person | null {
  if (line.user) return line.user;
  const login = line.target?.login;
  return line.target && login ? { id: line.target.userId, login, displayName: login } : null;
}

/** Everything that can be done from a line of the chat; the bar, the sheet and the keys use the same. */
export interface LineActs {
  /** Why an act cannot work on this line: the whole desk, this person, this line. `null` when it may. */
  why(act: Act, line: ChatLineView): MessageKey | null;
  delete(line: ChatLineView): void;
  timeout(line: ChatLineView, seconds: number): void;
  ownTimeout(line: ChatLineView): void;
  ban(line: ChatLineView): void;
  lift(line: ChatLineView): void;
  card(line: ChatLineView): void;
  copyText(line: ChatLineView): void;
  copyLogin(line: ChatLineView): void;
  /** The line that waits for a duration after `T`. */
  readonly choosingSeq: number | null;
  choose(seq: number | null): void;
  onKey(key: string, line: ChatLineView): boolean;
}

export function useLineActs(): LineActs {
  const { t } = useTexts();
  const desk = useDesk();
  const [choosingSeq, choose] = useState<number | null>(null);

  const why = (act: Act, line: ChatLineView): MessageKey | null => whyNot(desk, act, line);
  /** Does it, or says why not. */
  const attempt = (act: Act, line: ChatLineView, work: (person: Person) => void): void => {
    const person = personOf(line);
    const reason = why(act, line);
    if (reason !== null) desk.explain({ text: reason, canSignIn: desk.blocked(act)?.canSignIn ?? false });
    else if (person) work(person);
  };
  const aboutOf = (line: ChatLineView) => ({ messageId: line.messageId ?? undefined });
  const copy = (text: string): void => {
    void navigator.clipboard.writeText(text).then(() => showToast({ text: t('moderation.copied') }));
  };

  const acts: LineActs = {
    why,
    delete: (line) =>
      attempt('delete', line, () => {
        if (line.messageId !== null) desk.act({ type: 'delete', messageId: line.messageId });
      }),
    timeout: (line, seconds) => {
      choose(null);
      attempt('restrict', line, (person) => desk.act({ type: 'timeout', person, seconds, ...aboutOf(line) }));
    },
    ownTimeout: (line) => {
      choose(null);
      attempt('restrict', line, (person) => desk.open({ type: 'timeout', subject: { person, ...aboutOf(line) } }));
    },
    ban: (line) =>
      attempt('restrict', line, (person) => desk.open({ type: 'ban', subject: { person, ...aboutOf(line) } })),
    lift: (line) =>
      attempt('restrict', line, (person) =>
        desk.act({
          type: 'lift',
          person,
          expect: line.removed?.by === 'ban' || line.kind === 'ban' ? 'ban' : 'timeout',
        }),
      ),
    card: (line) => {
      const person = personOf(line);
      if (person) desk.openCard({ person, ...aboutOf(line) });
    },
    copyText: (line) => copy(line.text),
    copyLogin: (line) => copy(personOf(line)?.login ?? ''),
    choosingSeq,
    choose,
    onKey: (key, line) => {
      if (personOf(line) === null) return false;
      const meaning = readKey(key, choosingSeq === line.seq);
      switch (meaning?.act) {
        case undefined:
          return false;
        case 'choose':
          if (why('restrict', line) === null) choose(line.seq);
          else attempt('restrict', line, () => {});
          return true;
        case 'cancel':
          choose(null);
          return true;
        case 'timeout':
          acts.timeout(line, meaning.seconds);
          return true;
        case 'own-duration':
          acts.ownTimeout(line);
          return true;
        case 'delete':
        case 'ban':
        case 'lift':
        case 'card':
          acts[meaning.act](line);
          return true;
        default:
          return meaning satisfies never;
      }
    },
  };
  return acts;
}

function whyNot(desk: Desk, act: Act, line: ChatLineView): MessageKey | null {
  const blocked = desk.blocked(act);
  if (blocked) return blocked.text;
  const person = personOf(line);
  if (act === 'delete') {
    if (line.messageId === null || line.kind !== 'message') return 'moderation.why.noLine';
    if (line.removed !== null) return 'moderation.why.gone';
  }
  return person ? desk.impossible(act, person) : 'moderation.why.noLine';
}
