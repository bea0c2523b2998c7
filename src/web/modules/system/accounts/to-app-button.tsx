import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useMe } from '../../../api/session.ts';
import { useTexts } from '../../../app/locale.tsx';

/** Where the owner puts the app right, whose type or keys Twitch does not take. */
export function ToAppButton() {
  const { t } = useTexts();
  const { member } = useMe();
  const navigate = useNavigate();
  if (!member.isOwner) return null;
  return (
    <Button onClick={() => void navigate({ to: '/connect', search: { step: 'app' } })}>
      {t('connect.device.toApp')}
    </Button>
  );
}
