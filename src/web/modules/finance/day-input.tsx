import '@mantine/dates/styles.layer.css';
import 'dayjs/locale/de';
import { ActionIcon, Popover, TextInput } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import { type Ref, useState } from 'react';
import { useTexts } from '../../app/locale.tsx';
import { useNow } from '../../ui/use-now.ts';
import { readDay } from './read-day.ts';

interface DayInputProps {
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly error?: string | undefined;
  readonly isChecked?: boolean;
  readonly onBlur?: () => void;
  readonly hint?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
  /** The first day that can be picked. */
  readonly earliest?: string;
  /** The last one where it is not today. */
  readonly latest?: string;
  /** Days to come are refused unless this is set. */
  readonly allowsFuture?: boolean;
}

/** A day that is typed (`25.11.`, `gestern`, `mo`) or picked; the understood one stands under the field. */
export function DayInput({
  label,
  text,
  onText,
  error,
  isChecked,
  onBlur,
  hint,
  inputRef,
  earliest,
  latest,
  allowsFuture,
}: DayInputProps) {
  const { t, language, dayKey, calendarDay, calendarDate, calendarDayMonth } = useTexts();
  const today = dayKey(useNow(60_000));
  const [isOpen, setOpen] = useState(false);
  const day = readDay(text, today, language);
  const example = calendarDayMonth(today);
  const own = !isChecked
    ? undefined
    : day === undefined
      ? t('finance.day.wrong', { example })
      : day > (latest ?? today) && !allowsFuture
        ? t('finance.day.future')
        : undefined;
  const shown = error ?? own;
  const weekday = day === undefined ? '' : calendarDay(day).split(' ')[0];
  const echo = day === undefined ? t('finance.day.hint', { example }) : `= ${weekday} ${calendarDate(day)}`;
  return (
    <TextInput
      ref={inputRef ?? null}
      label={label}
      value={text}
      onChange={(event) => onText(event.currentTarget.value)}
      {...(onBlur ? { onBlur } : {})}
      autoComplete="off"
      description={
        <span className="num">
          {echo}
          {hint ? ` · ${hint}` : ''}
        </span>
      }
      inputWrapperOrder={['label', 'input', shown ? 'error' : 'description']}
      error={shown}
      rightSectionWidth={40}
      rightSection={
        <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus returnFocus withinPortal>
          <Popover.Target>
            <ActionIcon aria-label={t('finance.day.pick')} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              <IconCalendar size={16} stroke={1.75} />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown>
            <DatePicker
              value={day ?? null}
              {...(day === undefined ? {} : { defaultDate: day })}
              {...(allowsFuture ? {} : { maxDate: latest ?? today })}
              {...(earliest === undefined ? {} : { minDate: earliest })}
              locale={language}
              // Red is only danger here; a Sunday is none.
              weekendDays={[]}
              withWeekNumbers={language === 'de'}
              ariaLabels={{
                previousMonth: t('finance.day.previousMonth'),
                nextMonth: t('finance.day.nextMonth'),
              }}
              onChange={(picked) => {
                if (picked !== null) onText(calendarDate(picked));
                setOpen(false);
              }}
            />
          </Popover.Dropdown>
        </Popover>
      }
      styles={{ input: { fontFeatureSettings: "'tnum'" } }}
    />
  );
}
