import { Button, Drawer, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PlannedStream } from '../../../contract/planning.ts';
import { useTexts } from '../../app/locale.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';
import { useReturnFocus } from '../../ui/use-return-focus.ts';
import { useIsPhone } from '../../ui/use-width.ts';
import classes from './plan-form.module.css';
import { PlanFields } from './plan-form-fields.tsx';
import type { PlanTask } from './plan-task.ts';
import { usePlanForm } from './use-plan-form.ts';
import { VersionConflict } from './version-conflict.tsx';

interface PlanFormProps {
  readonly task: PlanTask;
  readonly onClose: () => void;
  readonly onSaved: (stream: PlannedStream) => void;
}

/** Plans a stream or changes one: a dialog, on a phone a sheet. Nothing typed is lost when saving fails. */
export function PlanForm({ task, onClose, onSaved }: PlanFormProps) {
  const { t } = useTexts();
  const form = usePlanForm(task, onSaved);
  const title =
    task.kind === 'edit' ? t('planning.form.editTitle', { title: task.stream.title }) : t('planning.form.newTitle');
  return (
    <Frame title={title} onClose={onClose} isDirty={form.isDirty}>
      <form
        className={classes['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          form.submit();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.submit();
        }}
      >
        <PlanFields form={form} />
        {form.theirs ? (
          <VersionConflict form={form} theirs={form.theirs} />
        ) : form.error ? (
          <div className={classes['wide']}>
            <ErrorStrip error={form.error} />
          </div>
        ) : null}
        <div className={classes['foot']}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          {form.theirs ? null : (
            <Button type="submit" loading={form.isBusy}>
              {t(task.kind === 'edit' ? 'planning.form.save' : 'planning.form.planVerb')}
            </Button>
          )}
        </div>
      </form>
    </Frame>
  );
}

interface FrameProps {
  readonly title: string;
  readonly onClose: () => void;
  /** A slip of the finger must not throw away what was typed: then only its buttons close it. */
  readonly isDirty: boolean;
  readonly children: ReactNode;
}

function Frame({ title, onClose, isDirty, children }: FrameProps) {
  useReturnFocus();
  const { t } = useTexts();
  if (useIsPhone()) {
    return (
      <Drawer
        opened
        onClose={onClose}
        title={title}
        position="bottom"
        size="94%"
        closeOnClickOutside={false}
        closeOnEscape={!isDirty}
        attributes={{ header: { role: 'presentation' } }}
        styles={{ title: { fontSize: 15, fontWeight: 600 }, header: { background: 'var(--lx-overlay)' } }}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {children}
      </Drawer>
    );
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={880}
      closeOnClickOutside={false}
      closeOnEscape={!isDirty}
      styles={{ header: { background: 'var(--lx-overlay)' } }}
      attributes={{ header: { role: 'presentation' } }}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {children}
    </Modal>
  );
}
