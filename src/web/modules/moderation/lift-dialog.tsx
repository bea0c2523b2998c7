import { useTexts } from '../../app/locale.tsx';
import classes from './act-dialog.module.css';
import { ActDialog } from './act-dialog.tsx';
import { useAct } from './desk.ts';
import { PersonLine } from './person-line.tsx';
import type { Person } from './possible-acts.ts';

/** Nobody here may ask Twitch which of the two it is: the person decides whether to end either. */
export function LiftDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTexts();
  const act = useAct(onClose);
  return (
    <ActDialog
      title={t('moderation.ask.title')}
      verb={t('moderation.ask.lift')}
      hasFocus
      isBusy={act.isBusy}
      error={act.error}
      onSubmit={() => act.run({ type: 'lift', person, expect: 'either' })}
      onClose={onClose}
    >
      <PersonLine person={person} />
      <p className={classes['hint']}>{t('moderation.ask.text', { name: person.displayName })}</p>
    </ActDialog>
  );
}
