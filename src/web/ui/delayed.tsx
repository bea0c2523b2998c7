import { Skeleton } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useTexts } from '../app/locale.tsx';
import classes from './delayed.module.css';

/** Shows nothing for 200 ms: what is quick should not flicker. */
export function Delayed({ children }: { children: ReactNode }) {
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), 200);
    return () => clearTimeout(timer);
  }, []);
  return isDue ? children : null;
}

/** Rows in the shape of a list that is still being asked for. */
export function SkeletonRows({ rows = 5, height = 36 }: { rows?: number; height?: number }) {
  const { t } = useTexts();
  return (
    <Delayed>
      <div role="status" aria-label={t('common.loading')}>
        {Array.from({ length: rows }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
          <div key={index} className={classes['row']} style={{ height }}>
            <Skeleton circle height={22} />
            <Skeleton height={10} width={`${[62, 44, 70, 52, 38][index % 5]}%`} />
          </div>
        ))}
      </div>
    </Delayed>
  );
}
