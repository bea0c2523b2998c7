import { Button } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { team } from '../../contract/team.ts';
import { call } from '../api/call.ts';
import { useMe } from '../api/session.ts';
import { ErrorStrip } from '../ui/error-strip.tsx';
import { Strip } from '../ui/strip.tsx';
import { useTexts } from './locale.tsx';

/** Sends the owner to Twitch to connect the own channel. */
export function useConnectChannel() {
  return useMutation({
    mutationFn: () => call(team.connectChannel, { otherAccount: false }),
    onSuccess: ({ authorizeUrl }) => location.assign(authorizeUrl),
  });
}

/** For the owner of a real installation that follows no channel yet: the one next step. */
export function ConnectChannelStrip() {
  const { t } = useTexts();
  const me = useMe();
  const connect = useConnectChannel();
  if (me.channel !== null || !me.member.isOwner || !me.hasTwitchApp) return null;
  if (connect.error) return <ErrorStrip error={connect.error} onRetry={() => connect.mutate()} />;
  return (
    <Strip
      form="line"
      tone="act"
      icon={<IconPlugConnected size={16} stroke={1.75} aria-hidden="true" />}
      action={
        <Button size="xs" loading={connect.isPending || connect.isSuccess} onClick={() => connect.mutate()}>
          {t('common.shell.connectChannelAction')}
        </Button>
      }
    >
      {t('common.shell.connectChannel')} {t('common.shell.connectChannelHint')}
    </Strip>
  );
}
