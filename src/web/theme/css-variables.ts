import type { CSSVariablesResolver } from '@mantine/core';
import { type Scheme, TOKENS, type TokenName, variableOf } from './tokens.ts';

const TONES = ['act', 'live', 'ok', 'warn', 'bad', 'info'] as const;

/** All tokens of a scheme as CSS variables, and Mantine's own names pointed at them. */
function variablesOf(scheme: Scheme): Record<string, string> {
  const tokens = TOKENS[scheme];
  const variables: Record<string, string> = {};
  for (const [name, value] of Object.entries(tokens)) variables[variableOf(name as TokenName)] = value;

  variables['--lx-shadow-card'] = scheme === 'light' ? '0 1px 2px rgb(20 23 28 / 5%)' : 'none';
  variables['--lx-shadow-float'] =
    scheme === 'light' ? '0 8px 28px rgb(20 23 28 / 14%)' : '0 8px 28px rgb(0 0 0 / 45%)';

  for (const tone of TONES) {
    const soft = `var(--lx-${tone}-soft)`;
    variables[`--mantine-color-${tone}-filled`] = `var(--lx-${tone})`;
    variables[`--mantine-color-${tone}-filled-hover`] =
      tone === 'act' ? 'var(--lx-act-hover)' : `color-mix(in srgb, var(--lx-${tone}), #000 8%)`;
    variables[`--mantine-color-${tone}-light`] = soft;
    variables[`--mantine-color-${tone}-light-hover`] = soft;
    variables[`--mantine-color-${tone}-light-color`] = `var(--lx-${tone}-text)`;
    variables[`--mantine-color-${tone}-outline`] = `var(--lx-${tone}-text)`;
    variables[`--mantine-color-${tone}-outline-hover`] = soft;
    variables[`--mantine-color-${tone}-text`] = `var(--lx-${tone}-text)`;
  }
  return {
    ...variables,
    '--mantine-color-body': 'var(--lx-canvas)',
    '--mantine-color-text': 'var(--lx-text)',
    '--mantine-color-bright': 'var(--lx-text)',
    '--mantine-color-dimmed': 'var(--lx-text3)',
    '--mantine-color-placeholder': 'var(--lx-text3)',
    '--mantine-color-error': 'var(--lx-bad-text)',
    '--mantine-color-success': 'var(--lx-ok-text)',
    '--mantine-color-anchor': 'var(--lx-act-text)',
    '--mantine-color-default': scheme === 'dark' ? 'var(--lx-raised)' : 'var(--lx-surface)',
    '--mantine-color-default-hover': 'var(--lx-hover)',
    '--mantine-color-default-color': 'var(--lx-text)',
    '--mantine-color-default-border': 'var(--lx-border)',
    '--mantine-color-disabled': 'var(--lx-raised)',
    '--mantine-color-disabled-color': 'var(--lx-disabled)',
    '--mantine-color-disabled-border': 'var(--lx-line)',
    '--mantine-primary-color-filled': 'var(--lx-act)',
    '--mantine-primary-color-filled-hover': 'var(--lx-act-hover)',
    '--mantine-primary-color-light': 'var(--lx-act-soft)',
    '--mantine-primary-color-light-color': 'var(--lx-act-text)',
  };
}

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  dark: variablesOf('dark'),
  light: variablesOf('light'),
});
