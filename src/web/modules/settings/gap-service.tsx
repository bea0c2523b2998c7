import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { live } from '../../../contract/live.ts';
import { call } from '../../api/call.ts';
import { ask, queryClient } from '../../api/query-client.ts';
import { useTexts } from '../../app/locale.tsx';
import { Card } from '../../ui/card.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { showToast } from '../../ui/toast.ts';
import classes from './settings-page.module.css';

/** Where gaps of the chat are filled from; from nowhere until an address is given. */
export function GapService() {
  const { t } = useTexts();
  const query = useQuery(ask(live.settings, {}));
  return (
    <Card title={t('settings.gaps')} note={t('settings.gapsHint')} footer={t('settings.gapsPrivacy')} flush>
      <QueryView query={query}>
        {({ recentMessagesUrl }) => <ServiceForm key={recentMessagesUrl} kept={recentMessagesUrl} />}
      </QueryView>
    </Card>
  );
}

function ServiceForm({ kept }: { kept: string | null }) {
  const { t, refusal } = useTexts();
  const [address, setAddress] = useState(kept ?? '');
  const wanted = address.trim() === '' ? null : address.trim();
  const save = useMutation({
    mutationFn: (recentMessagesUrl: string | null) => call(live.changeSettings, { recentMessagesUrl }),
    onSuccess: (settings) => {
      queryClient.setQueryData(ask(live.settings, {}).queryKey, settings);
      showToast({ text: t(settings.recentMessagesUrl === null ? 'settings.gapsOff' : 'settings.gapsOn') });
    },
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    save.mutate(wanted);
  }
  return (
    <form className={classes['service']} onSubmit={submit} noValidate>
      <TextInput
        type="url"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        label={t('settings.gapsAddress')}
        description={t('settings.gapsAddressHint')}
        placeholder={t('settings.gapsExample')}
        value={address}
        error={save.isError ? refusal(save.error) : null}
        onChange={(event) => {
          setAddress(event.currentTarget.value);
          save.reset();
        }}
      />
      <div className={classes['buttons']}>
        <Button type="submit" loading={save.isPending} disabled={wanted === kept}>
          {t('settings.gapsSave')}
        </Button>
        {kept === null ? null : (
          <Button variant="default" disabled={save.isPending} onClick={() => save.mutate(null)}>
            {t('settings.gapsStop')}
          </Button>
        )}
      </div>
    </form>
  );
}
