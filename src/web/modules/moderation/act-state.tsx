import { IconAlertTriangle, IconArrowBackUp, IconClock } from '@tabler/icons-react';
import type { ModActionView } from '../../../contract/moderation.ts';
import { useTexts } from '../../app/locale.tsx';
import { Badge } from '../../ui/badge.tsx';

/** Open, refused or taken back; an act that simply was done needs no word. */
export function ActState({ action }: { action: ModActionView }) {
  const { t } = useTexts();
  if (action.state === 'open') {
    return (
      <Badge tone="warn" icon={<IconClock size={12} stroke={2} aria-hidden="true" />}>
        {t('moderation.log.open')}
      </Badge>
    );
  }
  if (action.state === 'refused') {
    return (
      <Badge tone="bad" icon={<IconAlertTriangle size={12} stroke={2} aria-hidden="true" />}>
        {t('moderation.log.refused')}
      </Badge>
    );
  }
  if (action.undoneBy !== null) {
    return (
      <Badge icon={<IconArrowBackUp size={12} stroke={2} aria-hidden="true" />}>{t('moderation.log.undone')}</Badge>
    );
  }
  return null;
}
