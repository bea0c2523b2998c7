import { Button } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMe } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';

/** Refusals that a new consent at Twitch repairs. */
export function needsRight(code: string): boolean {
  return code === 'twitch.missing-scope' || code === 'twitch.no-grant' || code === 'twitch.reconnect';
}

/** The owner allows it at Twitch; anybody else is told who can. */
export function AllowSchedule() {
  const { t } = useTexts();
  const me = useMe();
  const navigate = useNavigate();
  if (!me.member.isOwner) return <p>{t('planning.sync.askOwner')}</p>;
  return (
    <Button
      size="xs"
      leftSection={<IconPlugConnected size={14} stroke={1.75} />}
      onClick={() =>
        me.hasTwitchApp
          ? void navigate({ to: '/system', search: { grant: 'planning' } })
          : void navigate({ to: '/connect' })
      }
    >
      {t('planning.sync.allow')}
    </Button>
  );
}
