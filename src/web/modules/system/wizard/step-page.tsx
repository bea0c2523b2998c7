import { Button } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { WIZARD_STEPS, type WizardStep } from '../../../app/connect-search.ts';
import { useTexts } from '../../../app/locale.tsx';
import classes from './wizard-frame.module.css';

interface StepPageProps {
  readonly step: WizardStep;
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
  /** The step before, where one may go back. */
  readonly back?: WizardStep | undefined;
  /** Quiet words before the buttons. */
  readonly hint?: string | undefined;
  /** The way on; the main one is the form's submit button. */
  readonly actions?: ReactNode;
  /** Enter, anywhere outside of a button. */
  readonly onSubmit?: () => void;
}

/** One step: its heading takes the focus, so that it is read out; Enter goes on. */
export function StepPage({ step, title, lead, children, back, hint, actions, onSubmit }: StepPageProps) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const heading = useRef<HTMLHeadingElement>(null);
  const form = useRef<HTMLFormElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step is read out once
  useEffect(() => {
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [step]);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit?.();
  };
  // A form hears Enter only from its fields; here it goes on from the heading, too.
  const goOn = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.target !== heading.current || !onSubmit) return;
    event.preventDefault();
    form.current?.requestSubmit();
  };
  return (
    <form ref={form} className={classes['form']} onSubmit={submit} onKeyDown={goOn} noValidate autoComplete="off">
      <p className={classes['over']} aria-hidden="true">
        {t('connect.stepOf', { step: WIZARD_STEPS.indexOf(step) + 1 })}
      </p>
      <h1 ref={heading} tabIndex={-1} className={classes['title']}>
        <span className="sr-only">{t('connect.stepOf', { step: WIZARD_STEPS.indexOf(step) + 1 })}: </span>
        {title}
      </h1>
      {lead ? <p className={classes['lead']}>{lead}</p> : null}
      <div className={classes['content']}>{children}</div>
      {back || actions || hint ? (
        <div className={classes['foot']}>
          {back ? (
            <Button
              variant="subtle"
              color="gray"
              size="md"
              leftSection={<IconChevronLeft size={16} stroke={1.75} />}
              onClick={() => void navigate({ to: '/connect', search: { step: back } })}
            >
              {t('connect.back')}
            </Button>
          ) : null}
          {hint ? <span className={classes['hint']}>{hint}</span> : null}
          {actions ? <div className={classes['actions']}>{actions}</div> : null}
        </div>
      ) : null}
    </form>
  );
}
