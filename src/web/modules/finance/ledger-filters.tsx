import { ActionIcon, Menu, Select, TextInput } from '@mantine/core';
import { IconDownload, IconFileTypeCsv, IconFileTypePdf, IconSearch, IconX } from '@tabler/icons-react';
import type { Ref } from 'react';
import { type Category, EXPENSE_CATEGORIES, INCOME_CATEGORIES } from '../../../contract/finance.ts';
import { useTexts } from '../../app/locale.tsx';
import { useNow } from '../../ui/use-now.ts';
import {
  ALL_TIME,
  fileAddress,
  isWholeMonth,
  type LedgerChips,
  type LedgerRequest,
  type LedgerSearch,
  monthsBack,
  periodOf,
} from './ledger-filter.ts';
import classes from './ledger-page.module.css';

interface LedgerFiltersProps {
  readonly search: LedgerSearch;
  readonly chips: LedgerChips;
  readonly request: LedgerRequest;
  /** How many of the filter have no receipt. */
  readonly withoutReceipt: number;
  readonly onSearch: (change: Partial<Record<'from' | 'to' | 'direction' | 'stream', string | undefined>>) => void;
  readonly onChips: (chips: LedgerChips) => void;
  readonly searchRef: Ref<HTMLInputElement>;
}

const MONTHS = 36;

export function LedgerFilters({
  search,
  chips,
  request,
  withoutReceipt,
  onSearch,
  onChips,
  searchRef,
}: LedgerFiltersProps) {
  const { t, dayKey, language, calendarMonth, calendarDayMonth } = useTexts();
  const today = dayKey(useNow(60_000));
  const period = periodOf(search, today);
  const isManagement = search.book === 'management';
  const months = monthsBack(today, MONTHS);
  const isListed = period === null || months.some(({ from, to }) => from === period.from && to === period.to);
  const categoryNames = (categories: readonly Category[]) =>
    categories.map((category) => ({ value: category, label: t(`finance.categories.${category}`) }));
  return (
    <search className={classes['filters']}>
      <TextInput
        ref={searchRef}
        className={classes['search'] ?? ''}
        leftSection={<IconSearch size={15} stroke={1.75} />}
        placeholder={t('finance.ledger.search')}
        aria-label={t('finance.ledger.search')}
        value={chips.text}
        onChange={(event) => onChips({ ...chips, text: event.currentTarget.value })}
        autoComplete="off"
      />
      <Select
        className={classes['month'] ?? ''}
        aria-label={t('finance.ledger.month')}
        value={period === null ? ALL_TIME : `${period.from}/${period.to}`}
        onChange={(value) => {
          if (!value) return;
          const [from, to] = value.split('/');
          onSearch({ from, to });
        }}
        data={[
          { value: ALL_TIME, label: t('finance.ledger.allMonths') },
          ...(isListed || period === null
            ? []
            : [
                {
                  value: `${period.from}/${period.to}`,
                  label: isWholeMonth(period)
                    ? calendarMonth(period.from)
                    : t('finance.rows.period', {
                        from: calendarDayMonth(period.from),
                        to: calendarDayMonth(period.to),
                      }),
                },
              ]),
          ...months.map(({ from, to }) => ({ value: `${from}/${to}`, label: calendarMonth(from) })),
        ]}
        maxDropdownHeight={320}
      />
      {isManagement ? null : (
        <>
          <Select
            className={classes['category'] ?? ''}
            aria-label={t('finance.ledger.category')}
            value={chips.category ?? ''}
            onChange={(value) => onChips({ ...chips, category: value ? (value as Category) : null })}
            data={[
              { value: '', label: t('finance.ledger.allCategories') },
              { group: t('finance.booking.groupIncome'), items: categoryNames(INCOME_CATEGORIES) },
              { group: t('finance.booking.groupExpense'), items: categoryNames(EXPENSE_CATEGORIES) },
            ]}
            maxDropdownHeight={360}
          />
          <Select
            className={classes['state'] ?? ''}
            aria-label={t('finance.ledger.state')}
            value={chips.state ?? ''}
            onChange={(value) => onChips({ ...chips, state: value ? (value as 'draft' | 'sealed') : null })}
            data={[
              { value: '', label: t('finance.ledger.allStates') },
              { value: 'draft', label: t('finance.ledger.draft') },
              { value: 'sealed', label: t('finance.ledger.sealed') },
            ]}
          />
          {withoutReceipt > 0 || chips.withoutReceipt ? (
            <button
              type="button"
              className={classes['chip']}
              data-warn
              aria-pressed={chips.withoutReceipt}
              onClick={() => onChips({ ...chips, withoutReceipt: !chips.withoutReceipt })}
            >
              {t('finance.ledger.withoutReceipt')} <span className="num">{withoutReceipt}</span>
            </button>
          ) : null}
        </>
      )}
      {search.direction === undefined ? null : (
        <DropChip
          text={t(search.direction === 'income' ? 'finance.ledger.in' : 'finance.ledger.out')}
          label={t('finance.ledger.bothDirections')}
          onDrop={() => onSearch({ direction: undefined })}
        />
      )}
      {search.stream === undefined ? null : (
        <DropChip
          text={t('finance.entry.stream')}
          label={t('finance.ledger.dropStream')}
          onDrop={() => onSearch({ stream: undefined })}
        />
      )}
      <div className={classes['end']}>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" aria-label={t('finance.ledger.export')}>
              <IconDownload size={16} stroke={1.75} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              component="a"
              href={fileAddress('csv', request, language)}
              download
              leftSection={<IconFileTypeCsv size={16} stroke={1.75} />}
            >
              {t('finance.ledger.csv')}
            </Menu.Item>
            <Menu.Item
              component="a"
              href={fileAddress('pdf', request, language)}
              download
              leftSection={<IconFileTypePdf size={16} stroke={1.75} />}
            >
              {t('finance.ledger.pdf')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
    </search>
  );
}

/** A part of the filter that comes from elsewhere, and the way to take it away. */
function DropChip({ text, label, onDrop }: { text: string; label: string; onDrop: () => void }) {
  return (
    <button type="button" className={classes['chip']} aria-label={`${text}: ${label}`} onClick={onDrop}>
      {text}
      <IconX size={14} stroke={2} aria-hidden="true" />
    </button>
  );
}
