import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconAdjustments,
  IconDots,
  IconPlugConnected,
  IconPlugConnectedX,
  IconSwitchHorizontal,
} from '@tabler/icons-react';
import type { AccountView } from '../../../../contract/accounts.ts';
import { useMe } from '../../../api/session.ts';
import { useTexts } from '../../../app/locale.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { PersonAvatar } from '../../../ui/person-avatar.tsx';
import { useNow } from '../../../ui/use-now.ts';
import classes from '../accounts-card.module.css';
import type { AccountQuestion } from './account-dialogs.tsx';

/** Public clients lose a grant after 30 days: said when ten of them are left. */
const WARN_BEFORE_MS = 10 * 86_400_000;

interface AccountRowProps {
  readonly account: AccountView;
  readonly onAsk: (question: AccountQuestion) => void;
}

export function AccountRow({ account, onAsk }: AccountRowProps) {
  const { t } = useTexts();
  const me = useMe();
  const { uses, isMine } = account;
  const isChannel = uses.includes('channel');
  const mayConnect = isChannel || uses.includes('bot') ? me.member.isOwner : isMine;
  // A channel stands here also without a grant, and then has none to give back; a bot without one can be ended.
  const isHeld = account.state === 'ok' || account.scopes.length > 0 || uses.includes('bot');
  const mayDisconnect = isHeld && (me.member.isOwner || isMine);
  const missing = account.missingScopes.length;
  const held = account.scopes.length;
  const isWeak = account.state === 'reconnect' || account.isUnsure;
  const needsConsent = isWeak || missing > 0;
  const repair = (): void => onAsk(!isWeak && isChannel ? { kind: 'rights' } : { kind: 'anew', account });
  return (
    <li className={classes['row']}>
      <PersonAvatar name={account.displayName} id={account.twitchId} />
      <div className={classes['words']}>
        <div className={classes['name']}>
          <span>{account.displayName}</span>
          <code className="mono">{account.login}</code>
          {uses.map((use) => (
            <Badge key={use}>{t(`connect.accounts.uses.${use}`)}</Badge>
          ))}
          {isMine ? <Badge tone="act">{t('connect.accounts.me')}</Badge> : null}
        </div>
        <State account={account} />
      </div>
      {account.state === 'ok' ? (
        <div className={classes['rights']}>{t('connect.accounts.rights', { held, count: held + missing })}</div>
      ) : null}
      {mayConnect || mayDisconnect ? (
        <div className={classes['actions']}>
          {needsConsent && mayConnect ? (
            <Button size="xs" onClick={repair}>
              {t(isWeak ? 'connect.accounts.connectAnew' : 'connect.accounts.grantNow')}
            </Button>
          ) : null}
          <AccountMenu account={account} mayConnect={mayConnect} mayDisconnect={mayDisconnect} onAsk={onAsk} />
        </div>
      ) : null}
    </li>
  );
}

/** How the grant is, and how it goes on living. */
function State({ account }: { account: AccountView }) {
  const { t, date, time } = useTexts();
  const nowMs = useNow(60_000);
  if (account.lostBy !== null) {
    return (
      <p className={classes['note']} data-tone="bad">
        {t(`connect.accounts.lostBy.${account.lostBy}`)}
      </p>
    );
  }
  const { refreshBy } = account;
  const isEnding = refreshBy !== null && Date.parse(refreshBy) - nowMs < WARN_BEFORE_MS;
  const missing = account.missingScopes.length;
  return (
    <>
      {missing > 0 ? (
        <p className={classes['note']} data-tone="warn">
          {t('connect.accounts.missing', { count: missing })}
        </p>
      ) : null}
      {account.isUnsure ? (
        <p className={classes['note']} data-tone="warn">
          {t('connect.accounts.unsure', { time: time(account.expiresAt) })}
        </p>
      ) : null}
      {isEnding ? (
        <p className={classes['note']} data-tone="warn">
          {t('connect.accounts.refreshBy', { date: date(refreshBy) })}
        </p>
      ) : null}
      <p className={classes['note']}>
        {t('connect.accounts.since', { date: date(account.connectedAt) })}
        {' · '}
        {t('connect.accounts.renews', { time: time(account.expiresAt) })}
      </p>
    </>
  );
}

interface AccountMenuProps extends AccountRowProps {
  readonly mayConnect: boolean;
  readonly mayDisconnect: boolean;
}

function AccountMenu({ account, mayConnect, mayDisconnect, onAsk }: AccountMenuProps) {
  const { t } = useTexts();
  const isChannel = account.uses.includes('channel');
  return (
    <Menu position="bottom-end" width={230} withinPortal>
      <Menu.Target>
        <ActionIcon aria-label={t('connect.accounts.actions', { name: account.displayName })}>
          <IconDots size={16} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {isChannel && mayConnect ? (
          <Menu.Item
            leftSection={<IconAdjustments size={15} stroke={1.75} />}
            onClick={() => onAsk({ kind: 'rights' })}
          >
            {t('connect.accounts.changeRights')}
          </Menu.Item>
        ) : null}
        {mayConnect ? (
          <Menu.Item
            leftSection={<IconPlugConnected size={15} stroke={1.75} />}
            onClick={() => onAsk({ kind: 'anew', account })}
          >
            {t('connect.accounts.connectAnew')}
          </Menu.Item>
        ) : null}
        {mayConnect && account.uses.some((use) => use !== 'member') ? (
          <Menu.Item
            leftSection={<IconSwitchHorizontal size={15} stroke={1.75} />}
            onClick={() => onAsk({ kind: 'other', account })}
          >
            {t('connect.accounts.otherAccount')}
          </Menu.Item>
        ) : null}
        {mayDisconnect ? (
          <>
            {mayConnect ? <Menu.Divider /> : null}
            <Menu.Item
              color="bad"
              leftSection={<IconPlugConnectedX size={15} stroke={1.75} />}
              onClick={() => onAsk({ kind: 'disconnect', account })}
            >
              {t('connect.accounts.disconnect')}
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}

/** For who may not see the others: the own account, and the way to connect it again. */
export function OwnAccountRow({ onAsk }: Pick<AccountRowProps, 'onAsk'>) {
  const { t } = useTexts();
  const { actingAs, member } = useMe();
  const isGood = actingAs !== null && !actingAs.needsReconnect && actingAs.missingScopes.length === 0;
  return (
    <li className={classes['row']}>
      <PersonAvatar name={member.displayName} id={member.twitchId ?? member.id} />
      <div className={classes['words']}>
        <div className={classes['name']}>
          <span>{member.displayName}</span>
          <Badge tone="act">{t('connect.accounts.me')}</Badge>
        </div>
        <p className={classes['note']} data-tone={isGood ? undefined : 'warn'}>
          {actingAs === null
            ? t('connect.accounts.notConnected')
            : actingAs.needsReconnect
              ? t('connect.accounts.reconnect')
              : actingAs.missingScopes.length > 0
                ? t('connect.accounts.missing', { count: actingAs.missingScopes.length })
                : t('connect.accounts.connected')}
        </p>
      </div>
      <div className={classes['actions']}>
        <Button size="xs" variant={isGood ? 'default' : 'filled'} onClick={() => onAsk({ kind: 'own' })}>
          {t(actingAs === null ? 'connect.accounts.connectOwn' : 'connect.accounts.connectAnew')}
        </Button>
        {actingAs ? (
          <Button
            size="xs"
            variant="subtle"
            color="bad"
            onClick={() =>
              onAsk({
                kind: 'disconnect',
                account: { ...actingAs, uses: ['member'], isMine: true },
              })
            }
          >
            {t('connect.accounts.disconnect')}
          </Button>
        ) : null}
      </div>
    </li>
  );
}
