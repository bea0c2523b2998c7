import { type ModActionView, moderation } from '../../../contract/moderation.ts';
import { call } from '../../api/call.ts';
import type { Person } from './possible-acts.ts';

/** What somebody wants done; carried out by the server under her own name. */
export type ActRequest =
  | { readonly type: 'delete'; readonly messageId: string }
  | {
      readonly type: 'timeout';
      readonly person: Person;
      readonly seconds: number;
      readonly reason?: string | undefined;
      readonly messageId?: string | undefined;
    }
  | {
      readonly type: 'ban';
      readonly person: Person;
      readonly reason?: string | undefined;
      readonly messageId?: string | undefined;
    }
  | { readonly type: 'lift'; readonly person: Person; readonly expect: 'timeout' | 'ban' | 'either' }
  | { readonly type: 'undo'; readonly action: ModActionView };

/** @throws Refusal with the reason, ours or Twitch's. */
export function sendAct(request: ActRequest): Promise<ModActionView> {
  switch (request.type) {
    case 'delete':
      return call(moderation.deleteMessage, { messageId: request.messageId });
    case 'timeout':
      return call(moderation.timeout, { ...aboutOf(request), seconds: request.seconds });
    case 'ban':
      return call(moderation.ban, aboutOf(request));
    case 'lift':
      return call(moderation.unban, { ...whoIs(request.person), expect: request.expect });
    case 'undo':
      return call(moderation.undo, { actionId: request.action.id });
    default:
      return request satisfies never;
  }
}

/** Whom a request is about, for the question that Twitch leaves open. */
export function personOfRequest(request: ActRequest): Person | null {
  if (request.type === 'delete') return null;
  return request.type === 'undo' ? request.action.target : request.person;
}

function aboutOf({ person, reason, messageId }: Extract<ActRequest, { type: 'timeout' | 'ban' }>) {
  const words = reason?.trim();
  return { ...whoIs(person), ...(words ? { reason: words } : {}), ...(messageId ? { messageId } : {}) };
}

function whoIs({ id, login }: Person): { userId: string } | { login: string } {
  return id === null ? { login } : { userId: id };
}
