import { useRef, useState } from 'react';
import { type PlannedStream, planning } from '../../../contract/planning.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { call } from '../../api/call.ts';
import { useTexts } from '../../app/locale.tsx';
import { useNow } from '../../ui/use-now.ts';
import { CHECKED_FIELDS, changesOf, draftOf, errorsOf, fieldsOf, type PlanDraft } from './plan-draft.ts';
import type { PlanTask } from './plan-task.ts';
import { useChangeStream, usePlanStream } from './queries.ts';
import type { Scope } from './scope-choice.tsx';

type CheckedField = (typeof CHECKED_FIELDS)[number];

/** Refusals about one field stand under it. */
const FIELD_OF_REFUSAL: Readonly<Record<string, CheckedField>> = {
  'planning.title-empty': 'title',
  'planning.title-too-long': 'title',
  'planning.duration-range': 'duration',
  'planning.time-invalid': 'time',
  'planning.start-in-past': 'day',
  'planning.repeat-invalid': 'repeat',
};

export type PlanFormUse = ReturnType<typeof usePlanForm>;

/** The state of the form: what is typed, what is wrong with it, and what the server said. */
export function usePlanForm(task: PlanTask, onSaved: (stream: PlannedStream) => void) {
  const { t, zone, refusal } = useTexts();
  const nowMs = useNow(30_000);
  const plan = usePlanStream();
  const change = useChangeStream();
  const [opened] = useState(() => draftOf(task, zone));
  const [draft, setDraft] = useState<PlanDraft>(opened);
  const [scope, setScope] = useState<Scope>('this');
  // What is wrong is said after leaving a field, and from then on with each key.
  const [left, setLeft] = useState<ReadonlySet<CheckedField>>(new Set());
  const [theirs, setTheirs] = useState<PlannedStream | null>(null);
  const inputs = useRef(new Map<CheckedField, HTMLInputElement>());
  const edited = task.kind === 'edit' ? task.stream : null;
  const before = edited ? opened : null;
  const errors = errorsOf(draft, nowMs, before);

  const failure = plan.error ?? change.error;
  const refusedField = failure instanceof Refusal ? FIELD_OF_REFUSAL[failure.code] : undefined;
  const focus = (field: CheckedField): void => inputs.current.get(field)?.focus();
  const failed = (error: Error): void => {
    const field = error instanceof Refusal ? FIELD_OF_REFUSAL[error.code] : undefined;
    if (field) focus(field);
    if (edited && error instanceof Refusal && error.code === 'planning.changed-meanwhile') {
      // Unreachable: then the sentence alone is shown, and saving again asks again.
      void call(planning.stream, { streamId: edited.id }).then(setTheirs, () => undefined);
    }
  };

  const send = (version: number): void => {
    if (!edited) {
      plan.mutate(fieldsOf(draft), { onSuccess: onSaved, onError: failed });
      return;
    }
    change.mutate(
      { ...changesOf(draft, opened), streamId: edited.id, version, scope: edited.seriesId === null ? 'this' : scope },
      { onSuccess: onSaved, onError: failed },
    );
  };

  return {
    draft,
    before,
    edited,
    scope,
    setScope,
    isBusy: plan.isPending || change.isPending,
    /** Something was typed that closing would throw away. */
    isDirty: draft !== opened,
    /** A refusal that is about no single field. */
    error: refusedField === undefined ? failure : null,
    theirs,
    set: (next: Partial<PlanDraft>): void => {
      setDraft((now) => ({ ...now, ...next }));
      plan.reset();
      change.reset();
    },
    leave: (field: CheckedField): void => setLeft((now) => new Set([...now, field])),
    errorAt: (field: CheckedField): string | undefined => {
      if (refusedField === field) return refusal(failure);
      const key = errors[field];
      return key && left.has(field) ? t(key) : undefined;
    },
    inputAt: (field: CheckedField) => (element: HTMLInputElement | null) => {
      if (element) inputs.current.set(field, element);
      else inputs.current.delete(field);
    },
    submit: (): void => {
      setLeft(new Set(CHECKED_FIELDS));
      const wrong = CHECKED_FIELDS.find((field) => errors[field] !== undefined);
      if (wrong) focus(wrong);
      else if (!plan.isPending && !change.isPending) send(edited?.version ?? 0);
    },
    /** After somebody else's change: what they saved, and my own words are gone. */
    takeTheirs: (): void => {
      if (theirs) onSaved(theirs);
    },
    /** Or mine over theirs, where I changed something. */
    keepMine: (): void => {
      if (!theirs) return;
      setTheirs(null);
      send(theirs.version);
    },
  };
}
