import { useEffect, useState } from 'react';
import { useTexts } from '../../app/locale.tsx';
import classes from './settings-page.module.css';

/** "Saved", quietly, for two seconds. */
export function SavedNote({ savedAtMs }: { savedAtMs: number | null }) {
  const { t } = useTexts();
  const [shownFor, setShownFor] = useState<number | null>(null);
  useEffect(() => {
    if (savedAtMs === null) return;
    setShownFor(savedAtMs);
    const timer = setTimeout(() => setShownFor(null), 2_000);
    return () => clearTimeout(timer);
  }, [savedAtMs]);
  return (
    <span role="status" className={classes['saved']}>
      {shownFor === null ? '' : t('common.saved')}
    </span>
  );
}
