import { useMutation, useQuery } from '@tanstack/react-query';
import type { Permission } from '../../contract/permissions.ts';
import { DEFAULT_SETTINGS, type PersonalSettings } from '../../contract/settings.ts';
import { type MeView, team } from '../../contract/team.ts';
import { call, setCsrfToken } from './call.ts';
import { ask, queryClient } from './query-client.ts';

/** The query of `me`; keeps the token for writing calls up to date. */
export function askMe() {
  const options = ask(team.me, {});
  return {
    ...options,
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<MeView> => {
      const me = await call(team.me, {}, { signal });
      setCsrfToken(me.csrfToken);
      return me;
    },
  };
}

/** Who is signed in, `undefined` before the answer or without a session. Never asks by itself. */
export function useMeIfKnown(): MeView | undefined {
  return useQuery({ ...askMe(), enabled: false }).data;
}

/** Who is signed in. Only inside the shell, which shows nothing else before it knows. */
export function useMe(): MeView {
  const me = useMeIfKnown();
  if (!me) throw new Error('useMe is only for pages inside the shell');
  return me;
}

/** `useMay('moderation.act')`: may the signed-in person do this. */
export function useMay(permission: Permission): boolean {
  return useMeIfKnown()?.permissions.includes(permission) ?? false;
}

/** My settings, and how to change them: shown at once, taken back when the server refuses. */
export function useSettings(): {
  settings: PersonalSettings;
  save: (change: Partial<PersonalSettings>) => void;
  savedAtMs: number | null;
  error: Error | null;
} {
  const me = useMeIfKnown();
  const { queryKey } = ask(team.me, {});
  const mutation = useMutation({
    mutationFn: (change: Partial<PersonalSettings>) => call(team.saveSettings, change),
    onMutate: async (change) => {
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData<MeView>(queryKey);
      queryClient.setQueryData<MeView>(queryKey, (now) => now && { ...now, settings: { ...now.settings, ...change } });
      return { before };
    },
    onError: (_error, _change, kept) => queryClient.setQueryData(queryKey, kept?.before),
    onSuccess: (settings) => queryClient.setQueryData<MeView>(queryKey, (now) => now && { ...now, settings }),
  });
  return {
    settings: me?.settings ?? DEFAULT_SETTINGS,
    save: mutation.mutate,
    savedAtMs: mutation.isSuccess ? mutation.submittedAt : null,
    error: mutation.error,
  };
}
