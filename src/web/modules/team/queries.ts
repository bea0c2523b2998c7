import { useMutation, useQuery } from '@tanstack/react-query';
import type { Role } from '../../../contract/permissions.ts';
import { team } from '../../../contract/team.ts';
import { call } from '../../api/call.ts';
import { ask, askAgain } from '../../api/query-client.ts';

export function useMembers() {
  return useQuery(ask(team.members, {}));
}

export function useAddMember() {
  return useMutation({
    mutationFn: (input: { login: string; role: Role }) => call(team.addMember, input),
    onSuccess: () => askAgain(team.members),
  });
}

export function useChangeRole() {
  return useMutation({
    mutationFn: (input: { memberId: string; role: Role }) => call(team.changeRole, input),
    // Refused or not: the list shows what is true.
    onSettled: () => askAgain(team.members),
  });
}

export function useRemoveMember() {
  return useMutation({
    mutationFn: (memberId: string) => call(team.removeMember, { memberId }),
    onSuccess: () => askAgain(team.members),
  });
}

export function useSignIns() {
  return useQuery(ask(team.signIns, {}));
}

export function useEndSignIn() {
  return useMutation({
    mutationFn: (signInId: string) => call(team.endSignIn, { signInId }),
    onSettled: () => askAgain(team.signIns),
  });
}

export function useConfirmSignIn() {
  return useMutation({
    mutationFn: (signInId: string) => call(team.confirmSignIn, { signInId }),
    onSettled: () => askAgain(team.signIns),
  });
}
