import type { ReplyOf } from '../../../../contract/endpoint.ts';
import type { team } from '../../../../contract/team.ts';
import { useTexts } from '../../../app/locale.tsx';
import { Strip } from '../../../ui/strip.tsx';

/** Which one is in use now, if any. */
export function AppInUse({ app }: { app: ReplyOf<typeof team.twitchApp> }) {
  const { t } = useTexts();
  if (app.clientId === null) return null;
  return (
    <Strip tone="ok" announce="off">
      {t('connect.app.inUse', { clientId: app.clientId })}
      {app.clientType ? ` · ${t(`connect.app.typeInUse.${app.clientType}`)}` : null}
    </Strip>
  );
}
