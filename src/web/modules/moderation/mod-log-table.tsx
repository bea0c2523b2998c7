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
    { key: 'act', head: t('moderation.log.act'), cell: (action) => <Act action={action} /> },
    {
      key: 'person',
      head: t('moderation.log.person'),
      cell: ({ target }) => (target ? <strong className={classes['person']}>{target.displayName}</strong> : null),
    },
    { key: 'by', head: t('moderation.log.by'), cell: (action) => <span className={classes['by']}>{by(action)}</span> },
    {
      key: 'reason',
      head: t('moderation.log.reason'),
      isOptional: true,
      cell: ({ reason }) => <span className={classes['reason']}>{reason}</span>,
    },
    {
      key: 'line',
      head: t('moderation.log.line'),
      width: '100%',
      isOptional: true,
      cell: ({ message }) => (message ? <span className={classes['line']}>{message.text}</span> : null),
    },
    { key: 'state', head: t('moderation.log.state'), cell: (action) => <ActState action={action} /> },
    {
      key: 'time',
      head: t('moderation.log.time'),
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
