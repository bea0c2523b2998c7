import { Button } from '@mantine/core';
import { IconRobot } from '@tabler/icons-react';
import { useState } from 'react';
import type { AccountView } from '../../../contract/accounts.ts';
import { useMay, useMe } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { Card } from '../../ui/card.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { AccountDialogs, type AccountQuestion } from './accounts/account-dialogs.tsx';
import { AccountRow, OwnAccountRow } from './accounts/account-row.tsx';
import { ConsentProblem } from './accounts/consent-problem.tsx';
import { useAccounts } from './accounts/queries.ts';
import classes from './accounts-card.module.css';

/** Every Twitch account that is connected: what for, with which rights, and how to renew or end it. */
export function AccountsCard() {
  const { t } = useTexts();
  const mayRead = useMay('system.read');
  const [question, setQuestion] = useState<AccountQuestion | null>(null);
  const clientType = useAccounts().data?.clientType;
  return (
    <Card
      title={t('connect.accounts.title')}
      note={clientType ? t(`connect.accounts.clientType.${clientType}`) : undefined}
      flush
    >
      <div className={classes['problem']}>
        <ConsentProblem />
      </div>
      {mayRead ? <AllAccounts onAsk={setQuestion} /> : <OwnAccount onAsk={setQuestion} />}
      {question ? <AccountDialogs question={question} onClose={() => setQuestion(null)} /> : null}
    </Card>
  );
}

interface AskingProps {
  readonly onAsk: (question: AccountQuestion) => void;
}

function AllAccounts({ onAsk }: AskingProps) {
  const { t } = useTexts();
  const { channel, member } = useMe();
  const query = useAccounts();
  return (
    <QueryView query={query}>
      {({ accounts }) => (
        <>
          <ul className={classes['list']}>
            {accounts.toSorted(byUse).map((account) => (
              <AccountRow key={account.twitchId} account={account} onAsk={onAsk} />
            ))}
          </ul>
          {accounts.length === 0 ? (
            <div className={classes['empty']}>
              <p>{t('connect.accounts.none')}</p>
            </div>
          ) : null}
          {member.isOwner && channel !== null && !accounts.some(({ uses }) => uses.includes('bot')) ? (
            <div className={classes['empty']}>
              <p>{t('connect.accounts.botText')}</p>
              <Button
                variant="default"
                size="xs"
                leftSection={<IconRobot size={15} stroke={1.75} />}
                onClick={() => onAsk({ kind: 'bot' })}
              >
                {t('connect.accounts.connectBot')}
              </Button>
            </div>
          ) : null}
        </>
      )}
    </QueryView>
  );
}

function OwnAccount({ onAsk }: AskingProps) {
  return (
    <ul className={classes['list']}>
      <OwnAccountRow onAsk={onAsk} />
    </ul>
  );
}

/** The channel, the bot, then the team by name. */
function byUse(a: AccountView, b: AccountView): number {
  const rank = ({ uses }: AccountView): number => (uses.includes('channel') ? 0 : uses.includes('bot') ? 1 : 2);
  return rank(a) - rank(b) || a.displayName.localeCompare(b.displayName);
}
