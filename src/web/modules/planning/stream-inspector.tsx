import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconArrowBackUp, IconArrowsMove, IconCalendarX, IconCopy, IconDots, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { PlannedStream } from '../../../contract/planning.ts';
import { useMay } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';
import { Inspector } from '../../ui/inspector.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { ChecklistTicks } from './checklist-ticks.tsx';
import { useDayFormats } from './day-formats.ts';
import { dayIn } from './moving.ts';
import type { PlanTask } from './plan-task.ts';
import { useChangeStream, useRestoreStream } from './queries.ts';
import { RemoveDialog } from './remove-dialog.tsx';
import { useRepeatText } from './repeat-text.ts';
import { StatusBadge } from './stream-badges.tsx';
import classes from './stream-inspector.module.css';
import { isOpen } from './stream-look.ts';
import { TwitchState } from './twitch-state.tsx';
import { useToday } from './use-today.ts';

interface StreamInspectorProps {
  readonly stream: PlannedStream;
  readonly onClose: () => void;
  readonly onTask: (task: PlanTask) => void;
  /** It goes on under this id, or is gone. */
  readonly onChanged: (stream: PlannedStream | undefined) => void;
}

/** One planned stream in full, with everything that can be done to it. */
export function StreamInspector({ stream, onClose, onTask, onChanged }: StreamInspectorProps) {
  const { t } = useTexts();
  const mayWrite = useMay('planning.write');
  const change = useChangeStream();
  const restore = useRestoreStream();
  const [asked, setAsked] = useState<'cancel' | 'remove' | null>(null);
  const open = isOpen(stream);
  const edit = (): void => onTask({ kind: 'edit', stream });
  const error = change.error ?? restore.error;

  const footer = mayWrite ? (
    <>
      <Menu position="top-start">
        <Menu.Target>
          <ActionIcon variant="default" aria-label={t('planning.inspector.more', { title: stream.title })}>
            <IconDots size={16} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {open ? (
            <Menu.Item leftSection={<IconArrowsMove size={15} stroke={1.75} />} onClick={edit}>
              {t('planning.inspector.move')}
            </Menu.Item>
          ) : null}
          <Menu.Item
            leftSection={<IconCopy size={15} stroke={1.75} />}
            onClick={() => onTask({ kind: 'copy', stream })}
          >
            {t('planning.inspector.copy')}
          </Menu.Item>
          {open ? (
            <Menu.Item leftSection={<IconCalendarX size={15} stroke={1.75} />} onClick={() => setAsked('cancel')}>
              {t('planning.inspector.cancel')}
            </Menu.Item>
          ) : null}
          <Menu.Item color="bad" leftSection={<IconTrash size={15} stroke={1.75} />} onClick={() => setAsked('remove')}>
            {t('planning.inspector.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {stream.status === 'cancelled' ? (
        <Button
          loading={restore.isPending}
          leftSection={<IconArrowBackUp size={15} stroke={1.75} />}
          onClick={() => restore.mutate(stream.id, { onSuccess: onChanged })}
        >
          {t('planning.inspector.restore')}
        </Button>
      ) : null}
      {open ? (
        <Button variant={stream.status === 'planned' ? 'default' : 'filled'} onClick={edit}>
          {t('planning.inspector.edit')}
        </Button>
      ) : null}
      {stream.status === 'planned' ? (
        <Button
          loading={change.isPending}
          onClick={() =>
            change.mutate(
              { streamId: stream.id, version: stream.version, status: 'confirmed' },
              { onSuccess: onChanged },
            )
          }
        >
          {t('planning.confirm')}
        </Button>
      ) : null}
    </>
  ) : null;

  return (
    <>
      <Inspector
        isOpen
        onClose={onClose}
        title={stream.title}
        above={<StatusBadge status={stream.status} />}
        footer={footer}
      >
        <div className={classes['body']}>
          {error ? <ErrorStrip error={error} /> : null}
          <Facts stream={stream} />
          {stream.status === 'done' ? null : <TwitchState stream={stream} />}
          {stream.actual ? <Actual stream={stream} actual={stream.actual} /> : null}
          {stream.checklist.length > 0 ? (
            <Part
              title={t('planning.form.checklist')}
              note={t('planning.next.doneOf', {
                done: stream.checklist.filter(({ isDone }) => isDone).length,
                count: stream.checklist.length,
              })}
            >
              <ChecklistTicks stream={stream} isReadOnly={!mayWrite} />
            </Part>
          ) : null}
          {stream.notes ? (
            <Part title={t('planning.form.notes')}>
              <p className={classes['notes']}>{stream.notes}</p>
            </Part>
          ) : null}
        </div>
      </Inspector>
      {asked === 'cancel' ? <CancelDialog stream={stream} onClose={() => setAsked(null)} onDone={onChanged} /> : null}
      {asked === 'remove' ? (
        <RemoveDialog stream={stream} onClose={() => setAsked(null)} onDone={() => onChanged(undefined)} />
      ) : null}
    </>
  );
}

function Facts({ stream }: { stream: PlannedStream }) {
  const { t, time, relative, duration, zone } = useTexts();
  const days = useDayFormats();
  const { nowMs } = useToday();
  const repeatText = useRepeatText();
  const startsMs = Date.parse(stream.startsAt);
  return (
    <dl className={classes['facts']}>
      <div>
        <dt>{t('planning.inspector.when')}</dt>
        <dd>
          <strong>{days.short(dayIn(zone, stream.startsAt))}</strong>{' '}
          <span className="num">
            {time(stream.startsAt)}–{time(stream.endsAt)}
          </span>
          <span className={classes['quiet']}>
            {relative(startsMs, nowMs)} · {duration(stream.durationMinutes * 60)}
          </span>
          {stream.zone === zone ? null : (
            <span className={classes['quiet']}>
              {t('planning.inspector.otherZone', {
                time: stream.local.slice(11),
                zone: stream.zone.replaceAll('_', ' '),
              })}
            </span>
          )}
        </dd>
      </div>
      {stream.repeat ? (
        <div>
          <dt>{t('planning.series')}</dt>
          <dd>
            {repeatText(stream.repeat)}
            {stream.isMoved ? <span className={classes['quiet']}>{t('planning.inspector.moved')}</span> : null}
          </dd>
        </div>
      ) : null}
      <div>
        <dt>{t('planning.form.category')}</dt>
        <dd>
          {stream.category?.name ?? <span className={classes['none']}>{t('planning.inspector.noCategory')}</span>}
        </dd>
      </div>
      {stream.cancelReason ? (
        <div>
          <dt>{t('planning.inspector.reason')}</dt>
          <dd>{stream.cancelReason}</dd>
        </div>
      ) : null}
    </dl>
  );
}

function Actual({ stream, actual }: { stream: PlannedStream; actual: NonNullable<PlannedStream['actual']> }) {
  const { t, time, duration } = useTexts();
  const mayRead = useMay('finance.read');
  const late = actual.startDelayMinutes;
  const length = actual.lengthDifferenceMinutes;
  const minutes = (value: number): string => duration(Math.abs(value) * 60);
  return (
    <Part title={t('planning.inspector.actual')}>
      <dl className={classes['facts']}>
        <div>
          <dt>{t('planning.review.start')}</dt>
          <dd>
            <span className="num">{time(actual.startedAt)}</span> ·{' '}
            {late === 0
              ? t('planning.review.onTime')
              : t(late > 0 ? 'planning.review.late' : 'planning.review.early', { time: minutes(late) })}
          </dd>
        </div>
        <div>
          <dt>{t('planning.review.length')}</dt>
          <dd>
            {length === null || actual.endedAt === null
              ? t('planning.review.running')
              : [
                  minutes(Math.round((Date.parse(actual.endedAt) - Date.parse(actual.startedAt)) / 60_000)),
                  length === 0
                    ? t('planning.review.asPlanned')
                    : t(length > 0 ? 'planning.review.longer' : 'planning.review.shorter', { time: minutes(length) }),
                ].join(' · ')}
          </dd>
        </div>
        <div>
          <dt>{t('planning.form.category')}</dt>
          <dd>
            {actual.category}
            {actual.isOtherCategory && stream.category ? (
              <span className={classes['quiet']}>{t('planning.review.planned', { value: stream.category.name })}</span>
            ) : null}
          </dd>
        </div>
      </dl>
      {mayRead ? (
        <Link
          to="/finance/streams/$broadcastId"
          params={{ broadcastId: String(actual.broadcastId) }}
          className={classes['link']}
        >
          {t('planning.review.report')}
        </Link>
      ) : null}
    </Part>
  );
}

function Part({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section className={classes['part']}>
      <h3>
        {title}
        {note ? <span className="num">{note}</span> : null}
      </h3>
      {children}
    </section>
  );
}
