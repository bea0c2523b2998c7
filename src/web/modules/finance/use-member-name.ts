import { useQuery } from '@tanstack/react-query';
import { team } from '../../../contract/team.ts';
import { ask } from '../../api/query-client.ts';
import { useMay } from '../../api/session.ts';

/** The name of who wrote something; `null` for the house itself and for who has left the team. */
export function useMemberName(memberId: string | null): string | null {
  const mayRead = useMay('team.read');
  const { data } = useQuery({ ...ask(team.members, {}), enabled: mayRead && memberId !== null });
  return data?.members.find(({ id }) => id === memberId)?.displayName ?? null;
}
