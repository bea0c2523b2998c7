import { SegmentedControl, Switch, Textarea, TextInput } from '@mantine/core';
import { useId } from 'react';
import { TITLE_MAX } from '../../../contract/planning.ts';
import { useTexts } from '../../app/locale.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { TimeField } from '../../ui/time-field.tsx';
import { ZoneSelect } from '../../ui/zone-select.tsx';
import { CategoryField } from './category-field.tsx';
import { ChecklistEditor } from './checklist-editor.tsx';
import { useDayFormats } from './day-formats.ts';
import { lengthOf, spanOf } from './plan-draft.ts';
import classes from './plan-form.module.css';
import { readDay } from './read-due.ts';
import { readDuration } from './read-duration.ts';
import { RepeatFields } from './repeat-fields.tsx';
import { ScopeChoice } from './scope-choice.tsx';
import { TwitchPreview } from './twitch-preview.tsx';
import type { PlanFormUse } from './use-plan-form.ts';
import { useToday } from './use-today.ts';

const COLORS = [1, 2, 3, 4, 5, 6, 7, 8] as const;
const NOTES_MAX = 10_000;

/** Left what the stream is and when; right what belongs to it and what Twitch will hear of it. */
export function PlanFields({ form }: { form: PlanFormUse }) {
  const { t } = useTexts();
  const days = useDayFormats();
  const today = useToday();
  const { draft, set } = form;
  const statusId = useId();
  const isSeriesDate = form.edited !== null && form.edited.seriesId !== null;
  return (
    <>
      <div className={classes['main']}>
        <TitleField form={form} />
        <CategoryField value={draft.category} onChange={(category) => set({ category })} />
        <div className={classes['when']}>
          <DateField
            ref={form.inputAt('day')}
            label={t('planning.form.day')}
            pickLabel={t('planning.form.pick')}
            value={draft.day}
            onChange={(day) => set({ day })}
            onLeave={() => form.leave('day')}
            read={(text) => readDay(text, today)}
            write={days.dated}
            placeholder={t('planning.form.dayHint')}
            error={form.errorAt('day')}
          />
          <TimeField
            ref={form.inputAt('time')}
            label={t('planning.form.time')}
            value={draft.time}
            onChange={(time) => set({ time })}
            onLeave={() => form.leave('time')}
            error={form.errorAt('time')}
          />
          <TextInput
            ref={form.inputAt('duration')}
            label={t('planning.form.duration')}
            autoComplete="off"
            value={draft.duration}
            onChange={(event) => set({ duration: event.currentTarget.value })}
            onBlur={() => form.leave('duration')}
            error={form.errorAt('duration')}
          />
        </div>
        <Echo form={form} />
        <ZoneSelect label={t('planning.form.zone')} value={draft.zone} onChange={(zone) => set({ zone })} />
        {isSeriesDate ? <ScopeChoice value={form.scope} onChange={form.setScope} /> : null}
        {isSeriesDate && form.scope === 'this' ? null : (
          <RepeatFields
            value={draft.repeat}
            onChange={(repeat) => set({ repeat })}
            day={draft.day}
            weekdaysError={form.errorAt('repeat')}
            untilError={form.errorAt('until')}
            weekdaysRef={form.inputAt('repeat')}
            untilRef={form.inputAt('until')}
          />
        )}
      </div>
      <div className={classes['rest']}>
        <div>
          <div id={statusId} className={classes['label']}>
            {t('planning.form.status')}
          </div>
          <SegmentedControl
            fullWidth
            aria-labelledby={statusId}
            value={draft.status}
            onChange={(status) => set({ status: status as 'planned' | 'confirmed' })}
            data={(['planned', 'confirmed'] as const).map((value) => ({
              value,
              label: t(`planning.status.${value}`),
            }))}
          />
        </div>
        <fieldset className={classes['group']}>
          <legend className={classes['label']}>{t('planning.form.color')}</legend>
          <div className={classes['colors']}>
            {COLORS.map((color) => (
              <label key={color} style={{ '--color': `var(--lx-chart${color})` } as React.CSSProperties}>
                <input
                  type="radio"
                  name="color"
                  checked={draft.color === color}
                  aria-label={t('planning.form.colorNumber', { number: color })}
                  onChange={() => set({ color })}
                />
                <span />
              </label>
            ))}
          </div>
        </fieldset>
        <ChecklistEditor items={draft.checklist} onChange={(checklist) => set({ checklist })} />
        <Textarea
          label={t('planning.form.notes')}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={NOTES_MAX}
          value={draft.notes}
          onChange={(event) => set({ notes: event.currentTarget.value })}
        />
        <Switch
          size="md"
          label={t('planning.form.publish')}
          checked={draft.isPublished}
          onChange={(event) => set({ isPublished: event.currentTarget.checked })}
        />
        <TwitchPreview form={form} />
      </div>
    </>
  );
}

function TitleField({ form }: { form: PlanFormUse }) {
  const { t } = useTexts();
  const length = lengthOf(form.draft.title);
  return (
    <TextInput
      ref={form.inputAt('title')}
      data-autofocus
      label={
        <span className={classes['titleLabel']}>
          <span>{t('planning.form.title')}</span>
          <span className={`num ${classes['count']}`} data-over={length > TITLE_MAX || undefined}>
            {length}/{TITLE_MAX}
          </span>
        </span>
      }
      styles={{ label: { width: '100%' } }}
      aria-label={t('planning.form.title')}
      autoComplete="off"
      value={form.draft.title}
      onChange={(event) => {
        form.set({ title: event.currentTarget.value });
        // Too long is said at once: going on typing would be wasted.
        if (lengthOf(event.currentTarget.value) > TITLE_MAX) form.leave('title');
      }}
      onBlur={() => {
        if (form.draft.title !== '') form.leave('title');
      }}
      error={form.errorAt('title')}
    />
  );
}

/** What the three fields of time come to, said back: `Mi 25.11. 19:30–23:00, 3 h 30 min`. */
function Echo({ form }: { form: PlanFormUse }) {
  const { t, day, time, duration, zone } = useTexts();
  const span = spanOf(form.draft);
  const minutes = readDuration(form.draft.duration);
  if (!span || minutes === undefined) return null;
  const words = `${day(span.startMs)} ${time(span.startMs)}–${time(span.endMs)} · ${duration(minutes * 60)}`;
  return (
    <p className={classes['hint']} aria-live="polite">
      {form.draft.zone === zone ? `= ${words}` : t('planning.form.inYourZone', { when: words })}
    </p>
  );
}
