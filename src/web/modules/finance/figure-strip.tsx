import type { ReactNode } from 'react';
import classes from './figure-strip.module.css';

interface FigureStripProps {
  readonly label: string;
  /** The first has more to say than the others. */
  readonly hasLead?: boolean;
  readonly children: ReactNode;
}

/** Figures side by side, each the answer to one question. */
export function FigureStrip({ label, hasLead, children }: FigureStripProps) {
  return (
    <section className={classes['strip']} data-lead={hasLead || undefined} aria-label={label}>
      {children}
    </section>
  );
}

interface FigureTileProps {
  readonly label: string;
  readonly figure: ReactNode;
  readonly note?: ReactNode;
  readonly tone?: 'ok' | 'warn' | undefined;
  /** The door to its rows: gets the class and the content. */
  readonly door?: (className: string, content: ReactNode) => ReactNode;
}

export function FigureTile({ label, figure, note, tone, door }: FigureTileProps) {
  const content = (
    <>
      <div className={classes['label']}>{label}</div>
      <div className={classes['figure']}>{figure}</div>
      <div className={classes['note']} data-tone={tone}>
        {note}
      </div>
    </>
  );
  const className = classes['tile'] ?? '';
  return door ? door(className, content) : <div className={className}>{content}</div>;
}
