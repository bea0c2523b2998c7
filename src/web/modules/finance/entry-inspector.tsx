import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconCopy, IconLock, IconPencil, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { EntryView } from '../../../contract/finance.ts';
import { useMay } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Inspector } from '../../ui/inspector.tsx';
import { EstimatedMoney, SettledMoney } from '../../ui/money.tsx';
import classes from './entry-inspector.module.css';
import { EntryLines } from './entry-lines.tsx';
import { EntryReceipts } from './entry-receipts.tsx';
import { useMemberName } from './use-member-name.ts';
import { useCategoryName, useEntryText } from './words.ts';

export interface EntryActs {
  edit(entry: EntryView): void;
  remove(entry: EntryView): void;
  seal(entry: EntryView): void;
  reverse(entry: EntryView): void;
  copy(entry: EntryView): void;
  open(entryId: string): void;
}

interface EntryInspectorProps {
  readonly entry: EntryView | null;
  readonly acts: EntryActs;
  readonly onClose: () => void;
}

/** One entry in full: its lines, its receipts, where it came from and what became of it. */
export function EntryInspector({ entry, acts, onClose }: EntryInspectorProps) {
  const { t } = useTexts();
  return (
    <Inspector
      isOpen={entry !== null}
      onClose={onClose}
      above={entry ? <Above entry={entry} /> : null}
      title={entry ? <Title entry={entry} /> : t('finance.entry.inspector')}
      footer={entry ? <Foot entry={entry} acts={acts} /> : null}
    >
      {entry ? (
        <div className={classes['body']}>
          <Facts entry={entry} />
          <EntryLines entry={entry} />
          <EntryReceipts entry={entry} />
          <History entry={entry} acts={acts} />
        </div>
      ) : null}
    </Inspector>
  );
}

function Above({ entry }: { entry: EntryView }) {
  const { t } = useTexts();
  return (
    <>
      {entry.number === null ? null : (
        <span className={classes['number']}>
          {entry.day.slice(0, 4)}-{String(entry.number).padStart(4, '0')}
        </span>
      )}
      <span className={classes['spring']} />
      {entry.reversedBy === null ? null : <Badge>{t('finance.entry.reversed')}</Badge>}
      {entry.reverses === null ? null : <Badge>{t('finance.entry.reversal')}</Badge>}
      {entry.state === 'sealed' ? (
        <Badge tone="ok" icon={<IconLock size={13} stroke={2} aria-hidden="true" />}>
          {t('finance.ledger.sealed')}
        </Badge>
      ) : (
        <Badge>{t('finance.ledger.draft')}</Badge>
      )}
    </>
  );
}

function Title({ entry }: { entry: EntryView }) {
  const { t, date } = useTexts();
  const entryText = useEntryText();
  const member = useMemberName(entry.createdBy);
  const by = entry.createdBy === null ? t('finance.entry.byHouse') : member;
  return (
    <>
      {entryText(entry)}
      {entry.isEstimated ? (
        <EstimatedMoney amounts={entry.amount} className={classes['amount']} />
      ) : (
        <SettledMoney amounts={entry.amount} isSigned className={classes['amount']} />
      )}
      <span className={classes['by']}>
        {by === null
          ? t('finance.entry.created', { date: date(entry.createdAt) })
          : t('finance.entry.createdBy', { date: date(entry.createdAt), name: by })}
      </span>
    </>
  );
}

function Facts({ entry }: { entry: EntryView }) {
  const { t, calendarDate, calendarDay } = useTexts();
  const categoryName = useCategoryName();
  return (
    <dl className={classes['facts']}>
      <dt>{t('finance.entry.day')}</dt>
      <dd>
        {calendarDay(entry.day).split(' ')[0]} {calendarDate(entry.day)}
      </dd>
      <dt>{t('finance.entry.category')}</dt>
      <dd>{categoryName(entry)}</dd>
      {entry.place === null ? null : (
        <>
          <dt>{t('finance.entry.place')}</dt>
          <dd>{t(`finance.places.${entry.place}`)}</dd>
        </>
      )}
      {entry.broadcastId === null ? null : (
        <>
          <dt>{t('finance.entry.stream')}</dt>
          <dd>
            <Link to="/finance/streams/$broadcastId" params={{ broadcastId: String(entry.broadcastId) }}>
              {t('finance.rows.openStream')}
            </Link>
          </dd>
        </>
      )}
    </dl>
  );
}

function History({ entry, acts }: { entry: EntryView; acts: EntryActs }) {
  const { t, date, time } = useTexts();
  const { reverses, reversedBy } = entry;
  return (
    <section>
      <h3 className={classes['heading']}>{t('finance.entry.history')}</h3>
      <ul className={classes['history']}>
        <li data-done>
          {t('finance.entry.created', { date: date(entry.createdAt) })}
          <small>{time(entry.createdAt)}</small>
        </li>
        {reverses === null ? null : (
          <li data-done>
            {t('finance.entry.reverses')}
            <small>
              <a href={`?entry=${reverses}`} onClick={(event) => openHere(event, () => acts.open(reverses))}>
                {t('finance.entry.showOriginal')}
              </a>
            </small>
          </li>
        )}
        {entry.sealedAt === null ? (
          <li>
            {t('finance.ledger.draft')}
            <small>{t('finance.entry.draftHint')}</small>
          </li>
        ) : (
          <li data-done>
            {t('finance.entry.sealedAt', { date: date(entry.sealedAt) })}
            <small>{time(entry.sealedAt)}</small>
          </li>
        )}
        {reversedBy === null ? null : (
          <li data-done>
            {t('finance.entry.reversedBy')}
            <small>
              <a href={`?entry=${reversedBy}`} onClick={(event) => openHere(event, () => acts.open(reversedBy))}>
                {t('finance.entry.showReversal')}
              </a>
            </small>
          </li>
        )}
      </ul>
    </section>
  );
}

/** A link that can be opened in a window of its own, and opens here when simply clicked. */
function openHere(event: React.MouseEvent, open: () => void): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open();
}

function Foot({ entry, acts }: { entry: EntryView; acts: EntryActs }) {
  const { t } = useTexts();
  const mayWrite = useMay('finance.write');
  const isMine = entry.book === 'tax';
  return (
    <div className={classes['foot']}>
      {entry.hash ? (
        <span className={classes['hash']} title={`${t('finance.entry.hash')}: ${entry.hash}`}>
          {entry.hash.slice(0, 4)}…{entry.hash.slice(-4)}
        </span>
      ) : null}
      {!mayWrite || !isMine ? null : entry.state === 'draft' ? (
        <>
          <Tooltip label={t('finance.entry.remove')}>
            <ActionIcon
              size="xs"
              variant="default"
              aria-label={t('finance.entry.remove')}
              onClick={() => acts.remove(entry)}
            >
              <IconTrash size={15} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
          <span className={classes['spring']} />
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPencil size={14} stroke={1.75} />}
            aria-keyshortcuts="E"
            onClick={() => acts.edit(entry)}
          >
            {t('finance.entry.edit')}
          </Button>
          <Button size="xs" leftSection={<IconLock size={14} stroke={1.75} />} onClick={() => acts.seal(entry)}>
            {t('finance.entry.seal')}
          </Button>
        </>
      ) : (
        <>
          {entry.reversedBy === null && entry.reverses === null ? (
            <Button
              size="xs"
              variant="default"
              c="var(--lx-bad-text)"
              leftSection={<IconArrowBackUp size={14} stroke={1.75} />}
              onClick={() => acts.reverse(entry)}
            >
              {t('finance.entry.reverse')}
            </Button>
          ) : null}
          {entry.book === 'management' ? null : (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconCopy size={14} stroke={1.75} />}
              onClick={() => acts.copy(entry)}
            >
              {t('finance.entry.copy')}
            </Button>
          )}
        </>
      )}
    </div>
  );
}
