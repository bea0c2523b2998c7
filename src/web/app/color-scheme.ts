import { localStorageColorSchemeManager, useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { system } from '../../contract/system.ts';
import { contrastOf, isHex } from '../../kernel/color.ts';
import { ask } from '../api/query-client.ts';
import { useSettings } from '../api/session.ts';
import { TOKENS } from '../theme/tokens.ts';

/** Kept in the browser too, so that the next page starts in the right scheme (public/scheme.js). */
export const schemeKeeper = localStorageColorSchemeManager({ key: 'livextrem-scheme' });

/** My choice, else what style.json asks for, else the system's; and style.json's colours. */
export function useChosenLook(): void {
  const { settings } = useSettings();
  const { setColorScheme } = useMantineColorScheme();
  const style = useQuery({ ...ask(system.style, {}), staleTime: Number.POSITIVE_INFINITY }).data;
  const scheme = settings.colorScheme ?? style?.appearanceMode ?? 'system';

  useEffect(() => {
    setColorScheme(scheme === 'system' ? 'auto' : scheme);
  }, [scheme, setColorScheme]);

  useEffect(() => {
    const { act = null, live = null } = style?.colors ?? {};
    const root = document.documentElement.style;
    for (const [name, value] of Object.entries(replacedVariables(act, live))) {
      if (value === null) root.removeProperty(name);
      else root.setProperty(name, value);
    }
  }, [style]);
}

/** Only fills change; the texts on and beside them stay ours, whose contrast is known. */
export function replacedVariables(act: string | null, live: string | null): Record<string, string | null> {
  return {
    '--lx-act': act,
    '--lx-act-hover': act && `color-mix(in srgb, ${act}, #000 10%)`,
    '--lx-on-act': act && '#FFFFFF',
    '--lx-live': live,
    '--lx-on-live': live && (isHex(live) ? textOn(live) : null),
  };
}

function textOn(ground: `#${string}`): string {
  const { onLive: dark } = TOKENS.dark;
  return contrastOf('#FFFFFF', ground) >= contrastOf(dark, ground) ? '#FFFFFF' : dark;
}
