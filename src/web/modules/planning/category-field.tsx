import { CloseButton, Combobox, Loader, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type PlannedStream, planning } from '../../../contract/planning.ts';
import { ask } from '../../api/query-client.ts';
import { useTexts } from '../../app/locale.tsx';
import { addDays, startOfDayMs } from './days.ts';
import { usePlannedStreams } from './queries.ts';
import { recentCategories } from './recent-categories.ts';
import { useToday } from './use-today.ts';

type Category = NonNullable<PlannedStream['category']>;

interface CategoryFieldProps {
  readonly value: Category | null;
  readonly onChange: (category: Category | null) => void;
}

/** A category of Twitch: the plan's own recent ones first, the rest by searching there. */
export function CategoryField({ value, onChange }: CategoryFieldProps) {
  const { t, refusal } = useTexts();
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? value?.name ?? '';
  const [asked] = useDebouncedValue((typed ?? '').trim(), 250);
  const recent = useRecent();
  const found = useQuery({
    ...ask(planning.categories, { query: asked }),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  });
  const wanted = (typed ?? '').trim().toLowerCase();
  const recentShown = recent.filter(({ name }) => name.toLowerCase().includes(wanted));
  const others =
    wanted === '' ? [] : (found.data?.categories ?? []).filter(({ id }) => !recentShown.some((each) => each.id === id));
  const all = [...recentShown, ...others];
  const choose = (category: Category | null): void => {
    onChange(category);
    setTyped(null);
    combobox.closeDropdown();
  };
  const option = (category: Category) => (
    <Combobox.Option key={category.id} value={category.id} active={category.id === value?.id}>
      {category.name}
    </Combobox.Option>
  );
  return (
    <Combobox
      store={combobox}
      withinPortal={false}
      onOptionSubmit={(id) => choose(all.find((each) => each.id === id) ?? null)}
    >
      <Combobox.Target>
        <TextInput
          label={t('planning.form.category')}
          placeholder={t('planning.form.categoryHint')}
          autoComplete="off"
          value={text}
          onFocus={() => combobox.openDropdown()}
          onClick={() => combobox.openDropdown()}
          onBlur={() => {
            combobox.closeDropdown();
            setTyped(null);
          }}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
          }}
          rightSection={
            found.isFetching ? (
              <Loader size={14} />
            ) : value !== null ? (
              <CloseButton
                size="sm"
                aria-label={t('planning.form.categoryClear')}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(null)}
              />
            ) : null
          }
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={wanted === '' && recentShown.length === 0}>
        <Combobox.Options mah={260} style={{ overflowY: 'auto' }} aria-label={t('planning.form.category')}>
          {recentShown.length > 0 ? (
            <Combobox.Group label={t('planning.form.recent')}>{recentShown.map(option)}</Combobox.Group>
          ) : null}
          {others.length > 0 ? (
            <Combobox.Group label={t('planning.form.onTwitch')}>{others.map(option)}</Combobox.Group>
          ) : null}
          {all.length === 0 ? (
            <Combobox.Empty>
              {found.error
                ? refusal(found.error)
                : found.isFetching || asked !== (typed ?? '').trim()
                  ? t('common.loading')
                  : t('planning.form.categoryNone')}
            </Combobox.Empty>
          ) : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

const RECENT_DAYS = 60;

function useRecent(): readonly Category[] {
  const { zone } = useTexts();
  const { day, nowMs } = useToday();
  const at = (days: number): string => new Date(startOfDayMs(addDays(day, days), zone)).toISOString();
  const streams = usePlannedStreams(at(-RECENT_DAYS), at(RECENT_DAYS / 2)).data?.streams;
  return recentCategories(streams ?? [], nowMs);
}
