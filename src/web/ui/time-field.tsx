import { TextInput } from '@mantine/core';
import type { ReactNode, Ref } from 'react';
import { readTime } from './read-time.ts';

interface TimeFieldProps {
  readonly ref?: Ref<HTMLInputElement>;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onLeave?: () => void;
  readonly error?: ReactNode;
  /** Arrow up and down go by so much. */
  readonly stepMinutes?: number;
}

const DAY_MINUTES = 24 * 60;

/** A time of day, typed in any usual form and written as `19:30` after leaving the field. */
export function TimeField({ ref, label, value, onChange, onLeave, error, stepMinutes = 15 }: TimeFieldProps) {
  const step = (by: number): void => {
    const [hour = 0, minute = 0] = (readTime(value) ?? '00:00').split(':').map(Number);
    const next = (hour * 60 + minute + by + DAY_MINUTES) % DAY_MINUTES;
    onChange(`${String(Math.floor(next / 60)).padStart(2, '0')}:${String(next % 60).padStart(2, '0')}`);
  };
  return (
    <TextInput
      ref={ref}
      label={label}
      inputMode="numeric"
      autoComplete="off"
      placeholder="20:00"
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={() => {
        onLeave?.();
        onChange(readTime(value) ?? value);
      }}
      onKeyDown={(event) => {
        const by = event.key === 'ArrowUp' ? stepMinutes : event.key === 'ArrowDown' ? -stepMinutes : 0;
        if (by === 0) return;
        event.preventDefault();
        step(by);
      }}
    />
  );
}
