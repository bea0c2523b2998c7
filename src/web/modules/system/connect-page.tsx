import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { team } from '../../../contract/team.ts';
import { ask } from '../../api/query-client.ts';
import { useMay, useMe } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { SignedIn } from '../../app/signed-in.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Strip } from '../../ui/strip.tsx';
import classes from './connect-page.module.css';
import { Restarting } from './restarting.tsx';
import { TwitchAppForm } from './twitch-app-form.tsx';

const CONSOLE = 'https://dev.twitch.tv/console/apps/create';

/** From the sandbox to the real channel: an app at Twitch, its two keys, a restart. */
export function ConnectPage() {
  return (
    <SignedIn>
      <Steps />
    </SignedIn>
  );
}

function Steps() {
  const { t } = useTexts();
  const me = useMe();
  const mayManage = useMay('system.manage');
  const app = useQuery({ ...ask(team.twitchApp, {}), enabled: mayManage });
  const [continueUrl, setContinueUrl] = useState<string | null>(null);
  return (
    <>
      <PageHeader title={t('system.connect.title')} />
      <PageBody>
        <div className={classes['column']}>
          {continueUrl !== null ? (
            <Restarting continueUrl={continueUrl} />
          ) : !mayManage ? (
            <Strip tone="info">{t('system.connect.onlyOwner')}</Strip>
          ) : (
            <>
              <p className={classes['lead']}>{t('system.connect.lead')}</p>
              <QueryView query={app}>
                {({ redirectUri, clientId, isFixed }) => (
                  <>
                    <Step number={1} title={t('system.connect.register')} text={t('system.connect.registerText')}>
                      <Button
                        component="a"
                        href={CONSOLE}
                        target="_blank"
                        rel="noreferrer"
                        variant="default"
                        rightSection={<IconExternalLink size={15} stroke={1.75} />}
                      >
                        {t('system.connect.openConsole')}
                      </Button>
                    </Step>
                    <Step number={2} title={t('system.connect.redirect')} text={t('system.connect.redirectText')}>
                      <div className={classes['address']}>
                        <code className="mono">{redirectUri}</code>
                        <CopyButton value={redirectUri} />
                      </div>
                    </Step>
                    <Step number={3} title={t('system.connect.keys')} text={t('system.connect.keysText')}>
                      {isFixed ? (
                        <Strip tone="info">{t('system.connect.fixed')}</Strip>
                      ) : (
                        <TwitchAppForm clientId={me.isSandbox ? null : clientId} onSaved={setContinueUrl} />
                      )}
                    </Step>
                  </>
                )}
              </QueryView>
              {me.isSandbox ? (
                <Card>
                  <p className={classes['aside']}>
                    <strong>{t('system.connect.sandboxRuns')}</strong>
                    <span>{t('system.connect.sandboxRunsText')}</span>
                    <Link to="/" className={classes['link']}>
                      {t('system.connect.later')}
                    </Link>
                  </p>
                </Card>
              ) : null}
            </>
          )}
        </div>
      </PageBody>
    </>
  );
}

function Step({ number, title, text, children }: { number: number; title: string; text: string; children: ReactNode }) {
  const { t } = useTexts();
  return (
    <Card>
      <div className={classes['step']}>
        <span className={classes['number']} aria-hidden="true">
          {number}
        </span>
        <div className={classes['content']}>
          <h2>
            <span className="sr-only">{t('system.connect.step', { step: number })}: </span>
            {title}
          </h2>
          <p>{text}</p>
          {children}
        </div>
      </div>
    </Card>
  );
}
