import { Radio, Stack } from '@mantine/core';
import { useTexts } from '../../app/locale.tsx';

export const SCOPES = ['this', 'following', 'series'] as const;
export type Scope = (typeof SCOPES)[number];

/** For a date of a series: which dates are meant. */
export function ScopeChoice({ value, onChange }: { value: Scope; onChange: (scope: Scope) => void }) {
  const { t } = useTexts();
  return (
    <Radio.Group label={t('planning.scope.label')} value={value} onChange={(next) => onChange(next as Scope)}>
      <Stack gap={10} mt={6}>
        {SCOPES.map((scope) => (
          <Radio key={scope} value={scope} size="xs" label={t(`planning.scope.${scope}`)} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
