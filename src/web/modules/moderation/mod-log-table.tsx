import type { ModActionView } from '../../../contract/moderation.ts';
import { useTexts } from '../../app/locale.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useActBy } from './act-by.ts';
import { ACT_ICONS } from './act-sentence.tsx';
import { ActState } from './act-state.tsx';
import classes from './mod-log-table.module.css';

interface ModLogTableProps {
  readonly actions: readonly ModActionView[];
  readonly openId: string | null;
  readonly onOpen: (id: string) => void;
}

/** One row per act; the rest stands in the inspector. */
export function ModLogTable({ actions, openId, onOpen }: ModLogTableProps) {
  const { t, dateTime } = useTexts();
  const nowMs = useNow(60_000);
  const by = useActBy();
  const columns: Column<ModActionView>[] = [
    { key: 'act', head: t('moderation.log.act'), width: 220, cell: (action) => <Act action={action} /> },
    {
      key: 'person',
      head: t('moderation.log.person'),
      width: 170,
      cell: ({ target }) => (target ? <strong className={classes['person']}>{target.displayName}</strong> : null),
    },
    { key: 'by', head: t('moderation.log.by'), width: 130, cell: (action) => by(action) },
    { key: 'reason', head: t('moderation.log.reason'), width: 150, isOptional: true, cell: ({ reason }) => reason },
    {
      key: 'line',
      head: t('moderation.log.line'),
      isOptional: true,
      cell: ({ message }) => (message ? <span className={classes['line']}>{message.text}</span> : null),
    },
    { key: 'state', head: t('moderation.log.state'), width: 150, cell: (action) => <ActState action={action} /> },
    {
      key: 'time',
      head: t('moderation.log.time'),
      width: 110,
      align: 'end',
      cell: ({ at }) => (
        <time className={classes['time']} dateTime={at}>
          {dateTime(at, nowMs)}
        </time>
      ),
    },
  ];
  return (
    <DataTable
      label={t('moderation.log.title')}
      columns={columns}
      rows={actions}
      keyOf={({ id }) => id}
      isSelected={({ id }) => id === openId}
      onOpen={({ id }) => onOpen(id)}
    />
  );
}

function Act({ action }: { action: ModActionView }) {
  const { t, duration } = useTexts();
  const Icon = ACT_ICONS[action.kind];
  return (
    <span className={classes['act']} data-kind={action.kind}>
      <Icon size={16} stroke={1.75} aria-hidden="true" />
      <span>{t(`moderation.kinds.${action.kind}`)}</span>
      {action.seconds === null ? null : <span className={classes['note']}>{duration(action.seconds)}</span>}
    </span>
  );
}
