import { Radio } from '@mantine/core';
import { Badge } from '../../../ui/badge.tsx';
import classes from './choice-card.module.css';

interface ChoiceCardProps {
  readonly value: string;
  readonly isChecked: boolean;
  readonly name: string;
  /** What follows from choosing it. */
  readonly text: string;
  readonly tag?: string | undefined;
  readonly isWrong?: boolean;
}

/** One of few choices, with its consequences. */
export function ChoiceCard({ value, isChecked, name, text, tag, isWrong }: ChoiceCardProps) {
  return (
    <Radio.Card
      value={value}
      className={classes['card']}
      data-checked={isChecked || undefined}
      data-wrong={(isWrong && isChecked) || undefined}
    >
      <Radio.Indicator className={classes['dot'] ?? ''} size="xs" mt={2} />
      <span className={classes['words']}>
        <span className={classes['name']}>
          {name}
          {tag ? <Badge tone="act">{tag}</Badge> : null}
        </span>
        <span className={classes['text']}>{text}</span>
      </span>
    </Radio.Card>
  );
}
