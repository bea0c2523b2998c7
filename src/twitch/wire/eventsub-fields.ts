import type { TwitchUserId } from '../../kernel/id.ts';
import { instantToMs, parseInstant } from '../../kernel/instant.ts';
import type { EventUser, SubTier } from './eventsub-message.ts';

/*
 * Twitch's examples contradict each other: ids as numbers, numbers and booleans as text, objects that
 * are null or missing. So every field is read by what it should be, never trusted to be it.
 */
export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object in a field; an empty one where there is none, so that its fields read as missing. */
export function objectAt(json: Json, name: string): Json {
  const value = json[name];
  return isObject(value) ? value : {};
}

export function listAt(json: Json, name: string): readonly unknown[] {
  const value = json[name];
  return Array.isArray(value) ? value : [];
}

export function textAt(json: Json, name: string): string {
  const value = json[name];
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** `null` for what is missing, null or "". */
export function textOrNullAt(json: Json, name: string): string | null {
  return textAt(json, name) || null;
}

export function textsAt(json: Json, name: string): readonly string[] {
  return listAt(json, name).filter((value) => typeof value === 'string');
}

export function numberOrNullAt(json: Json, name: string): number | null {
  const value = json[name];
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

export function numberAt(json: Json, name: string): number {
  return numberOrNullAt(json, name) ?? 0;
}

export function flagAt(json: Json, name: string): boolean {
  const value = json[name];
  return value === true || value === 'true' || value === 1;
}

/** RFC 3339 with up to nanoseconds, cut to milliseconds. */
export function timeOrNullAt(json: Json, name: string): number | null {
  const instant = parseInstant(textAt(json, name));
  return instant === undefined ? null : instantToMs(instant);
}

/** `<prefix>_id`, `<prefix>_login`, `<prefix>_name`; `null` without an id, as anonymous people have none. */
export function userAt(json: Json, prefix: string): EventUser | null {
  const id = textAt(json, `${prefix}_id`);
  if (id === '') return null;
  const login = textAt(json, `${prefix}_login`) || textAt(json, `${prefix}_name`).toLowerCase();
  return { id: id as TwitchUserId, login, name: textAt(json, `${prefix}_name`) || login };
}

/** Some examples call the tier `sub_plan`. */
export function tierOf(json: Json): SubTier {
  const tier = textAt(json, 'tier') || textAt(json, 'sub_tier') || textAt(json, 'sub_plan');
  return tier === '2000' || tier === '3000' ? tier : '1000';
}
