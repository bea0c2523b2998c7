import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type CSSProperties, type Ref, useState } from 'react';
import { finance, type HandCategory } from '../../../contract/finance.ts';
import { ask } from '../../api/query-client.ts';
import { useTexts } from '../../app/locale.tsx';
import classes from './category-field.module.css';
import { categoryColor } from './category-look.ts';
import { findCategories, recentCategories } from './category-search.ts';

interface CategoryFieldProps {
  readonly value: HandCategory | null;
  readonly onChange: (category: HandCategory | null) => void;
  readonly error: string | undefined;
  readonly inputRef: Ref<HTMLInputElement>;
  readonly onDone: () => void;
}

const ASKED = 50;

/** What it is, in the streamer's words: names, and other words for them; what was used last comes first. */
export function CategoryField({ value, onChange, error, inputRef, onDone }: CategoryFieldProps) {
  const { t } = useTexts();
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const nameOf = (category: HandCategory): string => t(`finance.categories.${category}`);
  // `null` while nobody types: the field then shows the chosen one.
  const [search, setSearch] = useState<string | null>(null);
  const { data } = useQuery(ask(finance.entries, { limit: ASKED }));
  const groups = findCategories(search ?? '', recentCategories(data?.entries ?? []), (category) => ({
    name: nameOf(category),
    hints: t(`finance.categoryHints.${category}`),
  }));
  const heads = {
    recent: t('finance.booking.recent'),
    income: t('finance.booking.groupIncome'),
    expense: t('finance.booking.groupExpense'),
  };
  return (
    <Combobox
      store={combobox}
      withinPortal
      onOptionSubmit={(picked) => {
        onChange(picked.split(' ')[1] as HandCategory);
        setSearch(null);
        combobox.closeDropdown();
        onDone();
      }}
    >
      <Combobox.Target>
        <TextInput
          ref={inputRef}
          data-autofocus
          label={t('finance.booking.what')}
          placeholder={t('finance.booking.categoryPlaceholder')}
          value={search ?? (value ? nameOf(value) : '')}
          leftSection={
            value && search === null ? (
              <span className={classes['dot']} style={{ '--color': categoryColor(value) } as CSSProperties} />
            ) : undefined
          }
          leftSectionWidth={28}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            onChange(null);
            combobox.openDropdown();
            combobox.selectFirstOption();
          }}
          onClick={() => combobox.openDropdown()}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={() => {
            combobox.closeDropdown();
            setSearch(null);
          }}
          error={error}
          autoComplete="off"
          spellCheck={false}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={300} style={{ overflowY: 'auto' }} aria-label={t('finance.booking.category')}>
          {groups.length === 0 ? <Combobox.Empty>{t('finance.booking.categoryNone')}</Combobox.Empty> : null}
          {groups.map(({ name, categories }) => (
            <Combobox.Group key={name} label={heads[name]}>
              {categories.map((category) => (
                // One category can stand in two groups; every option needs a value of its own.
                <Combobox.Option key={category} value={`${name} ${category}`} active={category === value}>
                  <span className={classes['name']}>
                    <span className={classes['dot']} style={{ '--color': categoryColor(category) } as CSSProperties} />
                    {nameOf(category)}
                  </span>
                  <span className={classes['option']}>
                    <small>{t(`finance.categoryHints.${category}`)}</small>
                  </span>
                </Combobox.Option>
              ))}
            </Combobox.Group>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
