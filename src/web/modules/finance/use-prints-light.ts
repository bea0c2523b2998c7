import { useEffect } from 'react';
import { TOKENS, type TokenName, variableOf } from '../../theme/tokens.ts';
import './print.css';

/** Paper is white: while the page is printed, the light colours hold whatever the screen shows. */
export function usePrintsLight(): void {
  useEffect(() => {
    const { style } = document.documentElement;
    const names = Object.keys(TOKENS.light) as TokenName[];
    const before = (): void => {
      for (const name of names) style.setProperty(variableOf(name), TOKENS.light[name]);
    };
    const after = (): void => {
      for (const name of names) style.removeProperty(variableOf(name));
    };
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
}
