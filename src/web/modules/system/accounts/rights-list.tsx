import { Switch } from '@mantine/core';
import { IconCalendarEvent, IconLock, IconMessage, IconReceiptEuro, IconShield } from '@tabler/icons-react';
import { useId } from 'react';
import type { Right, RightView } from '../../../../contract/accounts.ts';
import { useMe } from '../../../api/session.ts';
import { useTexts } from '../../../app/locale.tsx';
import { Badge } from '../../../ui/badge.tsx';
import classes from './rights-list.module.css';

const ICONS = {
  chat: IconMessage,
  moderation: IconShield,
  planning: IconCalendarEvent,
  revenue: IconReceiptEuro,
} as const;

interface RightsListProps {
  readonly rights: readonly RightView[];
  readonly chosen: ReadonlySet<Right>;
  readonly onChange: (right: Right, isOn: boolean) => void;
  /** Stands in a dialog. */
  readonly isPlain?: boolean;
}

/** What liveXtrem may do on the channel: each right with what it is for and what happens without it. */
export function RightsList({ rights, chosen, onChange, isPlain }: RightsListProps) {
  const isLost = isNothingGranted(rights);
  return (
    <ul className={classes['list']} data-plain={isPlain || undefined}>
      {rights.map((right) => (
        <RightRow
          key={right.right}
          right={right}
          isLost={isLost}
          isOn={right.isAlways || chosen.has(right.right)}
          onChange={(isOn) => onChange(right.right, isOn)}
        />
      ))}
    </ul>
  );
}

interface RightRowProps {
  readonly right: RightView;
  /** Nothing is granted at all, which is said once. */
  readonly isLost: boolean;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

function RightRow({ right, isLost, isOn, onChange }: RightRowProps) {
  const { t } = useTexts();
  const me = useMe();
  const id = useId();
  const Icon = ICONS[right.right];
  const login = me.channel?.displayName;
  const isLacking = me.channel !== null && !isLost && right.isOn && right.missing.length > 0;
  return (
    <li className={classes['row']} data-off={!isOn || undefined}>
      <span className={classes['icon']}>
        <Icon size={17} stroke={1.75} aria-hidden="true" />
      </span>
      <div className={classes['words']}>
        <div className={classes['name']}>
          <span id={id}>{t(`connect.rights.name.${right.right}`)}</span>
          {isLacking ? <Badge tone="warn">{t('connect.rights.missing', { count: right.missing.length })}</Badge> : null}
        </div>
        <p id={`${id}what`} className={classes['what']}>
          {right.right === 'chat' && login === undefined
            ? t('connect.rights.whatChatYours')
            : t(`connect.rights.what.${right.right}`, { login: login ?? '' })}
        </p>
        <p id={`${id}without`} className={classes['without']}>
          {t(`connect.rights.without.${right.right}`)}
        </p>
      </div>
      {right.isAlways ? (
        <span className={classes['always']}>{t('connect.rights.always')}</span>
      ) : (
        <Switch
          className={classes['switch']}
          size="md"
          checked={isOn}
          onChange={(event) => onChange(event.currentTarget.checked)}
          aria-labelledby={id}
          aria-describedby={`${id}what ${id}without`}
        />
      )}
    </li>
  );
}

/** No channel yet, or one whose grant Twitch refuses. */
export function isNothingGranted(rights: readonly RightView[]): boolean {
  return rights.every(({ missing, scopes }) => missing.length === scopes.length);
}

/** How many of Twitch's scopes that are, and where the access lies. */
export function RightsCount({ rights, chosen }: { rights: readonly RightView[]; chosen: ReadonlySet<Right> }) {
  const { t } = useTexts();
  const all = new Set(rights.flatMap(({ scopes }) => scopes));
  const asked = new Set(
    rights.filter(({ isAlways, right }) => isAlways || chosen.has(right)).flatMap(({ scopes }) => scopes),
  );
  return (
    <p className={classes['foot']}>
      <IconLock size={16} stroke={1.75} aria-hidden="true" />
      <span>
        <span aria-live="polite">{t('connect.rights.count', { count: asked.size, total: all.size })}</span>{' '}
        {t('connect.rights.sealed')}
      </span>
    </p>
  );
}
