import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { PlannedStream } from '../../../contract/planning.ts';
import type { MessageKey } from '../../../i18n/messages.ts';
import { useTexts } from '../../app/locale.tsx';
import { useDayFormats } from './day-formats.ts';
import { draftOf, type PlanDraft } from './plan-draft.ts';
import type { PlanFormUse } from './use-plan-form.ts';
import classes from './version-conflict.module.css';

const COMPARED: readonly (readonly [field: keyof PlanDraft, name: MessageKey])[] = [
  ['title', 'planning.form.title'],
  ['category', 'planning.form.category'],
  ['day', 'planning.form.day'],
  ['time', 'planning.form.time'],
  ['duration', 'planning.form.duration'],
  ['status', 'planning.form.status'],
  ['notes', 'planning.form.notes'],
];

/** Somebody saved this stream meanwhile: both versions, and nothing is decided by us. */
export function VersionConflict({ form, theirs }: { form: PlanFormUse; theirs: PlannedStream }) {
  const { t } = useTexts();
  const days = useDayFormats();
  const saved = draftOf({ kind: 'edit', stream: theirs }, theirs.zone);
  const written = (draft: PlanDraft, field: keyof PlanDraft): string => {
    if (field === 'category') return draft.category?.name ?? '–';
    if (field === 'day') return draft.day === null ? '–' : days.dated(draft.day);
    if (field === 'status') return t(`planning.status.${draft.status}`);
    return String(draft[field] ?? '–') || '–';
  };
  // What I left alone is not sent, so what others saved stays there.
  const isMine = (field: keyof PlanDraft): boolean =>
    form.before === null || written(form.draft, field) !== written(form.before, field);
  const differing = COMPARED.filter(
    ([field]) =>
      (isMine(field) && written(form.draft, field) !== written(saved, field)) ||
      (form.before !== null && written(saved, field) !== written(form.before, field)),
  );
  return (
    <section className={classes['box']} role="alert">
      <p className={classes['head']}>
        <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
        {t('planning.conflict.text')}
      </p>
      {differing.length > 0 ? (
        <table>
          <thead>
            <tr>
              <th scope="col">
                <span className="sr-only">{t('planning.conflict.field')}</span>
              </th>
              <th scope="col">{t('planning.conflict.mine')}</th>
              <th scope="col">{t('planning.conflict.theirs')}</th>
            </tr>
          </thead>
          <tbody>
            {differing.map(([field, name]) => (
              <tr key={field}>
                <th scope="row">{t(name)}</th>
                <td>{isMine(field) ? written(form.draft, field) : t('planning.conflict.untouched')}</td>
                <td>{written(saved, field)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <div className={classes['choices']}>
        <Button size="xs" onClick={form.keepMine} loading={form.isBusy}>
          {t('planning.conflict.keepMine')}
        </Button>
        <Button size="xs" variant="default" onClick={form.takeTheirs}>
          {t('planning.conflict.takeTheirs')}
        </Button>
      </div>
    </section>
  );
}
