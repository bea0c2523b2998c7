import '@mantine/dates/styles.layer.css';
import 'dayjs/locale/de';
import { ActionIcon, Popover, TextInput } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconCalendar, IconX } from '@tabler/icons-react';
import { type ReactNode, type Ref, useState } from 'react';
import { useTexts } from '../app/locale.tsx';

interface DateFieldProps {
  readonly ref?: Ref<HTMLInputElement>;
  readonly label: string;
  /** What the button beside it does: `Im Kalender wählen`. */
  readonly pickLabel: string;
  /** `2026-11-25`, or nothing. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  /** Reads what was typed: `mi`, `25.11.`, `morgen`. */
  readonly read: (text: string) => string | undefined;
  /** Writes a day the way it is shown: `Mi 25.11.2026`. */
  readonly write: (day: string) => string;
  readonly onLeave?: () => void;
  readonly placeholder?: string;
  readonly description?: ReactNode;
  readonly error?: ReactNode;
  readonly isClearable?: boolean;
  readonly minDay?: string;
}

/** A day, typed or picked. Loads the calendar of Mantine: import it only inside rooms. */
export function DateField(props: DateFieldProps) {
  const {
    ref,
    label,
    pickLabel,
    onLeave,
    value,
    onChange,
    read,
    write,
    placeholder,
    description,
    error,
    isClearable,
    minDay,
  } = props;
  const { t, language } = useTexts();
  const [typed, setTyped] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const shown = typed ?? (value === null ? '' : write(value));
  const picker = (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus returnFocus withinPortal={false}>
      <Popover.Target>
        <ActionIcon size="xs" aria-label={`${label}: ${pickLabel}`} onClick={() => setOpen(!isOpen)}>
          <IconCalendar size={16} stroke={1.75} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={12} aria-label={`${label}: ${pickLabel}`}>
        <DatePicker
          locale={language}
          firstDayOfWeek={1}
          weekendDays={[]}
          withWeekNumbers
          // Escape closes the calendar alone, not the dialog around it.
          __stopPropagation
          value={value}
          {...(minDay === undefined ? {} : { minDate: minDay })}
          {...(value === null ? {} : { defaultDate: value })}
          onChange={(day) => {
            setTyped(null);
            onChange(day);
            setOpen(false);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
  return (
    <TextInput
      ref={ref}
      label={label}
      description={typed !== null && value !== null ? `= ${write(value)}` : description}
      inputWrapperOrder={['label', 'input', error ? 'error' : 'description']}
      autoComplete="off"
      placeholder={placeholder}
      value={shown}
      error={error}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        onChange(text.trim() === '' ? null : (read(text) ?? null));
      }}
      onBlur={() => {
        onLeave?.();
        if (value !== null || shown.trim() === '') setTyped(null);
      }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown' && event.altKey) {
          event.preventDefault();
          setOpen(true);
        }
      }}
      rightSectionWidth={isClearable && value !== null ? 64 : 34}
      rightSection={
        <>
          {isClearable && value !== null ? (
            <ActionIcon
              size="xs"
              aria-label={`${t('common.remove')}: ${label}`}
              onClick={() => {
                setTyped(null);
                onChange(null);
              }}
            >
              <IconX size={14} stroke={1.75} />
            </ActionIcon>
          ) : null}
          {picker}
        </>
      }
    />
  );
}
