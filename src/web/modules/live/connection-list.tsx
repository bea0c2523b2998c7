import { useQuery } from '@tanstack/react-query';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import { live } from '../../../contract/live.ts';
import { ask } from '../../api/query-client.ts';
import { refusalSentence, type Texts, useTexts } from '../../app/locale.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { useNow } from '../../ui/use-now.ts';
import classes from './connection-light.module.css';

type Health = ReplyOf<typeof live.connections>['chat'];
const NAMES = {
  chat: 'live.connection.chat',
  events: 'live.connection.events',
  token: 'live.connection.token',
} as const;
export const LINES = ['chat', 'events', 'token'] as const;

/** Each line to Twitch: its state, since when, and its last word. */
export function ConnectionList() {
  const texts = useTexts();
  const { t } = texts;
  const nowMs = useNow(1000);
  const query = useQuery({ ...ask(live.connections, {}), refetchInterval: 10_000 });
  return (
    <QueryView query={query}>
      {(data) => (
        <dl className={classes['list']} aria-label={t('live.connection.label')}>
          {LINES.map((line) => (
            <div key={line} data-tone={toneOf(data[line])}>
              <dt>
                <span className={classes['dot']} aria-hidden="true" />
                {t(NAMES[line])}
              </dt>
              <dd>
                {stateText(data[line], nowMs, texts)}
                {line === 'token' ? null : <small>{lastText(data[line], nowMs, texts)}</small>}
                {data[line].problem ? <small>{refusalSentence(t, data[line].problem)}</small> : null}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </QueryView>
  );
}

/** Sorted as text, the worst comes first. */
export function toneOf(health: Health): 'bad' | 'busy' | 'ok' {
  if (health.state === 'connected' && health.problem === null) return 'ok';
  return health.state === 'connecting' ? 'busy' : 'bad';
}

function stateText(health: Health, nowMs: number, { t, dateTime }: Texts): string {
  switch (health.state) {
    case 'connected':
      return `${t('live.connection.connected')}, ${t('live.connection.since', { time: dateTime(health.since, nowMs) })}`;
    case 'connecting':
      return t('live.connection.connecting');
    case 'waiting': {
      const seconds = health.nextTryAt === null ? 0 : Math.ceil((Date.parse(health.nextTryAt) - nowMs) / 1000);
      return seconds > 0 ? t('live.connection.waiting', { seconds }) : t('live.connection.waitingNow');
    }
    case 'off':
      return t('live.connection.off');
    default:
      return health.state satisfies never;
  }
}

function lastText(health: Health, nowMs: number, { t, relative }: Texts): string {
  if (health.lastMessageAt === null) return t('live.connection.noMessage');
  return t('live.connection.lastMessage', { ago: relative(Math.min(Date.parse(health.lastMessageAt), nowMs), nowMs) });
}
