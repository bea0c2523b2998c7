import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { team } from '../../../contract/team.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { call } from '../../api/call.ts';
import { useTexts } from '../../app/locale.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';

interface TwitchAppFormProps {
  /** The one in use, if any. */
  readonly clientId: string | null;
  readonly onSaved: (continueUrl: string) => void;
}

/** Client id and secret; what Twitch says about them stands at the field it is about. */
export function TwitchAppForm({ clientId, onSaved }: TwitchAppFormProps) {
  const { t, refusal } = useTexts();
  const [id, setId] = useState(clientId ?? '');
  const [secret, setSecret] = useState('');
  const [isChecked, setChecked] = useState(false);
  const idField = useRef<HTMLInputElement>(null);
  const secretField = useRef<HTMLInputElement>(null);
  const save = useMutation({
    mutationFn: () => call(team.saveTwitchApp, { clientId: id.trim(), clientSecret: secret.trim() }),
    onSuccess: ({ continueUrl }) => onSaved(continueUrl),
    onError: (error) => {
      if (codeOf(error) === 'team.client-secret-wrong') secretField.current?.focus();
      if (codeOf(error) === 'team.client-id-wrong') idField.current?.focus();
    },
  });
  const isIdWrong = !/^[a-z0-9]{1,100}$/i.test(id.trim());
  const isSecretWrong = !/^[\x21-\x7e]{1,200}$/.test(secret.trim());
  const code = codeOf(save.error);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setChecked(true);
    if (isIdWrong) idField.current?.focus();
    else if (isSecretWrong) secretField.current?.focus();
    else save.mutate();
  };

  return (
    <form onSubmit={submit} noValidate autoComplete="off">
      <Stack gap={12}>
        <TextInput
          ref={idField}
          label={t('system.connect.clientId')}
          value={id}
          spellCheck={false}
          onChange={(event) => {
            setId(event.currentTarget.value);
            save.reset();
          }}
          error={
            isChecked && isIdWrong
              ? t('system.connect.clientIdWrong')
              : code === 'team.client-id-wrong'
                ? refusal(save.error)
                : undefined
          }
        />
        <PasswordInput
          ref={secretField}
          label={t('system.connect.clientSecret')}
          value={secret}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            setSecret(event.currentTarget.value);
            save.reset();
          }}
          error={
            isChecked && isSecretWrong
              ? t('system.connect.clientSecretWrong')
              : code === 'team.client-secret-wrong'
                ? refusal(save.error)
                : undefined
          }
        />
        {save.error && code !== 'team.client-id-wrong' && code !== 'team.client-secret-wrong' ? (
          <ErrorStrip error={save.error} />
        ) : null}
        <Group>
          <Button type="submit" loading={save.isPending}>
            {t('system.connect.try')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function codeOf(error: unknown): string | null {
  return error instanceof Refusal ? error.code : null;
}
