import { useMutation, useQuery } from '@tanstack/react-query';
import { live } from '../../../contract/live.ts';
import { system } from '../../../contract/system.ts';
import { call } from '../../api/call.ts';
import { ask, askAgain } from '../../api/query-client.ts';
import { useMay } from '../../api/session.ts';

export function useProblems() {
  return useQuery(ask(system.problems, {}));
}

export function useConnections() {
  return useQuery({ ...ask(live.connections, {}), refetchInterval: 15_000 });
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
    onSettled: () => Promise.all([askAgain(system.backups), askAgain(system.problems)]),
  });
}

export function useRetryJob() {
  return useMutation({
    mutationFn: (jobId: string) => call(system.retryJob, { jobId }),
    onSettled: () => Promise.all([askAgain(system.jobs), askAgain(system.problems)]),
  });
}
