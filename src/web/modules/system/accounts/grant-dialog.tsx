import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Right, RightView } from '../../../../contract/accounts.ts';
import { team } from '../../../../contract/team.ts';
import { ask } from '../../../api/query-client.ts';
import { useMay, useMe } from '../../../api/session.ts';
import { useTexts } from '../../../app/locale.tsx';
import { Strip } from '../../../ui/strip.tsx';
import { useReturnFocus } from '../../../ui/use-return-focus.ts';
import { ConsentDialog } from './consent-dialog.tsx';
import { useRights } from './queries.ts';
import { RightsCount, RightsList } from './rights-list.tsx';
import { useChosenRights } from './use-chosen-rights.ts';

interface GrantDialogProps {
  /** The one that is missing; `null` to choose among all. */
  readonly right: Right | null;
  readonly onClose: () => void;
}

/**
 * "Grant now", wherever a right is missing. The owner asks Twitch for the channel's rights, the new one
 * switched on; whoever lacks one on the own account signs in again; anybody else is told whom to ask.
 */
export function GrantDialog({ right, onClose }: GrantDialogProps) {
  const { t } = useTexts();
  const me = useMe();
  const rights = useRights().data?.rights;
  if (me.member.isOwner) {
    return rights ? <ChannelRights rights={rights} right={right} onClose={onClose} /> : null;
  }
  const { actingAs } = me;
  if (actingAs === null || actingAs.needsReconnect || actingAs.missingScopes.length > 0) {
    return (
      <ConsentDialog
        title={t('connect.grant.ownTitle')}
        text={t('connect.grant.ownLead')}
        request={{ purpose: 'own', returnTo: '/system' }}
        onClose={onClose}
      />
    );
  }
  return <AskOwner right={right} onClose={onClose} />;
}

function ChannelRights({ rights, right, onClose }: GrantDialogProps & { rights: readonly RightView[] }) {
  const { t } = useTexts();
  const { chosen, list, set } = useChosenRights(rights, right ?? undefined);
  const wanted = rights.find((each) => each.right === right);
  return (
    <ConsentDialog
      title={right ? t('connect.grant.title', { right: t(`connect.rights.name.${right}`) }) : t('connect.grant.change')}
      text={t('connect.grant.lead')}
      request={{ purpose: 'channel', rights: [...list], returnTo: '/system' }}
      onClose={onClose}
    >
      {wanted?.isOn && wanted.missing.length === 0 ? <Strip tone="ok">{t('connect.grant.granted')}</Strip> : null}
      <RightsList isPlain rights={rights} chosen={chosen} onChange={set} />
      <RightsCount rights={rights} chosen={chosen} />
    </ConsentDialog>
  );
}

function AskOwner({ right, onClose }: GrantDialogProps) {
  useReturnFocus();
  const { t } = useTexts();
  const mayRead = useMay('team.read');
  const members = useQuery({ ...ask(team.members, {}), enabled: mayRead }).data?.members;
  const owner = members?.find(({ isOwner }) => isOwner);
  return (
    <Modal
      opened
      onClose={onClose}
      title={right ? t('connect.grant.title', { right: t(`connect.rights.name.${right}`) }) : t('connect.grant.change')}
      size={440}
      attributes={{ header: { role: 'presentation' } }}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {owner ? t('connect.grant.askOwner', { name: owner.displayName }) : t('connect.grant.askOwnerUnknown')}
    </Modal>
  );
}
