import { useMutation, useQuery } from '@tanstack/react-query';
import { health, type Mend } from '../../../contract/health.ts';
import { live } from '../../../contract/live.ts';
import { system } from '../../../contract/system.ts';
import { call } from '../../api/call.ts';
import { ask, askAgain, queryClient } from '../../api/query-client.ts';
import { useMay } from '../../api/session.ts';

/** What changes in between is announced; the rest is looked at this often. */
export const LOOK_EVERY_MS = 60_000;

export function useProblems() {
  return useQuery(ask(system.problems, {}));
}

export function useConnections() {
  return useQuery({ ...ask(live.connections, {}), refetchInterval: 15_000 });
}

export function useReport() {
  return useQuery({ ...ask(health.report, {}), refetchInterval: LOOK_EVERY_MS });
}

export function useCoverage(days: number) {
  return useQuery({ ...ask(health.coverage, { days }), refetchInterval: LOOK_EVERY_MS });
}

export function useRepairs() {
  return useQuery({ ...ask(health.repairs, {}), refetchInterval: LOOK_EVERY_MS });
}

/** Looks at everything thoroughly; what it finds is the report from then on. */
export function useCheckNow() {
  return useMutation({
    mutationFn: () => call(health.check, {}),
    onSuccess: async (report) => {
      // An answer on its way would be an older look.
      await queryClient.cancelQueries({ queryKey: ask(health.report, {}).queryKey });
      queryClient.setQueryData(ask(health.report, {}).queryKey, report);
      await askAgain(health.coverage);
    },
  });
}

/** @param onMended told here and not by the caller of `mutate`: with what was wrong its row may be gone. */
export function useMend(onMended: (what: Mend) => void) {
  return useMutation({
    mutationFn: (what: { mend: Mend; about: string | null }) => call(health.mend, what),
    onSuccess: async (report, { mend }) => {
      await queryClient.cancelQueries({ queryKey: ask(health.report, {}).queryKey });
      queryClient.setQueryData(ask(health.report, {}).queryKey, report);
      onMended(mend);
    },
    // Also when it was refused: what it found may be different from what stands on the page.
    onSettled: (report) =>
      Promise.all([
        ...(report ? [] : [askAgain(health.report)]),
        askAgain(health.repairs),
        askAgain(system.backups),
        askAgain(system.jobs),
        askAgain(system.problems),
      ]),
  });
}

export function useBackups() {
  return useQuery({ ...ask(system.backups, {}), enabled: useMay('system.read') });
}

export function useJobs() {
  return useQuery({ ...ask(system.jobs, {}), enabled: useMay('system.read') });
}

export function useMakeBackup() {
  return useMutation({
    mutationFn: () => call(system.makeBackup, {}),
    onSettled: () => Promise.all([askAgain(system.backups), askAgain(system.problems), askAgain(health.report)]),
  });
}

export function useRetryJob() {
  return useMutation({
    mutationFn: (jobId: string) => call(system.retryJob, { jobId }),
    onSettled: () => Promise.all([askAgain(system.jobs), askAgain(system.problems), askAgain(health.report)]),
  });
}
