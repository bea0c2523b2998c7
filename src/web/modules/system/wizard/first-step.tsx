import { Button, Loader } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ReplyOf } from '../../../../contract/endpoint.ts';
import { live } from '../../../../contract/live.ts';
import { ask } from '../../../api/query-client.ts';
import { useMe } from '../../../api/session.ts';
import { refusalSentence, useTexts } from '../../../app/locale.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Figure } from '../../../ui/figure.tsx';
import { LivePill } from '../../../ui/live-pill.tsx';
import { PersonAvatar } from '../../../ui/person-avatar.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { Strip } from '../../../ui/strip.tsx';
import { FirstChat } from './first-chat.tsx';
import classes from './first-step.module.css';
import { StepPage } from './step-page.tsx';

/** Until everything stands, it is looked at this often. */
const ASK_EVERY_MS = 2_000;
const LINES = ['signIn', 'api', 'chat', 'events'] as const;

type Connections = ReplyOf<typeof live.connections>;

/** The channel as it arrives: proof that it works, before anything is explained further. */
export function FirstStep() {
  const { t } = useTexts();
  const { channel } = useMe();
  const navigate = useNavigate();
  const connections = useQuery({ ...ask(live.connections, {}), refetchInterval: ASK_EVERY_MS });
  const isThere = connections.data !== undefined && LINES.every((line) => isUp(connections.data[line]));
  if (channel === null) {
    return (
      <StepPage step="first" title={t('connect.first.title')} back="rights">
        <Strip
          tone="info"
          action={
            <Link to="/connect" search={{ step: 'rights' }}>
              {t('connect.first.toRights')}
            </Link>
          }
        >
          {t('connect.first.noChannel')}
        </Strip>
      </StepPage>
    );
  }
  return (
    <StepPage
      step="first"
      title={t(isThere ? 'connect.first.titleLive' : 'connect.first.title')}
      lead={t('connect.first.lead')}
      back="rights"
      onSubmit={() => void navigate({ to: '/' })}
      actions={
        <Button type="submit" size="md">
          {t('connect.toToday')}
        </Button>
      }
    >
      <Channel name={channel.displayName} id={channel.twitchId} />
      <div className={classes['below']}>
        <Part title={t('connect.first.linesTitle')}>
          <QueryView query={connections}>
            {(data) => (
              <ul className={classes['lines']}>
                {LINES.map((line) => (
                  <Line key={line} name={line} health={data[line]} />
                ))}
              </ul>
            )}
          </QueryView>
        </Part>
        <Part title={t('connect.first.chatTitle')}>
          <FirstChat />
        </Part>
      </div>
    </StepPage>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes['card']}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Channel({ name, id }: { name: string; id: string }) {
  const { t } = useTexts();
  const state = useQuery({ ...ask(live.state, {}), refetchInterval: ASK_EVERY_MS }).data;
  return (
    <section className={classes['channel']} aria-label={name}>
      <div className={classes['top']}>
        <PersonAvatar name={name} id={id} size={40} />
        <div className={classes['words']}>
          <div className={classes['name']}>
            {name}
            {state?.isLive ? <LivePill /> : state ? <Badge>{t('connect.first.offline')}</Badge> : null}
          </div>
          <p className={classes['streamTitle']}>{state?.title || t('connect.first.noTitle')}</p>
          <p className={classes['category']}>{state?.category}</p>
        </div>
      </div>
      <dl className={classes['figures']}>
        <Total name={t('connect.first.followers')} value={state?.followers} />
        <Total name={t('connect.first.subscribers')} value={state?.subscribers} />
        {state?.isLive ? <Total name={t('connect.first.viewers')} value={state.viewers} /> : null}
      </dl>
    </section>
  );
}

function Total({ name, value }: { name: string; value: number | null | undefined }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Figure value={value} />
      </dd>
    </div>
  );
}

function Line({ name, health }: { name: (typeof LINES)[number]; health: Connections['chat'] }) {
  const { t } = useTexts();
  const tone = isUp(health) ? 'ok' : health.problem ? 'bad' : 'busy';
  return (
    <li>
      <span className={classes['sign']} data-tone={tone}>
        {tone === 'ok' ? (
          <IconCheck size={14} stroke={2} aria-hidden="true" />
        ) : tone === 'bad' ? (
          <IconAlertTriangle size={14} stroke={2} aria-hidden="true" />
        ) : (
          <Loader size={12} aria-hidden="true" />
        )}
      </span>
      <div>
        <div className={classes['lineName']}>{t(`connect.first.lines.${name}`)}</div>
        <div className={classes['lineState']} aria-live="polite">
          {health.problem ? refusalSentence(t, health.problem) : t(`connect.first.state.${health.state}`)}
        </div>
      </div>
    </li>
  );
}

function isUp(health: Connections['chat']): boolean {
  return health.state === 'connected' && health.problem === null;
}
