import { ActionIcon, Drawer, Modal } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { live } from '../../../contract/live.ts';
import { moderation } from '../../../contract/moderation.ts';
import { useFeedRows } from '../../api/live-feed.ts';
import { ask, askAgain } from '../../api/query-client.ts';
import { useMay, useSettings } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';
import { useIsPhone } from '../../ui/use-width.ts';
import { readKey } from './act-keys.ts';
import { type CardSubject, useDesk } from './desk.ts';
import type { Person } from './possible-acts.ts';
import { useReasonKey } from './reason-choice.tsx';
import classes from './viewer-card.module.css';
import { ViewerFacts } from './viewer-facts.tsx';
import { ViewerHead } from './viewer-head.tsx';
import { ViewerLines } from './viewer-lines.tsx';
import { useMeasures, ViewerMeasures } from './viewer-measures.tsx';

interface ViewerCardProps {
  readonly subject: CardSubject;
  readonly onClose: () => void;
  /** A dialog stands over it and owns the keys. */
  readonly isBehind: boolean;
}

/** Who a viewer is and what to do: shows at once what the line told, the rest as it comes. */
export function ViewerCard({ subject, onClose, isBehind }: ViewerCardProps) {
  const { t } = useTexts();
  const isPhone = useIsPhone();
  const label = t('moderation.card.title', { name: subject.person.displayName });
  const content = <CardContent subject={subject} onClose={onClose} isBehind={isBehind} />;
  const common = {
    opened: true,
    onClose,
    closeOnEscape: !isBehind,
    trapFocus: !isBehind,
    withCloseButton: false,
    padding: 0,
    attributes: { content: { 'aria-label': label } },
  } as const;
  if (isPhone) {
    return (
      <Drawer {...common} position="bottom" size="100%" classNames={{ body: classes['body'] ?? '' }}>
        {content}
      </Drawer>
    );
  }
  return (
    <Modal {...common} size={1136} classNames={{ body: classes['body'] ?? '', content: classes['modal'] ?? '' }}>
      {content}
    </Modal>
  );
}

function CardContent({ subject, onClose, isBehind }: ViewerCardProps) {
  const { t, zone } = useTexts();
  const { settings } = useSettings();
  const desk = useDesk();
  const mayAct = useMay('moderation.act');
  const query = useQuery(ask(moderation.viewer, { who: subject.person.id ?? subject.person.login, zone }));
  const card = query.data;
  const person: Person = card?.user ?? subject.person;
  useCardNews(person.id);
  const measures = useMeasures(person, subject.messageId);
  const onReasonKey = useReasonKey(measures.reason, measures.setReason);
  const box = useRef<HTMLDivElement>(null);

  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (isBehind || event.ctrlKey || event.metaKey || event.altKey || !settings.singleKeys || !mayAct) return;
    const { target } = event;
    if (target instanceof HTMLInputElement && target.type !== 'radio') return;
    const meaning = readKey(event.key, measures.isChoosing);
    if (meaning?.act === 'timeout') measures.timeout(meaning.seconds);
    else if (meaning?.act === 'own-duration') measures.ownTimeout();
    else if (meaning?.act === 'choose') measures.setChoosing(true);
    else if (meaning?.act === 'cancel') measures.setChoosing(false);
    else if (meaning?.act === 'ban') measures.ban();
    else if (measures.isChoosing || !onReasonKey(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the buttons inside, as their hints say
    <div ref={box} className={classes['card']} onKeyDown={onKeyDown} tabIndex={-1} data-autofocus>
      <ViewerHead person={person} card={card}>
        <ActionIcon aria-label={t('common.close')} onClick={onClose}>
          <IconX size={17} stroke={1.75} />
        </ActionIcon>
      </ViewerHead>
      {query.error ? (
        <div className={classes['error']}>
          <ErrorStrip error={query.error} onRetry={() => void query.refetch()} />
        </div>
      ) : null}
      <div className={classes['columns']}>
        <Column className={classes['facts']} label={t('moderation.card.person')}>
          <ViewerFacts card={card} isLost={query.isError} />
        </Column>
        <Column className={classes['lines']} label={t('moderation.card.messages')}>
          <ViewerLines userId={person.id} card={card} isLost={query.isError} pickedId={subject.messageId} />
        </Column>
        <Column className={classes['measures']} label={t('moderation.card.measure')}>
          <ViewerMeasures
            person={person}
            card={card}
            measures={measures}
            isBlocked={desk.blocked('restrict') !== null}
          />
        </Column>
      </div>
    </div>
  );
}

function Column({ className, label, children }: { className: string | undefined; label: string; children: ReactNode }) {
  return (
    <section className={className} aria-label={label}>
      {children}
    </section>
  );
}

/** What happens to the person while the card is open is asked again, at most once a second. */
function useCardNews(userId: string | null): void {
  const [news, setNews] = useState(0);
  useEffect(() => {
    if (news === 0) return;
    const timer = setTimeout(() => {
      void askAgain(moderation.viewer);
      void askAgain(live.personLines);
    }, 800);
    return () => clearTimeout(timer);
  }, [news]);
  const count = (): void => setNews((now) => now + 1);
  useFeedRows('mod-log', {
    after: null,
    onRows: (rows) => {
      if (rows.some(({ target }) => target?.id === userId)) count();
    },
  });
  useFeedRows('chat', {
    after: null,
    onRows: (rows) => {
      if (rows.some(({ user, target }) => user?.id === userId || target?.userId === userId)) count();
    },
  });
}
