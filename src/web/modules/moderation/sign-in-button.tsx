import { Button } from '@mantine/core';
import { IconBrandTwitch } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { team } from '../../../contract/team.ts';
import { call } from '../../api/call.ts';
import { ask } from '../../api/query-client.ts';
import { useMe } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { showToast } from '../../ui/toast.ts';

/**
 * To Twitch's consent page and back to this very place. Where more is to be said first (the rights of the
 * channel, or a code because the app has no secret), to the page that says it.
 */
export function SignInButton({ size = 'sm' }: { size?: 'xs' | 'sm' }) {
  const { t, refusal } = useTexts();
  const me = useMe();
  const navigate = useNavigate();
  const isPublic = useQuery(ask(team.signInState, {})).data?.clientType === 'public';
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
      onClick={() =>
        isPublic || me.member.isOwner
          ? void navigate({ to: '/system', search: { grant: 'moderation' } })
          : begin.mutate()
      }
    >
      {t('moderation.signIn')}
    </Button>
  );
}
