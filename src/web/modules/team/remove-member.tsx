import type { MemberView } from '../../../contract/team.ts';
import { useTexts } from '../../app/locale.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { showToast } from '../../ui/toast.ts';
import { useAddMember, useRemoveMember } from './queries.ts';

/** Asked first, because sessions and the grant are gone at once; the membership itself can be given back. */
export function RemoveMember({ member, onClose }: { member: MemberView | null; onClose: () => void }) {
  const { t, refusal } = useTexts();
  const remove = useRemoveMember();
  const addAgain = useAddMember();
  const name = member?.displayName ?? '';

  const confirm = (): void => {
    if (!member) return;
    const { id, login, role } = member;
    remove.mutate(id, {
      onSuccess: () => {
        close();
        showToast({
          text: t('team.removed', { name }),
          undo: {
            label: t('common.undo'),
            run: () =>
              addAgain.mutate(
                { login, role },
                { onError: (error) => showToast({ text: refusal(error), tone: 'bad' }) },
              ),
          },
        });
      },
    });
  };
  const close = (): void => {
    remove.reset();
    onClose();
  };

  return (
    <ConfirmDialog
      isOpen={member !== null}
      onClose={close}
      onConfirm={confirm}
      title={t('team.removeAction', { name })}
      question={t('team.removeQuestion', { name })}
      verb={t('team.removeAction', { name })}
      isBusy={remove.isPending}
      error={remove.error}
    />
  );
}
