import { ActionIcon, Drawer } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useEffectEvent } from 'react';
import { hasDialog } from '../app/keys.ts';
import { useTexts } from '../app/locale.tsx';
import classes from './inspector.module.css';
import { useIsNarrow, useIsPhone } from './use-width.ts';

interface InspectorProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  /** Over the title: number, badge. */
  readonly above?: ReactNode;
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

/** The selected row in full: a column on the right, a drawer below 1180 px, a sheet from below on a phone. */
export function Inspector({ isOpen, onClose, title, above, footer, children }: InspectorProps) {
  const { t } = useTexts();
  const isNarrow = useIsNarrow();
  const isPhone = useIsPhone();
  const close = useEffectEvent(onClose);
  const isColumn = isOpen && !isNarrow;
  useEffect(() => {
    if (!isColumn) return;
    const onKey = (event: KeyboardEvent): void => {
      // A dialog over it is closed first.
      if (event.key === 'Escape' && !event.defaultPrevented && !hasDialog()) close();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isColumn]);

  // As a sheet the inspector is a dialog, which takes its name from the dialog's own title.
  const Title = isNarrow ? Drawer.Title : 'h2';
  const head = (
    <div className={classes['head']}>
      <div className={classes['above']}>{above}</div>
      <ActionIcon onClick={onClose} aria-label={t('common.close')}>
        <IconX size={16} stroke={1.75} />
      </ActionIcon>
      <Title className={classes['title'] ?? ''}>{title}</Title>
    </div>
  );
  const content = (
    <>
      {head}
      <div className={classes['body']}>{children}</div>
      {footer ? <div className={classes['foot']}>{footer}</div> : null}
    </>
  );

  if (!isNarrow)
    return isOpen ? (
      <aside className={classes['column']} data-inspector>
        {content}
      </aside>
    ) : null;
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      position={isPhone ? 'bottom' : 'right'}
      size={isPhone ? '85%' : 380}
      withCloseButton={false}
      padding={0}
      classNames={{ body: classes['drawer'] ?? '' }}
    >
      {content}
    </Drawer>
  );
}
