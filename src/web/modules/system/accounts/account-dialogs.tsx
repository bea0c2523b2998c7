import type { AccountView } from '../../../../contract/accounts.ts';
import { useMe } from '../../../api/session.ts';
import { useTexts } from '../../../app/locale.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { showToast } from '../../../ui/toast.ts';
import { ConsentDialog } from './consent-dialog.tsx';
import { GrantDialog } from './grant-dialog.tsx';
import { useDisconnect } from './queries.ts';

type NamedAccount = Pick<AccountView, 'twitchId' | 'displayName' | 'uses' | 'isMine'>;

/** What somebody wants of an account. */
export type AccountQuestion =
  | { readonly kind: 'rights' }
  | { readonly kind: 'anew'; readonly account: NamedAccount }
  | { readonly kind: 'other'; readonly account: NamedAccount }
  | { readonly kind: 'own' }
  | { readonly kind: 'bot' }
  | { readonly kind: 'disconnect'; readonly account: NamedAccount };

interface AccountDialogsProps {
  readonly question: AccountQuestion;
  readonly onClose: () => void;
}

export function AccountDialogs({ question, onClose }: AccountDialogsProps) {
  const { t } = useTexts();
  const { actingAs, member } = useMe();
  switch (question.kind) {
    case 'rights':
      return <GrantDialog right={null} onClose={onClose} />;
    case 'anew':
      return (
        <ConsentDialog
          title={t('connect.accounts.anewTitle', { name: question.account.displayName })}
          text={t('connect.accounts.anewText', { name: question.account.displayName })}
          request={{ purpose: purposeOf(question.account), returnTo: '/system' }}
          onClose={onClose}
        />
      );
    case 'other':
      return (
        <ConsentDialog
          title={t('connect.accounts.otherTitle')}
          text={t(purposeOf(question.account) === 'bot' ? 'connect.accounts.botText' : 'connect.accounts.otherText')}
          request={{ purpose: purposeOf(question.account), otherAccount: true, returnTo: '/system' }}
          onClose={onClose}
        />
      );
    case 'own':
      return (
        <ConsentDialog
          title={t('connect.accounts.ownTitle')}
          text={t('connect.accounts.ownText', { name: actingAs?.displayName ?? member.displayName })}
          request={{ purpose: 'own', returnTo: '/system' }}
          onClose={onClose}
        />
      );
    case 'bot':
      return (
        <ConsentDialog
          title={t('connect.accounts.botTitle')}
          text={t('connect.accounts.botText')}
          // The browser is signed in to Twitch as somebody else, as a rule.
          request={{ purpose: 'bot', otherAccount: true, returnTo: '/system' }}
          onClose={onClose}
        />
      );
    case 'disconnect':
      return <Disconnect account={question.account} onClose={onClose} />;
    default:
      return question satisfies never;
  }
}

function Disconnect({ account, onClose }: { account: NamedAccount; onClose: () => void }) {
  const { t } = useTexts();
  const disconnect = useDisconnect();
  const name = account.displayName;
  const purpose = purposeOf(account);
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t('connect.accounts.disconnectTitle', { name })}
      question={
        purpose === 'channel'
          ? t('connect.accounts.disconnectChannel')
          : purpose === 'bot'
            ? t('connect.accounts.disconnectBot', { name })
            : account.isMine
              ? t('connect.accounts.disconnectOwn')
              : t('connect.accounts.disconnectMember', { name })
      }
      verb={t('connect.accounts.disconnect')}
      isBusy={disconnect.isPending}
      error={disconnect.error}
      onConfirm={() =>
        disconnect.mutate(account.twitchId, {
          onSuccess: () => {
            showToast({ tone: 'ok', text: t('connect.accounts.disconnected', { name }) });
            onClose();
          },
        })
      }
    />
  );
}

/** The widest use decides what is asked for. */
function purposeOf({ uses }: NamedAccount): 'channel' | 'bot' | 'own' {
  if (uses.includes('channel')) return 'channel';
  return uses.includes('bot') ? 'bot' : 'own';
}
