import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { ROLES, type Role } from '../../../contract/permissions.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { useTexts } from '../../app/locale.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';
import { showToast } from '../../ui/toast.ts';
import { useAddMember } from './queries.ts';

const LOGIN = /^@?[A-Za-z0-9_]{2,25}$/;
/** Refusals that are about the name stand at the name. */
const ABOUT_LOGIN = ['team.unknown-login', 'team.already-member'];

export function AddMember({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTexts();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('team.addTitle')}
      size={460}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <AddMemberForm onDone={onClose} />
    </Modal>
  );
}

function AddMemberForm({ onDone }: { onDone: () => void }) {
  const { t, refusal } = useTexts();
  const add = useAddMember();
  const field = useRef<HTMLInputElement>(null);
  const [login, setLogin] = useState('');
  const [role, setRole] = useState<Role>('moderator');
  const [isChecked, setChecked] = useState(false);
  const isWrong = isChecked && !LOGIN.test(login.trim());
  const isAboutLogin = add.error instanceof Refusal && ABOUT_LOGIN.includes(add.error.code);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setChecked(true);
    if (!LOGIN.test(login.trim())) {
      field.current?.focus();
      return;
    }
    add.mutate(
      { login, role },
      {
        onSuccess: (member) => {
          onDone();
          showToast({
            text: t('team.memberAdded', { name: member.displayName, role: t(`common.roles.${member.role}`) }),
          });
        },
        onError: () => field.current?.focus(),
      },
    );
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap={16}>
        <TextInput
          ref={field}
          data-autofocus
          label={t('team.login')}
          description={t('team.addHint')}
          inputWrapperOrder={['label', 'input', isWrong || isAboutLogin ? 'error' : 'description']}
          autoComplete="off"
          spellCheck={false}
          value={login}
          onChange={(event) => {
            setLogin(event.currentTarget.value);
            add.reset();
          }}
          onBlur={() => setChecked(login !== '')}
          error={isWrong ? t('team.loginWrong') : isAboutLogin ? refusal(add.error) : undefined}
          styles={{ input: { fontFamily: 'var(--lx-mono)' } }}
        />
        <Radio.Group label={t('team.role')} value={role} onChange={(value) => setRole(value as Role)}>
          <Stack gap={10} mt={4}>
            {ROLES.map((each) => (
              <Radio
                key={each}
                value={each}
                size="xs"
                label={t(`common.roles.${each}`)}
                description={t(`team.roleHint.${each}`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        {add.error && !isAboutLogin ? <ErrorStrip error={add.error} /> : null}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onDone}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={add.isPending}>
            {t('team.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
