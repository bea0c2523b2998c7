import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useSettings } from '../api/session.ts';
import { openKeys, openPalette } from './overlays.ts';
import { GO_TO } from './rooms.ts';

/** Is somebody writing, so that a letter is a letter? */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** A dialog owns the keyboard while it is open. */
export function hasDialog(): boolean {
  return document.querySelector('[role="dialog"]') !== null;
}

/**
 * Single-letter keys of a page; they rest while somebody writes, in dialogs, and when switched off.
 * @param keys by `event.key` in lower case (`'d'`, `' '`, `'enter'`, `'?'`); return `false` to pass the key on.
 */
export function usePageKeys(keys: Readonly<Record<string, (event: KeyboardEvent) => unknown>>): void {
  const { settings } = useSettings();
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || hasDialog())
      return;
    const name = event.key.toLowerCase();
    if (!settings.singleKeys && /^[a-z0-9?/]$/.test(name)) return;
    if (keys[name] && keys[name](event) !== false) event.preventDefault();
  });
  useEffect(() => {
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

const SECOND_KEY_MS = 1_500;

/** Keys that work on every page: palette, `G` then a room, the list of keys. */
export function useShellKeys(): void {
  const navigate = useNavigate();
  const { settings } = useSettings();
  const goUntilMs = useRef(0);
  const press = useEffectEvent((event: KeyboardEvent) => {
    const name = event.key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && !event.altKey && name === 'k') {
      event.preventDefault();
      openPalette();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || hasDialog() || !settings.singleKeys)
      return;
    if (event.key === '?') {
      event.preventDefault();
      openKeys();
      return;
    }
    if (Date.now() < goUntilMs.current) {
      goUntilMs.current = 0;
      const goal = GO_TO.find((each) => each.key.toLowerCase() === name);
      if (!goal) return;
      // Before the page's own keys: `G` then `T` must not time anybody out.
      event.preventDefault();
      event.stopImmediatePropagation();
      void navigate({ to: goal.path });
      return;
    }
    if (name === 'g') goUntilMs.current = Date.now() + SECOND_KEY_MS;
  });
  useEffect(() => {
    document.addEventListener('keydown', press, { capture: true });
    return () => document.removeEventListener('keydown', press, { capture: true });
  }, []);
}
