import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { AccountView } from '../../../contract/accounts.ts';
import type { HealthCheck } from '../../../contract/health.ts';
import type { MessageKey } from '../../../i18n/messages.ts';
import { useMay, useMe } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { AccountDialogs } from './accounts/account-dialogs.tsx';
import { useAccounts } from './accounts/queries.ts';

interface MendPageProps {
  readonly check: HealthCheck;
  readonly title: string;
  readonly isFirst: boolean;
}

/** The way to where a person mends it herself; nothing for who may not. */
export function MendPage({ check, title, isFirst }: MendPageProps) {
  const { member } = useMe();
  const mayBook = useMay('finance.read');
  const mayPlan = useMay('planning.read');
  const { page } = check;
  if (page === null) return null;
  // An account stands on this very page: its way is the consent itself.
  if (check.code === 'account' && page === '/system') return <AccountButton {...{ check, title, isFirst }} />;
  if (page.startsWith('/connect') && !member.isOwner) return null;
  if (page.startsWith('/finance') && !mayBook) return null;
  if (page.startsWith('/planning') && !mayPlan) return null;
  return <PageButton page={page} verb={verbOf(check)} title={title} isFirst={isFirst} />;
}

function verbOf({ code, text }: HealthCheck): MessageKey {
  switch (code) {
    case 'account':
      return text === 'no-channel' ? 'system.action.connect-channel' : 'connect.accounts.connectAnew';
    case 'app':
      return 'system.action.connect-twitch';
    case 'schedule':
      return 'system.action.open-schedule';
    case 'books':
      return 'system.action.open-ledger';
    case 'right':
      return 'health.grant';
    default:
      return 'health.open';
  }
}

interface PageButtonProps extends Pick<MendPageProps, 'title' | 'isFirst'> {
  readonly page: string;
  readonly verb: MessageKey;
}

function PageButton({ page, verb, title, isFirst }: PageButtonProps) {
  const { t } = useTexts();
  const navigate = useNavigate();
  return (
    <Button
      size="xs"
      variant={isFirst ? 'filled' : 'default'}
      aria-label={`${t(verb)}: ${title}`}
      onClick={() => void navigate({ href: page })}
    >
      {t(verb)}
    </Button>
  );
}

/** Asks Twitch for the consent of a bot or a member anew: the owner for the bot, everybody for the own account. */
function AccountButton({ check, title, isFirst }: MendPageProps) {
  const { t } = useTexts();
  const { member } = useMe();
  const [isAsking, setAsking] = useState(false);
  const account = useAccounts().data?.accounts.find(({ twitchId }) => twitchId === check.about);
  if (account === undefined || !mayConnect(account, member.isOwner)) return null;
  const verb = t(check.text === 'lacking' ? 'connect.accounts.grantNow' : 'connect.accounts.connectAnew');
  return (
    <>
      <Button
        size="xs"
        variant={isFirst ? 'filled' : 'default'}
        aria-label={`${verb}: ${title}, ${account.displayName}`}
        onClick={() => setAsking(true)}
      >
        {verb}
      </Button>
      {isAsking ? <AccountDialogs question={{ kind: 'anew', account }} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function mayConnect({ uses, isMine }: AccountView, isOwner: boolean): boolean {
  return uses.includes('channel') || uses.includes('bot') ? isOwner : isMine;
}
