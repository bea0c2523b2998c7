import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import { type ClientType, team } from '../../../contract/team.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { call } from '../../api/call.ts';
import { useTexts } from '../../app/locale.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';
import { AppInUse } from './wizard/app-in-use.tsx';
import classes from './wizard/app-step.module.css';
import { RegisterStop, Stop, TwoFactorStop } from './wizard/app-stops.tsx';
import { KeysSketch } from './wizard/sketch.tsx';
import { StepPage } from './wizard/step-page.tsx';

interface TwitchAppFormProps {
  readonly app: ReplyOf<typeof team.twitchApp>;
  readonly onSaved: (continueUrl: string) => void;
}

/** Where a refusal belongs. */
const FIELD_OF: Readonly<Record<string, 'id' | 'secret' | 'type'>> = {
  'team.client-id-wrong': 'id',
  'team.client-secret-wrong': 'secret',
  'team.client-secret-missing': 'secret',
  'team.client-is-confidential': 'type',
  'team.client-is-public': 'type',
};

/** Registering the app and bringing its keys here; what Twitch says about them stands at the field it is about. */
export function TwitchAppForm({ app, onSaved }: TwitchAppFormProps) {
  const { t, refusal } = useTexts();
  const [type, setType] = useState<ClientType>(app.clientType ?? 'confidential');
  const [id, setId] = useState(app.clientId ?? '');
  const [secret, setSecret] = useState('');
  const [isChecked, setChecked] = useState(false);
  const idField = useRef<HTMLInputElement>(null);
  const secretField = useRef<HTMLInputElement>(null);
  const typeField = useRef<HTMLDivElement>(null);

  const focus = (field: 'id' | 'secret' | 'type'): void => {
    if (field === 'id') idField.current?.focus();
    else if (field === 'secret') secretField.current?.focus();
    else typeField.current?.querySelector<HTMLElement>('[role="radio"][aria-checked="true"]')?.focus();
  };
  const save = useMutation({
    mutationFn: () =>
      call(team.saveTwitchApp, {
        clientId: id.trim(),
        clientType: type,
        ...(type === 'confidential' ? { clientSecret: secret.trim() } : {}),
      }),
    onSuccess: ({ continueUrl }) => onSaved(continueUrl),
    onError: (error) => {
      const field = fieldOf(error);
      if (field) focus(field);
    },
  });
  const isIdWrong = !/^[a-z0-9]{1,100}$/i.test(id.trim());
  const isSecretWrong = type === 'confidential' && !/^[\x21-\x7e]{1,200}$/.test(secret.trim());
  const wrong = save.error ? fieldOf(save.error) : undefined;
  const said = save.error ? refusal(save.error) : undefined;

  const wrongId =
    isChecked && isIdWrong
      ? t(id.trim() === '' ? 'connect.app.clientIdMissing' : 'connect.app.clientIdWrong')
      : wrong === 'id'
        ? said
        : undefined;
  const wrongSecret =
    isChecked && isSecretWrong ? t('connect.app.clientSecretWrong') : wrong === 'secret' ? said : undefined;

  const submit = (): void => {
    setChecked(true);
    if (isIdWrong) focus('id');
    else if (isSecretWrong) focus('secret');
    else save.mutate();
  };

  return (
    <StepPage
      step="app"
      title={t('connect.app.title')}
      lead={t('connect.app.lead')}
      back="you"
      onSubmit={submit}
      hint={t('connect.app.tryHint')}
      actions={
        <Button type="submit" size="md" loading={save.isPending}>
          {t('connect.app.try')}
        </Button>
      }
    >
      <AppInUse app={app} />
      <TwoFactorStop />
      <RegisterStop
        name={app.suggestedName}
        redirectUri={app.redirectUri}
        type={type}
        onType={(next) => {
          setType(next);
          save.reset();
        }}
        wrongType={wrong === 'type' ? said : undefined}
        typeRef={typeField}
      />
      <Stop
        number={3}
        title={t('connect.app.keys')}
        text={t(type === 'confidential' ? 'connect.app.keysText' : 'connect.app.keysTextPublic')}
        picture={<KeysSketch name={app.suggestedName} type={type} />}
      >
        <div className={classes['inputs']}>
          <TextInput
            ref={idField}
            label={t('connect.app.clientId')}
            description={wrongId ? undefined : t('connect.app.clientIdHint')}
            value={id}
            spellCheck={false}
            onChange={(event) => {
              setId(event.currentTarget.value);
              save.reset();
            }}
            error={wrongId}
          />
          {type === 'confidential' ? (
            <PasswordInput
              ref={secretField}
              label={t('connect.app.clientSecret')}
              description={wrongSecret ? undefined : t('connect.app.clientSecretHint')}
              value={secret}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => {
                setSecret(event.currentTarget.value);
                save.reset();
              }}
              error={wrongSecret}
            />
          ) : null}
        </div>
      </Stop>
      {save.error && !wrong ? <ErrorStrip error={save.error} /> : null}
    </StepPage>
  );
}

function fieldOf(error: unknown): 'id' | 'secret' | 'type' | undefined {
  return error instanceof Refusal ? FIELD_OF[error.code] : undefined;
}
