import {
  IconAlertTriangle,
  IconCalendarX,
  IconCheck,
  IconCircleDashed,
  IconCloudCheck,
  IconCloudOff,
  IconCloudUp,
  type TablerIcon,
} from '@tabler/icons-react';
import type { PlannedStream } from '../../../contract/planning.ts';
import { useTexts } from '../../app/locale.tsx';
import { Badge } from '../../ui/badge.tsx';
import { STATUS_TONES, TWITCH_TONES } from './stream-look.ts';

const STATUS_ICONS: Readonly<Record<PlannedStream['status'], TablerIcon>> = {
  planned: IconCircleDashed,
  confirmed: IconCheck,
  cancelled: IconCalendarX,
  done: IconCheck,
};

export const TWITCH_ICONS: Readonly<Record<PlannedStream['twitch']['state'], TablerIcon>> = {
  off: IconCloudOff,
  waiting: IconCloudUp,
  published: IconCloudCheck,
  refused: IconAlertTriangle,
  differs: IconAlertTriangle,
};

/** Planned, confirmed, cancelled, done. */
export function StatusBadge({ status }: { status: PlannedStream['status'] }) {
  const { t } = useTexts();
  const Icon = STATUS_ICONS[status];
  return (
    <Badge tone={STATUS_TONES[status]} icon={<Icon size={13} stroke={2} aria-hidden="true" />}>
      {t(`planning.status.${status}`)}
    </Badge>
  );
}

/** How it stands on Twitch's own schedule. */
export function TwitchBadge({ state }: { state: PlannedStream['twitch']['state'] }) {
  const { t } = useTexts();
  const Icon = TWITCH_ICONS[state];
  return (
    <Badge tone={TWITCH_TONES[state]} icon={<Icon size={13} stroke={2} aria-hidden="true" />}>
      {t(`planning.twitch.${state}`)}
    </Badge>
  );
}
