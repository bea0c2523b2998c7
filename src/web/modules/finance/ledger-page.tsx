import { Button, SegmentedControl } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconLock, IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { BOOKS, type EntryView } from '../../../contract/finance.ts';
import { useMay } from '../../api/session.ts';
import { usePageKeys } from '../../app/keys.ts';
import { useTexts } from '../../app/locale.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { HeaderAction } from '../../ui/header-action.tsx';
import { EstimatedMoney, SettledMoney } from '../../ui/money.tsx';
import { OlderButton } from '../../ui/older-button.tsx';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { useNow } from '../../ui/use-now.ts';
import type { BookingStart } from './booking-values.ts';
import { BooksZone } from './books-zone.tsx';
import { type EntryActs, EntryInspector } from './entry-inspector.tsx';
import { FinanceGate } from './finance-gate.tsx';
import { isWholeMonth, type LedgerChips, type LedgerSearch, NO_CHIPS, periodOf, requestOf } from './ledger-filter.ts';
import { LedgerFilters } from './ledger-filters.tsx';
import classes from './ledger-page.module.css';
import { LedgerTable } from './ledger-table.tsx';
import { LedgerTop } from './ledger-top.tsx';
import { ReverseDialog } from './reverse-dialog.tsx';
import { SealDialog } from './seal-dialog.tsx';
import { useLedger, useOpenEntry } from './use-ledger.ts';
import { useRemoveDraft } from './use-remove-draft.ts';

const BookingDialog = lazy(() =>
  import('./booking-dialog.tsx').then(({ BookingDialog: dialog }) => ({ default: dialog })),
);

type Dialog =
  | { readonly kind: 'booking'; readonly start: BookingStart }
  | { readonly kind: 'seal'; readonly drafts: readonly EntryView[] }
  | { readonly kind: 'reverse'; readonly entry: EntryView };

/** The books: what was written down, draft or sealed, and what can be done with it. */
export function LedgerPage() {
  const { t } = useTexts();
  const mayWrite = useMay('finance.write');
  const search = useSearch({ from: '/inside/finance/ledger' });
  const go = useLedgerSearch();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  // `?new=1` is the way in from the palette and other pages.
  const shown: Dialog | null = dialog ?? (search.new === 1 && mayWrite ? { kind: 'booking', start: {} } : null);
  const close = (): void => {
    setDialog(null);
    if (search.new === 1) go({ new: undefined });
  };
  const openNew = (): void =>
    setDialog({ kind: 'booking', start: search.stream === undefined ? {} : { broadcastId: search.stream } });
  return (
    <>
      <PageHeader
        title={t('finance.ledger.title')}
        actions={
          mayWrite && search.book === undefined ? (
            <HeaderAction icon={IconPlus} label={t('finance.ledger.add')} onClick={openNew} />
          ) : null
        }
      >
        <SegmentedControl
          className={classes['switch'] ?? ''}
          size="xs"
          aria-label={t('finance.books.label')}
          value={search.book ?? 'tax'}
          onChange={(book) =>
            go({ book: book === 'management' ? 'management' : undefined, entry: undefined, direction: undefined })
          }
          data={BOOKS.map((book) => ({ value: book, label: t(`finance.books.${book}`) }))}
        />
      </PageHeader>
      <PageBody isFlush>
        <FinanceGate>
          <Books key={search.book ?? 'tax'} search={search} go={go} setDialog={setDialog} openNew={openNew} />
        </FinanceGate>
      </PageBody>
      {shown?.kind === 'booking' ? (
        <Suspense>
          <BookingDialog start={shown.start} onClose={close} />
        </Suspense>
      ) : null}
      {shown?.kind === 'seal' ? <SealDialog drafts={shown.drafts} onClose={close} onDone={() => undefined} /> : null}
      {shown?.kind === 'reverse' ? (
        <ReverseDialog entry={shown.entry} onClose={close} onDone={(reversal) => go({ entry: reversal.id })} />
      ) : null}
    </>
  );
}

type SearchChange = Partial<
  Record<'entry' | 'from' | 'to' | 'direction' | 'stream' | 'book' | 'new', string | undefined>
>;

/** Changes the address without a step of its own in the history. */
function useLedgerSearch(): (change: SearchChange) => void {
  const navigate = useNavigate();
  return (change) =>
    void navigate({
      to: '/finance/ledger',
      search: (now: Record<string, unknown>) => ({ ...now, ...change }) as never,
      replace: true,
    });
}

interface BooksProps {
  readonly search: LedgerSearch;
  readonly go: (change: SearchChange) => void;
  readonly setDialog: (dialog: Dialog | null) => void;
  readonly openNew: () => void;
}

function Books({ search, go, setDialog, openNew }: BooksProps) {
  const { t, dayKey, calendarMonth } = useTexts();
  const mayRead = useMay('finance.read');
  const mayWrite = useMay('finance.write');
  const today = dayKey(useNow(60_000));
  const [chips, setChips] = useState<LedgerChips>(NO_CHIPS);
  const [text] = useDebouncedValue(chips.text, 250);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const scroll = useRef<HTMLElement>(null);
  const searchField = useRef<HTMLInputElement>(null);
  // The open entry changes the address, but not what is listed: the period it implied at first stays.
  const [isAllTime] = useState(search.entry !== undefined && search.from === undefined);
  const listed: LedgerSearch = useMemo(() => {
    const { entry: _entry, ...rest } = search;
    return isAllTime && rest.from === undefined ? { ...rest, from: 'all' } : rest;
  }, [search, isAllTime]);
  const request = useMemo(() => requestOf(listed, { ...chips, text }, today), [listed, chips, text, today]);
  const ledger = useLedger(request, mayRead);
  const { entries } = ledger;
  const openId = search.entry ?? null;
  const open = useOpenEntry(openId, entries);
  const removeDraft = useRemoveDraft();
  const book = search.book ?? 'tax';
  const period = periodOf(listed, today);
  const drafts = (entries ?? []).filter(({ state }) => state === 'draft');
  const chosen = drafts.filter(({ id }) => selected.has(id));
  const isFiltered =
    chips.text.trim() !== '' ||
    chips.category !== null ||
    chips.state !== null ||
    chips.withoutReceipt ||
    search.direction !== undefined ||
    search.stream !== undefined;
  const mayChange = mayWrite && book === 'tax';

  const select = (entryId: string, isSelected: boolean): void =>
    setSelected((now) => new Set(isSelected ? [...now, entryId] : [...now].filter((id) => id !== entryId)));
  const acts: EntryActs = {
    edit: (draft) => setDialog({ kind: 'booking', start: { draft } }),
    copy: (copyOf) => setDialog({ kind: 'booking', start: { copyOf } }),
    seal: (draft) => setDialog({ kind: 'seal', drafts: [draft] }),
    reverse: (entry) => setDialog({ kind: 'reverse', entry }),
    remove: (draft) => {
      go({ entry: undefined });
      removeDraft(draft);
    },
    open: (entryId) => go({ entry: entryId }),
  };
  const step = (by: number): unknown => {
    if (!entries || entries.length === 0) return false;
    const at = entries.findIndex(({ id }) => id === openId);
    const next = entries[Math.max(0, Math.min(entries.length - 1, at < 0 ? 0 : at + by))];
    if (!next) return false;
    go({ entry: next.id });
    return true;
  };
  usePageKeys({
    n: () => (mayChange ? openNew() : false),
    j: () => step(1),
    k: () => step(-1),
    arrowdown: () => (openId === null ? false : step(1)),
    arrowup: () => (openId === null ? false : step(-1)),
    e: () => (open && open.state === 'draft' && mayChange ? acts.edit(open) : false),
    ' ': () => (open && open.state === 'draft' && mayChange ? select(open.id, !selected.has(open.id)) : false),
    '/': () => searchField.current?.focus(),
  });

  const empty = isFiltered ? (
    <EmptyState
      action={
        <Button
          variant="default"
          onClick={() => {
            setChips(NO_CHIPS);
            go({ direction: undefined, stream: undefined });
          }}
        >
          {t('finance.ledger.reset')}
        </Button>
      }
    >
      {t('finance.ledger.none')}
    </EmptyState>
  ) : (
    <EmptyState
      action={
        mayChange ? (
          <Button leftSection={<IconPlus size={15} stroke={1.75} />} onClick={openNew}>
            {t('finance.ledger.add')}
          </Button>
        ) : null
      }
    >
      {period && isWholeMonth(period)
        ? t('finance.ledger.emptyMonth', { month: calendarMonth(period.from).split(' ')[0] ?? '' })
        : t(book === 'tax' ? 'finance.ledger.empty' : 'finance.ledger.emptyManagement')}
    </EmptyState>
  );
  const Sum = book === 'management' ? EstimatedMoney : SettledMoney;
  return (
    <div className={classes['page']}>
      <div className={classes['main']}>
        <LedgerTop
          totals={ledger.totals}
          book={book}
          period={period}
          direction={search.direction}
          onDirection={(direction) => go({ direction })}
        />
        <LedgerFilters
          search={listed}
          chips={chips}
          request={request}
          withoutReceipt={ledger.totals?.withoutReceipt ?? 0}
          onSearch={go}
          onChips={setChips}
          searchRef={searchField}
        />
        {book === 'management' ? (
          <p className={classes['hint']}>
            {t('finance.ledger.managementHint')}
            <BooksZone />
          </p>
        ) : null}
        <section
          ref={scroll}
          className={classes['scroll']}
          aria-label={t('finance.ledger.title')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
          tabIndex={0}
          onScroll={({ currentTarget: box }) => {
            const left = box.scrollHeight - box.scrollTop - box.clientHeight;
            if (left < 600 && ledger.hasNextPage && !ledger.isFetchingNextPage) void ledger.fetchNextPage();
          }}
        >
          <QueryView
            query={
              { data: entries, error: ledger.error, refetch: ledger.refetch, isPending: ledger.isPending } as never
            }
            empty={{
              when: (rows: readonly EntryView[]) => rows.length === 0,
              show: <div className={classes['empty']}>{empty}</div>,
            }}
          >
            {(rows: readonly EntryView[]) => (
              <LedgerTable
                entries={rows}
                openId={openId}
                onOpen={acts.open}
                book={book}
                selected={mayChange ? selected : null}
                onSelect={select}
                scroll={scroll}
              />
            )}
          </QueryView>
          <OlderButton query={ledger} label={t('finance.ledger.older')} />
        </section>
        <div className={classes['foot']}>
          {chosen.length > 0 ? (
            <>
              <span>{t('finance.ledger.selected', { count: chosen.length })}</span>
              <Button size="xs" variant="subtle" color="gray" onClick={() => setSelected(new Set())}>
                {t('finance.ledger.clearSelection')}
              </Button>
            </>
          ) : (
            <span>{ledger.totals ? t('finance.ledger.count', { count: ledger.totals.count }) : null}</span>
          )}
          {mayChange && drafts.length > 0 ? (
            <Button
              size="xs"
              variant={chosen.length > 0 ? 'filled' : 'default'}
              leftSection={<IconLock size={14} stroke={1.75} />}
              onClick={() => setDialog({ kind: 'seal', drafts: chosen.length > 0 ? chosen : drafts })}
            >
              {chosen.length > 0
                ? t('finance.ledger.sealSome', { count: chosen.length })
                : t('finance.ledger.sealAll', { count: drafts.length })}
            </Button>
          ) : null}
          {mayWrite ? null : <span>{t('finance.ledger.readOnly')}</span>}
          <span className={classes['sum']}>
            {ledger.totals ? (
              <>
                {t('finance.ledger.sum')}
                <b>
                  <Sum amounts={ledger.totals.result} />
                </b>
              </>
            ) : null}
          </span>
        </div>
      </div>
      <EntryInspector entry={open} acts={acts} onClose={() => go({ entry: undefined })} />
    </div>
  );
}
