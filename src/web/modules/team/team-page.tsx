import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconUserMinus, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { MemberView } from '../../../contract/team.ts';
import { useMay, useMe } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { HeaderAction } from '../../ui/header-action.tsx';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { useNow } from '../../ui/use-now.ts';
import { AddMember } from './add-member.tsx';
import { MemberName, Presence } from './member-name.tsx';
import { useMembers } from './queries.ts';
import { RemoveMember } from './remove-member.tsx';
import { RoleChoice } from './role-choice.tsx';
import { SignInsCard } from './sign-ins-card.tsx';
import classes from './team-page.module.css';

/** Everybody in the team; who may, adds people, gives roles and removes. */
export function TeamPage() {
  const { t, date, dateTime } = useTexts();
  const me = useMe();
  const mayManage = useMay('team.manage');
  const query = useMembers();
  const nowMs = useNow(60_000);
  const [isAdding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<MemberView | null>(null);
  const isFixed = (member: MemberView): boolean => member.isOwner || member.id === me.member.id;

  const columns: Column<MemberView>[] = [
    {
      key: 'name',
      head: t('team.member'),
      cell: (member) => <MemberName member={member} isMe={member.id === me.member.id} />,
    },
    {
      key: 'role',
      head: t('team.role'),
      width: 190,
      cell: (member) =>
        mayManage && !isFixed(member) ? <RoleChoice member={member} /> : t(`common.roles.${member.role}`),
    },
    {
      key: 'seen',
      head: t('team.seen'),
      width: 160,
      cell: (member) => (
        <Presence isPresent={member.isPresent}>
          {member.lastSeenAt === null ? t('team.never') : dateTime(member.lastSeenAt, nowMs)}
        </Presence>
      ),
    },
    { key: 'added', head: t('team.added'), width: 120, isOptional: true, cell: (member) => date(member.addedAt) },
    {
      key: 'actions',
      head: <span className="sr-only">{t('common.more')}</span>,
      width: 56,
      align: 'end',
      cell: (member) =>
        mayManage && !isFixed(member) ? <Actions member={member} onRemove={() => setLeaving(member)} /> : null,
    },
  ];

  return (
    <>
      <PageHeader
        title={t('team.title')}
        note={query.data ? t('team.count', { count: query.data.members.length }) : undefined}
        actions={
          mayManage ? <HeaderAction icon={IconUserPlus} label={t('team.add')} onClick={() => setAdding(true)} /> : null
        }
      />
      <PageBody>
        <Card flush>
          <QueryView query={query}>
            {({ members }) => (
              <>
                <DataTable label={t('team.title')} columns={columns} rows={members} keyOf={(member) => member.id} />
                {members.length === 1 && mayManage ? <p className={classes['note']}>{t('team.alone')}</p> : null}
              </>
            )}
          </QueryView>
        </Card>
        {mayManage ? null : <p className={classes['note']}>{t('team.readOnly')}</p>}
        <SignInsCard />
      </PageBody>
      <AddMember isOpen={isAdding} onClose={() => setAdding(false)} />
      <RemoveMember member={leaving} onClose={() => setLeaving(null)} />
    </>
  );
}

function Actions({ member, onRemove }: { member: MemberView; onRemove: () => void }) {
  const { t } = useTexts();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('team.actions', { name: member.displayName })}>
          <IconDots size={16} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item color="bad" leftSection={<IconUserMinus size={15} stroke={1.75} />} onClick={onRemove}>
          {t('common.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
