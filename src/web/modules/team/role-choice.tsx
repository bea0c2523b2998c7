import { Select } from '@mantine/core';
import { ROLES, type Role } from '../../../contract/permissions.ts';
import type { MemberView } from '../../../contract/team.ts';
import { useTexts } from '../../app/locale.tsx';
import { showToast } from '../../ui/toast.ts';
import { useChangeRole } from './queries.ts';

/** Gives another role at once; the toast takes it back. */
export function RoleChoice({ member }: { member: MemberView }) {
  const { t, refusal } = useTexts();
  const change = useChangeRole();
  const give = (role: Role, before?: Role): void =>
    change.mutate(
      { memberId: member.id, role },
      {
        onSuccess: () =>
          showToast({
            text: t('team.roleChanged', { name: member.displayName, role: t(`common.roles.${role}`) }),
            ...(before ? { undo: { label: t('common.undo'), run: () => give(before) } } : {}),
          }),
        onError: (error) => showToast({ text: refusal(error), tone: 'bad' }),
      },
    );
  return (
    <Select
      size="xs"
      w={170}
      aria-label={t('team.changeRole', { name: member.displayName })}
      value={change.isPending ? change.variables.role : member.role}
      disabled={change.isPending}
      data={ROLES.map((role) => ({ value: role, label: t(`common.roles.${role}`) }))}
      onChange={(role) => {
        if (role && role !== member.role) give(role, member.role);
      }}
    />
  );
}
