import type { UseQueryResult } from '@tanstack/react-query';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import type { live } from '../../../contract/live.ts';
import { refusalSentence, useTexts } from '../../app/locale.tsx';
import { Card } from '../../ui/card.tsx';
import { CheckList, CheckRow } from '../../ui/check-row.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { useNow } from '../../ui/use-now.ts';

type ConnectionsReply = ReplyOf<typeof live.connections>;
type LineHealth = ConnectionsReply['chat'];

const LINES = ['chat', 'events', 'api', 'signIn', 'token'] as const;

/** The lines to Twitch, each with the age of what came last over it. */
export function Connections({ query }: { query: UseQueryResult<ConnectionsReply> }) {
  const { t } = useTexts();
  return (
    <Card title={t('health.lines.title')} flush>
      <QueryView query={query}>
        {(connections) => (
          <CheckList>
            {LINES.map((name) => (
              <Line key={name} name={name} health={connections[name]} />
            ))}
          </CheckList>
        )}
      </QueryView>
    </Card>
  );
}

function Line({ name, health }: { name: (typeof LINES)[number]; health: LineHealth }) {
  const { t, dateTime, relative } = useTexts();
  const nowMs = useNow(5_000);
  const state = t(`health.lines.state.${health.state}`);
  const proof =
    health.state === 'waiting' && health.nextTryAt !== null
      ? t('health.lines.nextTry', { when: relative(Math.max(Date.parse(health.nextTryAt), nowMs), nowMs) })
      : name !== 'chat' && name !== 'events'
        ? null
        : health.lastMessageAt === null
          ? t('health.lines.noMessage')
          : t('health.lines.lastMessage', { ago: relative(Math.min(Date.parse(health.lastMessageAt), nowMs), nowMs) });
  return (
    <CheckRow
      state={
        health.state === 'connected' ? 'ok' : health.state === 'connecting' ? 'idle' : health.problem ? 'bad' : 'warn'
      }
      title={t(`health.lines.${name}`)}
      note={
        health.problem
          ? refusalSentence(t, health.problem)
          : t('health.lines.since', { state, time: dateTime(health.since, nowMs) })
      }
      value={
        health.retries > 0
          ? `${t('health.lines.retries', { count: health.retries })}${proof ? ` · ${proof}` : ''}`
          : proof
      }
    />
  );
}
