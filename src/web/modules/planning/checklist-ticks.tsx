import { useId } from 'react';
import type { PlannedStream } from '../../../contract/planning.ts';
import { useTexts } from '../../app/locale.tsx';
import { Tick } from '../../ui/tick.tsx';
import classes from './checklist-ticks.module.css';
import { useTickPoint } from './queries.ts';

/** The points of a stream's checklist; ticked at once. */
export function ChecklistTicks({ stream, isReadOnly }: { stream: PlannedStream; isReadOnly: boolean }) {
  const { refusal } = useTexts();
  const id = useId();
  const tick = useTickPoint(stream);
  return (
    <>
      <ul className={classes['list']}>
        {stream.checklist.map((item) => (
          <li key={item.id}>
            <label htmlFor={`${id}-${item.id}`} className={classes['point']} data-done={item.isDone || undefined}>
              <Tick
                id={`${id}-${item.id}`}
                checked={item.isDone}
                isDisabled={isReadOnly}
                onChange={(isDone) => tick.mutateAsync({ itemId: item.id, isDone })}
              />
              <span>{item.text}</span>
            </label>
          </li>
        ))}
      </ul>
      {tick.error ? (
        <p className={classes['error']} role="alert">
          {refusal(tick.error)}
        </p>
      ) : null}
    </>
  );
}
