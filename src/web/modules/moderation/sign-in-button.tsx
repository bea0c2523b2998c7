import { Button } from '@mantine/core';
import { IconBrandTwitch } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { team } from '../../../contract/team.ts';
import { call } from '../../api/call.ts';
import { useTexts } from '../../app/locale.tsx';
import { showToast } from '../../ui/toast.ts';

/** To Twitch's consent page and back to this very place. */
export function SignInButton({ size = 'sm' }: { size?: 'xs' | 'sm' }) {
  const { t, refusal } = useTexts();
  const begin = useMutation({
    mutationFn: () =>
      call(team.beginSignIn, { otherAccount: false, returnTo: `${location.pathname}${location.search}` }),
    onSuccess: ({ authorizeUrl }) => location.assign(authorizeUrl),
    onError: (error) => showToast({ tone: 'bad', text: refusal(error) }),
  });
  return (
    <Button
      size={size}
      leftSection={<IconBrandTwitch size={15} stroke={1.75} />}
      loading={begin.isPending || begin.isSuccess}
      onClick={() => begin.mutate()}
    >
      {t('moderation.signIn')}
    </Button>
  );
}
