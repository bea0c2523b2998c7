import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReplyOf } from '../../../../contract/endpoint.ts';
import { team } from '../../../../contract/team.ts';
import { ask } from '../../../api/query-client.ts';
import { useMe } from '../../../api/session.ts';
import { useTexts } from '../../../app/locale.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { Strip } from '../../../ui/strip.tsx';
import { TwitchAppForm } from '../twitch-app-form.tsx';
import { AppInUse } from './app-in-use.tsx';
import { StepPage } from './step-page.tsx';

type AppReply = ReplyOf<typeof team.twitchApp>;

/** The app at Twitch: how to register it, its keys, tried at once. */
export function AppStep({ onSaved }: { onSaved: (continueUrl: string) => void }) {
  const query = useQuery(ask(team.twitchApp, {}));
  return (
    <QueryView query={query}>
      {(app) => (app.isFixed ? <FixedApp app={app} /> : <TwitchAppForm app={app} onSaved={onSaved} />)}
    </QueryView>
  );
}

/** Environment variables decide: shown, not asked. */
function FixedApp({ app }: { app: AppReply }) {
  const { t } = useTexts();
  const { isSandbox } = useMe();
  const navigate = useNavigate();
  return (
    <StepPage
      step="app"
      title={t('connect.app.fixedTitle')}
      back="you"
      onSubmit={() =>
        void (isSandbox ? navigate({ to: '/' }) : navigate({ to: '/connect', search: { step: 'rights' } }))
      }
      actions={
        <Button type="submit" size="md">
          {t(isSandbox ? 'connect.toToday' : 'connect.next')}
        </Button>
      }
    >
      <Strip tone="info">{t('connect.app.fixed')}</Strip>
      <AppInUse app={app} />
    </StepPage>
  );
}
