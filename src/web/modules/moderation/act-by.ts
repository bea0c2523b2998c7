import type { ModActionView } from '../../../contract/moderation.ts';
import { useMe } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';

/** Who did it: `du` for the signed-in person, else the name; `null` where Twitch did not tell. */
export function useActBy(): (action: ModActionView) => string | null {
  const { t } = useTexts();
  const me = useMe();
  const own = me.actingAs?.twitchId ?? me.member.twitchId;
  return ({ by }) => (by === null ? null : by.id !== null && by.id === own ? t('moderation.log.you') : by.displayName);
}
