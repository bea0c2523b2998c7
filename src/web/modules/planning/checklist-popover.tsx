import { Popover } from '@mantine/core';
import type { PlannedStream } from '../../../contract/planning.ts';
import { useMay } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import classes from './checklist-popover.module.css';
import { ChecklistTicks } from './checklist-ticks.tsx';

/** How far the preparation is; pressing it shows the points and ticks them. */
export function ChecklistPopover({ stream }: { stream: PlannedStream }) {
  const { t } = useTexts();
  const mayWrite = useMay('planning.write');
  const { checklist } = stream;
  if (checklist.length === 0) return null;
  const done = checklist.filter(({ isDone }) => isDone).length;
  return (
    <Popover position="bottom-start" width={300} trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={classes['target']}>
          <span>
            {t('planning.next.preparation')}{' '}
            <strong className="num">{t('planning.next.doneOf', { done, count: checklist.length })}</strong>
          </span>
          <span className={classes['bar']} aria-hidden="true">
            <span style={{ inlineSize: `${(done / checklist.length) * 100}%` }} />
          </span>
        </button>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label={t('planning.form.checklist')}>
        <ChecklistTicks stream={stream} isReadOnly={!mayWrite} />
      </Popover.Dropdown>
    </Popover>
  );
}
