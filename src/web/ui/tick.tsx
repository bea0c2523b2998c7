import { useState } from 'react';
import classes from './tick.module.css';

interface TickProps {
  readonly checked: boolean;
  /** The press stays shown until what this returns has settled; `checked` is then what became of it. */
  readonly onChange: (checked: boolean) => unknown;
  /** What is ticked, for screen readers, where no `label` points here by `id`. */
  readonly label?: string;
  readonly id?: string;
  readonly isDisabled?: boolean;
}

/** A checkbox that is nothing but that: light enough for the first page. */
export function Tick({ checked, onChange, label, id, isDisabled }: TickProps) {
  const [pressed, setPressed] = useState<boolean>();
  const press = (next: boolean): void => {
    const settled = onChange(next);
    if (!(settled instanceof Promise)) return;
    setPressed(next);
    const release = (): void => setPressed((now) => (now === next ? undefined : now));
    settled.then(release, release);
  };
  return (
    <input
      type="checkbox"
      id={id}
      className={classes['tick']}
      checked={pressed ?? checked}
      disabled={isDisabled}
      aria-label={label}
      onChange={(event) => press(event.currentTarget.checked)}
    />
  );
}
