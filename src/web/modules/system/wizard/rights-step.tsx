import { Button } from '@mantine/core';
import { IconDeviceMobile, IconExternalLink } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { RightView } from '../../../../contract/accounts.ts';
import { useMe } from '../../../api/session.ts';
import { DevicePanel } from '../../../app/device-panel.tsx';
import { useTexts } from '../../../app/locale.tsx';
import { ErrorStrip } from '../../../ui/error-strip.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { Strip } from '../../../ui/strip.tsx';
import { ConsentProblem } from '../accounts/consent-problem.tsx';
import { askAllAgain, useIsCodeOnly, useRights } from '../accounts/queries.ts';
import { isNothingGranted, RightsCount, RightsList } from '../accounts/rights-list.tsx';
import { ToAppButton } from '../accounts/to-app-button.tsx';
import { useChosenRights } from '../accounts/use-chosen-rights.ts';
import { type ConsentRequest, useConsent } from '../accounts/use-consent.ts';
import classes from './rights-step.module.css';
import { StepPage } from './step-page.tsx';

/** What liveXtrem may do on the channel, and Twitch's own question about it. */
export function RightsStep() {
  const query = useRights();
  const isCodeOnly = useIsCodeOnly();
  return <QueryView query={query}>{({ rights }) => <Rights rights={rights} isCodeOnly={isCodeOnly} />}</QueryView>;
}

interface RightsProps {
  readonly rights: readonly RightView[];
  readonly isCodeOnly: boolean;
}

function Rights({ rights, isCodeOnly }: RightsProps) {
  const { t } = useTexts();
  const { channel, actingAs } = useMe();
  const { problem } = useSearch({ from: '/connect' });
  const navigate = useNavigate();
  const { chosen, list, set } = useChosenRights(rights, channel === null ? 'all' : undefined);
  const consent = useConsent();
  const goOn = (): void => void navigate({ to: '/connect', search: { step: 'first' } });
  const request: ConsentRequest = { purpose: 'channel', rights: [...list], returnTo: '/connect?step=first' };
  const isAsIs =
    channel !== null &&
    actingAs?.needsReconnect === false &&
    rights.every(({ right, isOn, isAlways, missing }) => {
      const wanted = isAlways || chosen.has(right);
      return wanted === (isOn || isAlways) && (!wanted || missing.length === 0);
    });

  if (consent.device) {
    return (
      <StepPage step="rights" title={t('connect.rights.title')}>
        <DevicePanel
          attempt={consent.device}
          text={t('connect.device.textChannel')}
          isAsking={consent.isAsking}
          onAgain={consent.again}
          onCancelled={consent.reset}
          toApp={<ToAppButton />}
          onDone={() => void askAllAgain().then(goOn)}
        />
        {consent.error ? <ErrorStrip error={consent.error} /> : null}
      </StepPage>
    );
  }
  const byCode = (
    <Button
      variant={isCodeOnly ? 'filled' : 'default'}
      size={isCodeOnly ? 'md' : 'sm'}
      type={isCodeOnly ? 'submit' : 'button'}
      leftSection={<IconDeviceMobile size={15} stroke={1.75} />}
      loading={consent.isAsking}
      disabled={consent.isLeaving}
      onClick={isCodeOnly ? undefined : () => consent.byCode(request)}
    >
      {t('connect.rights.withCode')}
    </Button>
  );
  return (
    <StepPage
      step="rights"
      title={t('connect.rights.title')}
      lead={t('connect.rights.lead')}
      back="app"
      onSubmit={() => (isAsIs ? goOn() : isCodeOnly ? consent.byCode(request) : consent.inBrowser(request))}
      hint={isAsIs ? undefined : t(isCodeOnly ? 'connect.rights.withCodeHint' : 'connect.rights.confirmHint')}
      actions={
        isAsIs ? (
          <Button type="submit" size="md">
            {t('connect.rights.keep')}
          </Button>
        ) : isCodeOnly ? (
          byCode
        ) : (
          <Button
            type="submit"
            size="md"
            leftSection={<IconExternalLink size={16} stroke={1.75} />}
            loading={consent.isLeaving}
            disabled={consent.isAsking}
          >
            {t('connect.rights.confirm')}
          </Button>
        )
      }
    >
      <ConsentProblem />
      {channel && problem === undefined ? (
        isNothingGranted(rights) ? (
          <Strip tone="bad" announce="off">
            {t('connect.rights.lost', { name: channel.displayName })}
          </Strip>
        ) : (
          <Strip tone="ok" announce="off">
            {t('connect.rights.connected', { name: channel.displayName })}
          </Strip>
        )
      ) : null}
      <RightsList rights={rights} chosen={chosen} onChange={set} />
      <RightsCount rights={rights} chosen={chosen} />
      {consent.error ? <ErrorStrip error={consent.error} /> : null}
      {isCodeOnly || isAsIs ? null : (
        <div className={classes['second']}>
          {byCode}
          <span>{t('connect.rights.withCodeHint')}</span>
        </div>
      )}
    </StepPage>
  );
}
