import { Button } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMe } from '../../api/session.ts';
import { useConnectChannel } from '../../app/connect-channel-strip.tsx';
import { useTexts } from '../../app/locale.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';

/** Refusals that a new consent at Twitch repairs. */
export function needsRight(code: string): boolean {
  return code === 'twitch.missing-scope' || code === 'twitch.no-grant' || code === 'twitch.reconnect';
}

/** The owner allows it at Twitch; anybody else is told who can. */
export function AllowSchedule() {
  const { t } = useTexts();
  const me = useMe();
  const navigate = useNavigate();
  const connect = useConnectChannel();
  if (!me.member.isOwner) return <p>{t('planning.sync.askOwner')}</p>;
  return (
    <>
      <Button
        size="xs"
        loading={connect.isPending || connect.isSuccess}
        leftSection={<IconPlugConnected size={14} stroke={1.75} />}
        onClick={() => (me.hasTwitchApp ? connect.mutate() : void navigate({ to: '/connect' }))}
      >
        {t('planning.sync.allow')}
      </Button>
      {connect.error ? <ErrorStrip error={connect.error} /> : null}
    </>
  );
}
