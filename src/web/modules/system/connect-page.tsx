import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe } from '../../api/session.ts';
import type { WizardStep } from '../../app/connect-search.ts';
import { SignedIn } from '../../app/signed-in.tsx';
import { useRights } from './accounts/queries.ts';
import { Restarting } from './restarting.tsx';
import { AppStep } from './wizard/app-step.tsx';
import { FirstStep } from './wizard/first-step.tsx';
import { RightsStep } from './wizard/rights-step.tsx';
import { WizardFrame } from './wizard/wizard-frame.tsx';
import { NotOwnerStep, YouStep } from './wizard/you-step.tsx';

/** From the sandbox to the real channel, in four steps. */
export function ConnectPage() {
  return (
    <SignedIn>
      <Wizard />
    </SignedIn>
  );
}

/**
 * The sandbox knows the first two steps: with an app the house restarts on the real channel, and the
 * other two are about that one.
 */
function Wizard() {
  const { member, isSandbox, hasTwitchApp, channel } = useMe();
  const search = useSearch({ from: '/connect' });
  const rights = useRights().data?.rights;
  const [continueUrl, setContinueUrl] = useState<string | null>(null);
  const hasApp = hasTwitchApp && !isSandbox;
  const hasRights = hasApp && channel !== null && !rights?.some(({ isOn, missing }) => isOn && missing.length > 0);

  if (!member.isOwner) {
    return (
      <WizardFrame step="you" done={NOTHING} open={NOTHING}>
        <NotOwnerStep />
      </WizardFrame>
    );
  }
  const open = new Set<WizardStep>(['you', 'app', ...(hasApp ? (['rights', 'first'] as const) : [])]);
  const asked = search.problem !== undefined ? 'rights' : (search.step ?? (hasApp ? 'rights' : 'you'));
  const step = open.has(asked) ? asked : 'app';
  const done = new Set<WizardStep>([
    ...(step !== 'you' || hasApp ? (['you'] as const) : []),
    ...(hasApp ? (['app'] as const) : []),
    ...(hasRights ? (['rights'] as const) : []),
  ]);
  if (continueUrl !== null) {
    return (
      <WizardFrame step="app" done={done} open={NOTHING}>
        <Restarting continueUrl={continueUrl} />
      </WizardFrame>
    );
  }
  return (
    <WizardFrame step={step} done={done} open={open}>
      {step === 'you' ? <YouStep /> : null}
      {step === 'app' ? <AppStep onSaved={setContinueUrl} /> : null}
      {step === 'rights' ? <RightsStep /> : null}
      {step === 'first' ? <FirstStep /> : null}
    </WizardFrame>
  );
}

const NOTHING: ReadonlySet<WizardStep> = new Set();
