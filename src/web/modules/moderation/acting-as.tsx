import { IconUserCheck } from '@tabler/icons-react';
import { useTexts } from '../../app/locale.tsx';
import { Strip } from '../../ui/strip.tsx';
import classes from './acting-as.module.css';
import { useDesk } from './desk.ts';
import type { Act } from './possible-acts.ts';
import { SignInButton } from './sign-in-button.tsx';

/** Under whose name an act goes to Twitch, or why none can. */
export function ActingAs({ act = 'restrict' }: { act?: Act }) {
  const { t } = useTexts();
  const desk = useDesk();
  const why = desk.blocked(act);
  if (why) {
    return (
      <div className={classes['blocked']}>
        <Strip tone="warn" action={why.canSignIn ? <SignInButton size="xs" /> : null}>
          {t(why.text)}
        </Strip>
      </div>
    );
  }
  return (
    <p className={classes['as']}>
      <IconUserCheck size={14} stroke={2} aria-hidden="true" />
      {t('moderation.actAs', { login: desk.actingAs ?? '' })}
    </p>
  );
}
