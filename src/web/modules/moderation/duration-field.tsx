import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '../../app/locale.tsx';
import { parseDuration } from './duration.ts';

interface DurationFieldProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly isFirst?: boolean;
  /** Somebody tried to go on with it. */
  readonly wasTried: boolean;
}

/** A duration as people type it; what was understood is echoed, what was not is said. */
export function DurationField({ value, onChange, isFirst, wasTried }: DurationFieldProps) {
  const { t, duration } = useTexts();
  const [wasLeft, setLeft] = useState(false);
  const read = parseDuration(value);
  const isWrong = !read.ok && (wasTried || (wasLeft && value.trim() !== ''));
  return (
    <TextInput
      label={t('moderation.durationLabel')}
      description={
        read.ok ? t('moderation.durationRead', { duration: duration(read.seconds) }) : t('moderation.durationHint')
      }
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      error={isWrong ? t(read.why === 'range' ? 'moderation.durationRange' : 'moderation.durationWrong') : null}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={() => setLeft(true)}
      autoComplete="off"
      data-autofocus={isFirst || undefined}
    />
  );
}
