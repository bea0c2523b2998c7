import classes from './tick.module.css';

interface TickProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** What is ticked, for screen readers, where no `label` points here by `id`. */
  readonly label?: string;
  readonly id?: string;
  readonly isDisabled?: boolean;
}

/** A checkbox that is nothing but that: light enough for the first page. */
export function Tick({ checked, onChange, label, id, isDisabled }: TickProps) {
  return (
    <input
      type="checkbox"
      id={id}
      className={classes['tick']}
      checked={checked}
      disabled={isDisabled}
      aria-label={label}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
