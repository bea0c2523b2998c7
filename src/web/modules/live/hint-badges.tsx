import { IconAlertTriangle } from '@tabler/icons-react';
import type { ChatLineView } from '../../../contract/live.ts';
import { useTexts } from '../../app/locale.tsx';
import { Badge } from '../../ui/badge.tsx';

const TEXTS = {
  links: 'live.line.hintLinks',
  caps: 'live.line.hintCaps',
  repetition: 'live.line.hintRepetition',
  'first-link': 'live.line.hintFirstLink',
} as const;

/** What rules saw in a line: a pointer for moderators, never an act. */
export function HintBadges({ hints }: { hints: ChatLineView['hints'] }) {
  const { t } = useTexts();
  return hints.map((hint) => {
    const key = hint.rule in TEXTS ? TEXTS[hint.rule as keyof typeof TEXTS] : 'live.line.hint';
    return (
      <Badge key={hint.rule} tone="warn" icon={<IconAlertTriangle size={12} stroke={2} aria-hidden="true" />}>
        {t(key, { ...hint.params, rule: hint.rule })}
      </Badge>
    );
  });
}
