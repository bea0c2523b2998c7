import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { useMe } from '../../../api/session.ts';
import { WIZARD_STEPS, type WizardStep } from '../../../app/connect-search.ts';
import { useTexts } from '../../../app/locale.tsx';
import { Logo } from '../../../app/logo.tsx';
import { OfflineStrip } from '../../../app/state-strips.tsx';
import classes from './wizard-frame.module.css';

type StepState = 'done' | 'now' | 'later';

interface WizardFrameProps {
  readonly step: WizardStep;
  /** What needs nothing more. */
  readonly done: ReadonlySet<WizardStep>;
  /** Where one may go from the rail. */
  readonly open: ReadonlySet<WizardStep>;
  readonly children: ReactNode;
}

/** The whole page: left the way, right the step. */
export function WizardFrame({ step, done, open, children }: WizardFrameProps) {
  const { t } = useTexts();
  useEffect(() => {
    document.title = `${t(`connect.steps.${step}`)} · ${t('connect.title')} · liveXtrem`;
  }, [t, step]);
  const stateOf = (each: WizardStep): StepState => (each === step ? 'now' : done.has(each) ? 'done' : 'later');
  return (
    <div className={classes['page']}>
      <header className={classes['rail']}>
        <div>
          <Logo size={30} />
          <nav aria-label={t('connect.stepsLabel')}>
            <ol className={classes['steps']}>
              {WIZARD_STEPS.map((each, index) => (
                <Step key={each} name={each} number={index + 1} state={stateOf(each)} isOpen={open.has(each)} />
              ))}
            </ol>
          </nav>
          <div className={classes['line']} aria-hidden="true">
            {WIZARD_STEPS.map((each) => (
              <span key={each} data-state={stateOf(each)} />
            ))}
          </div>
        </div>
        {step === 'first' ? null : <Aside />}
      </header>
      <main className={classes['main']}>
        <div className={classes['strips']}>
          <OfflineStrip />
        </div>
        {children}
        {step === 'first' ? null : (
          <div className={classes['below']}>
            <Aside />
          </div>
        )}
      </main>
    </div>
  );
}

function Step({
  name,
  number,
  state,
  isOpen,
}: {
  name: WizardStep;
  number: number;
  state: StepState;
  isOpen: boolean;
}) {
  const { t } = useTexts();
  const content = (
    <>
      <span className={classes['number']} aria-hidden="true">
        {state === 'done' ? <IconCheck size={15} stroke={2.25} /> : number}
      </span>
      <span className={classes['words']}>
        <strong>
          {t(`connect.steps.${name}`)}
          {state === 'done' ? <span className="sr-only"> ({t('connect.isDone')})</span> : null}
        </strong>
        <span>{t(state === 'done' ? `connect.done.${name}` : `connect.notes.${name}`)}</span>
      </span>
    </>
  );
  return (
    <li className={classes['step']} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
      {isOpen && state !== 'now' ? (
        <Link to="/connect" search={{ step: name }} className={classes['door']}>
          {content}
        </Link>
      ) : (
        <span className={classes['door']}>{content}</span>
      )}
    </li>
  );
}

/** Leaving is always possible, and never a loss. */
function Aside() {
  const { t } = useTexts();
  const { isSandbox } = useMe();
  return (
    <section className={classes['aside']}>
      <h2>{t(isSandbox ? 'connect.sandboxRuns' : 'connect.pause')}</h2>
      <p>{t(isSandbox ? 'connect.sandboxRunsText' : 'connect.pauseText')}</p>
      <Link to="/">{t(isSandbox ? 'connect.later' : 'connect.toToday')}</Link>
    </section>
  );
}
