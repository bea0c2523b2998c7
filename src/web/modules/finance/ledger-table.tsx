import { IconLock, IconPaperclip } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type KeyboardEvent, type RefObject, useEffect, useEffectEvent } from 'react';
import type { Book, EntryView } from '../../../contract/finance.ts';
import { useTexts } from '../../app/locale.tsx';
import { Badge } from '../../ui/badge.tsx';
import { EstimatedMoney, SettledMoney } from '../../ui/money.tsx';
import { Tick } from '../../ui/tick.tsx';
import { useIsPhone } from '../../ui/use-width.ts';
import { entryColor } from './category-look.ts';
import { isReceiptMissing } from './entry-facts.ts';
import classes from './ledger-table.module.css';
import { useCategoryName, useEntryText } from './words.ts';

interface LedgerTableProps {
  /** Operations have neither an account that money went to, nor receipts. */
  readonly book: Book;
  readonly entries: readonly EntryView[];
  readonly openId: string | null;
  readonly onOpen: (entryId: string) => void;
  /** Drafts that will be sealed together; `null` for who may not. */
  readonly selected: ReadonlySet<string> | null;
  readonly onSelect: (entryId: string, isSelected: boolean) => void;
  readonly scroll: RefObject<HTMLElement | null>;
}

/** Above this the rows outside the view are left out. */
const WHOLE_MAX = 200;
const ROW = { wide: 34, phone: 57 };
const COLUMNS = 8;
const HEAD = 34;

/** Drafts on top without a number; a reversed entry is struck, its Storno is not. */
export function LedgerTable(props: LedgerTableProps) {
  const { entries, scroll } = props;
  const { t } = useTexts();
  const isPhone = useIsPhone();
  const isWhole = entries.length <= WHOLE_MAX;
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => (isPhone ? ROW.phone : ROW.wide),
    overscan: 20,
    scrollPaddingStart: HEAD,
    enabled: !isWhole,
  });
  const { openId } = props;
  // Steps by keys may open a row that is out of view, or not even drawn.
  const show = useEffectEvent((entryId: string) => {
    const index = entries.findIndex(({ id }) => id === entryId);
    if (index < 0) return;
    if (!isWhole) virtual.scrollToIndex(index, { align: 'auto' });
    else scroll.current?.querySelector(`[data-entry="${CSS.escape(entryId)}"]`)?.scrollIntoView({ block: 'nearest' });
  });
  useEffect(() => {
    if (openId !== null) show(openId);
  }, [openId]);
  const items = virtual.getVirtualItems();
  const first = isWhole ? 0 : (items[0]?.index ?? 0);
  const after = isWhole ? entries.length : (items.at(-1)?.index ?? -1) + 1;
  const above = isWhole ? 0 : (items[0]?.start ?? 0);
  const below = isWhole ? 0 : virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <table
      className={classes['table']}
      data-book={props.book}
      aria-label={t('finance.ledger.title')}
      aria-rowcount={entries.length}
    >
      <thead>
        <tr>
          <th scope="col">{t('finance.ledger.number')}</th>
          <th scope="col">{t('finance.ledger.date')}</th>
          <th scope="col">{t('finance.ledger.text')}</th>
          <th scope="col" className={classes['category']}>
            {t('finance.ledger.category')}
          </th>
          <th scope="col" className={classes['place']}>
            {t('finance.ledger.account')}
          </th>
          <th scope="col" className={`${classes['center']} ${classes['receipt']}`}>
            {t('finance.ledger.receipt')}
          </th>
          <th scope="col" className={classes['amount']}>
            {t('finance.ledger.amount')}
          </th>
          <th scope="col" className={classes['center']}>
            {t('finance.ledger.state')}
          </th>
        </tr>
      </thead>
      <tbody>
        <Gap height={above} />
        {entries.slice(first, after).map((entry, index) => (
          <Row key={entry.id} entry={entry} index={first + index} {...props} />
        ))}
        <Gap height={below} />
      </tbody>
    </table>
  );
}

/** Stands for the rows that are left out. */
function Gap({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr className={classes['gap']}>
      <td colSpan={COLUMNS} style={{ height }} />
    </tr>
  );
}

function Row({
  entry,
  index,
  openId,
  onOpen,
  selected,
  onSelect,
}: LedgerTableProps & { entry: EntryView; index: number }) {
  const { t, calendarDayMonth, calendarDay } = useTexts();
  const categoryName = useCategoryName();
  const entryText = useEntryText();
  const isDraft = entry.state === 'draft';
  const isMissing = isReceiptMissing(entry);
  const place = entry.place === null ? '' : t(`finance.places.${entry.place}`);
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>): void => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter') onOpen(entry.id);
  };
  return (
    <tr
      data-row
      data-entry={entry.id}
      data-open={entry.id === openId || undefined}
      className={entry.reversedBy === null ? undefined : classes['reversed']}
      aria-rowindex={index + 1}
      tabIndex={0}
      onClick={() => onOpen(entry.id)}
      onKeyDown={onKeyDown}
    >
      <td className={classes['number']}>
        {entry.number === null ? (
          isDraft && selected ? (
            // A click on the tick is not one on the row.
            // biome-ignore lint/a11y/noStaticElementInteractions: only keeps the click from the row
            // biome-ignore lint/a11y/useKeyWithClickEvents: the tick inside has its own keys
            <span onClick={(event) => event.stopPropagation()}>
              <Tick
                checked={selected.has(entry.id)}
                label={t('finance.ledger.select', { text: entry.text })}
                onChange={(isSelected) => onSelect(entry.id, isSelected)}
              />
            </span>
          ) : null
        ) : (
          entry.number
        )}
      </td>
      <td className={classes['day']}>{calendarDayMonth(entry.day)}</td>
      <td className={classes['text']}>
        <div title={entryText(entry)}>{entryText(entry)}</div>
      </td>
      <td className={classes['category']}>
        <span>
          <i style={{ '--color': entryColor(entry) } as CSSProperties} aria-hidden="true" />
          {entry.reverses === null ? categoryName(entry) : t('finance.entry.reversal')}
        </span>
      </td>
      <td className={classes['place']}>{place}</td>
      <td className={`${classes['center']} ${classes['receipt']}`}>
        {entry.documents.length > 0 ? (
          <IconPaperclip
            size={15}
            stroke={1.75}
            aria-label={t('finance.ledger.receipts', { count: entry.documents.length })}
          />
        ) : isMissing ? (
          <Badge tone="warn">{t('finance.ledger.receiptMissing')}</Badge>
        ) : null}
      </td>
      <td className={classes['amount']}>
        {entry.isEstimated ? (
          <EstimatedMoney amounts={entry.amount} isEnd />
        ) : (
          <SettledMoney amounts={entry.amount} isSigned isEnd />
        )}
      </td>
      <td className={`${classes['center']} ${classes['state']}`}>
        {isDraft ? (
          <Badge>{t('finance.ledger.draft')}</Badge>
        ) : (
          <IconLock size={15} stroke={1.75} aria-label={t('finance.ledger.sealed')} />
        )}
      </td>
      <td className={classes['caption']}>
        {[calendarDay(entry.day), categoryName(entry), place, isMissing ? t('finance.ledger.receiptMissing') : '']
          .filter(Boolean)
          .join(' · ')}
      </td>
    </tr>
  );
}
