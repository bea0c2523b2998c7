import { useMantineColorScheme } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMemo } from 'react';
import { TOKENS, type Tokens } from '../theme/tokens.ts';

/** The tokens of the scheme on the screen, for drawings that cannot read CSS variables. */
export function useChartColors(): Tokens {
  const { colorScheme } = useMantineColorScheme();
  const isDarkSystem = useMediaQuery('(prefers-color-scheme: dark)', false, { getInitialValueInEffect: false });
  const scheme = colorScheme === 'auto' ? (isDarkSystem ? 'dark' : 'light') : colorScheme;
  return useMemo(() => TOKENS[scheme], [scheme]);
}
