import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type ChatLineView, live } from '../../../../contract/live.ts';
import { useFeedRows } from '../../../api/live-feed.ts';
import { ask } from '../../../api/query-client.ts';
import { useTexts } from '../../../app/locale.tsx';
import { ChatName } from '../../../ui/chat-name.tsx';
import { MessageText } from '../../../ui/message-text.tsx';
import classes from './first-step.module.css';

const SHOWN = 8;

/** The first lines of the chat, as they are written. */
export function FirstChat() {
  const { t, time } = useTexts();
  const page = useQuery({ ...ask(live.chat, { limit: SHOWN }), staleTime: 0, gcTime: 0 });
  const [arrived, setArrived] = useState<readonly ChatLineView[]>([]);
  const first = page.data?.lines;
  useFeedRows('chat', {
    after: first === undefined ? undefined : (first.at(-1)?.seq ?? 0),
    onRows: (rows) => setArrived((before) => [...before, ...rows].slice(-SHOWN)),
    onReset: () => {
      setArrived([]);
      void page.refetch();
    },
  });
  const lines = [...(first ?? []), ...arrived].filter(({ kind }) => kind === 'message').slice(-SHOWN);
  return (
    <div className={classes['chat']}>
      {lines.length === 0 ? <p className={classes['waits']}>{t('connect.first.chatEmpty')}</p> : null}
      {lines.map((line) => (
        <p key={line.seq}>
          <time dateTime={line.sentAt}>{time(line.sentAt)}</time>
          {line.user ? <ChatName user={line.user} /> : null} <MessageText line={line} />
        </p>
      ))}
    </div>
  );
}
