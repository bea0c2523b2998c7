import { Select } from '@mantine/core';
import { type Ref, useId } from 'react';
import type { Repeat } from '../../../contract/planning.ts';
import { useTexts } from '../../app/locale.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { useDayFormats } from './day-formats.ts';
import { type Day, weekDays, weekdayOf } from './days.ts';
import { weeklyFrom } from './plan-draft.ts';
import { readDay } from './read-due.ts';
import classes from './repeat-fields.module.css';
import { useToday } from './use-today.ts';

interface RepeatFieldsProps {
  readonly value: Repeat | null;
  readonly onChange: (repeat: Repeat | null) => void;
  /** The day of the first stream. */
  readonly day: Day | null;
  readonly weekdaysError?: string | undefined;
  readonly untilError?: string | undefined;
  readonly weekdaysRef: Ref<HTMLInputElement>;
  readonly untilRef: Ref<HTMLInputElement>;
}

const WEEKS = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** Once, or every so many weeks on these weekdays until a day. */
export function RepeatFields(props: RepeatFieldsProps) {
  const { value, onChange, day, weekdaysError, untilError, weekdaysRef, untilRef } = props;
  const { t } = useTexts();
  const days = useDayFormats();
  const today = useToday();
  const errorId = useId();
  const toggle = (weekday: number): void => {
    if (!value) return;
    const weekdays = value.weekdays.includes(weekday)
      ? value.weekdays.filter((each) => each !== weekday)
      : [...value.weekdays, weekday].sort();
    onChange({ ...value, weekdays });
  };
  return (
    <div className={classes['fields']}>
      <Select
        label={t('planning.form.repeat')}
        value={String(value?.everyWeeks ?? 0)}
        comboboxProps={{ withinPortal: false }}
        onChange={(weeks) =>
          onChange(Number(weeks) === 0 ? null : { ...(value ?? weeklyFrom(day)), everyWeeks: Number(weeks) })
        }
        data={[
          { value: '0', label: t('planning.repeat.once') },
          ...WEEKS.map((weeks) => ({ value: String(weeks), label: t('planning.repeat.every', { count: weeks }) })),
        ]}
      />
      {value ? (
        <>
          <fieldset className={classes['weekdays']} aria-describedby={weekdaysError ? errorId : undefined}>
            <legend>{t('planning.form.weekdays')}</legend>
            {weekDays(day ?? today.day).map((each, index) => {
              const weekday = weekdayOf(each);
              return (
                <label key={weekday}>
                  <input
                    ref={index === 0 ? weekdaysRef : undefined}
                    type="checkbox"
                    checked={value.weekdays.includes(weekday)}
                    onChange={() => toggle(weekday)}
                  />
                  <span>{days.weekday(each)}</span>
                </label>
              );
            })}
            {weekdaysError ? (
              <p id={errorId} className={classes['error']}>
                {weekdaysError}
              </p>
            ) : null}
          </fieldset>
          <DateField
            ref={untilRef}
            label={t('planning.form.until')}
            pickLabel={t('planning.form.pick')}
            description={t('planning.form.untilHint')}
            value={value.until}
            onChange={(until) => onChange({ ...value, until })}
            read={(text) => readDay(text, today)}
            write={days.dated}
            minDay={day ?? today.day}
            isClearable
            error={untilError}
          />
        </>
      ) : null}
    </div>
  );
}
