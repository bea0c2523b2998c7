import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { PlannedStream } from '../../../contract/planning.ts';
import { useTexts } from '../../app/locale.tsx';
import { Tick } from '../../ui/tick.tsx';
import classes from './checklist-editor.module.css';

type Item = PlannedStream['checklist'][number];

interface ChecklistEditorProps {
  readonly items: readonly Item[];
  readonly onChange: (items: Item[]) => void;
}

const ITEMS_MAX = 50;
const TEXT_MAX = 200;

/** Points to prepare: Enter adds the next one, Alt and the arrows change the order. */
export function ChecklistEditor({ items, onChange }: ChecklistEditorProps) {
  const { t } = useTexts();
  const list = useRef<HTMLUListElement>(null);
  // Which point gets the focus once it is drawn.
  const [wanted, setWanted] = useState<string | null>(null);
  useEffect(() => {
    if (wanted === null) return;
    list.current?.querySelector<HTMLInputElement>(`[data-point="${wanted}"]`)?.focus();
    setWanted(null);
  }, [wanted]);

  const addAfter = (index: number): void => {
    if (items.length >= ITEMS_MAX) return;
    const item = { id: crypto.randomUUID(), text: '', isDone: false };
    onChange([...items.slice(0, index + 1), item, ...items.slice(index + 1)]);
    setWanted(item.id);
  };
  const moveBy = (index: number, by: 1 | -1): void => {
    const goal = index + by;
    const item = items[index];
    if (!item || goal < 0 || goal >= items.length) return;
    const rest = items.filter((_, place) => place !== index);
    onChange([...rest.slice(0, goal), item, ...rest.slice(goal)]);
    setWanted(item.id);
  };
  const remove = (index: number): void => {
    onChange(items.filter((_, place) => place !== index));
    setWanted(items[index - 1]?.id ?? items[index + 1]?.id ?? null);
  };
  const change = (index: number, next: Partial<Item>): void =>
    onChange(items.map((item, place) => (place === index ? { ...item, ...next } : item)));
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>, index: number): void => {
    if (event.key === 'Enter') {
      event.preventDefault();
      if (!event.ctrlKey && !event.metaKey) addAfter(index);
    } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      moveBy(index, event.key === 'ArrowUp' ? -1 : 1);
    } else if (event.key === 'Backspace' && items[index]?.text === '') {
      event.preventDefault();
      remove(index);
    }
  };
  return (
    <fieldset className={classes['editor']}>
      <legend>{t('planning.form.checklist')}</legend>
      <ul ref={list}>
        {items.map((item, index) => {
          const name = item.text.trim() || t('planning.form.point', { number: index + 1 });
          return (
            <li key={item.id} className={classes['row']}>
              <Tick checked={item.isDone} label={name} onChange={(isDone) => change(index, { isDone })} />
              <input
                data-point={item.id}
                className={classes['text']}
                value={item.text}
                maxLength={TEXT_MAX}
                aria-label={t('planning.form.point', { number: index + 1 })}
                aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
                placeholder={t('planning.form.pointHint')}
                onChange={(event) => change(index, { text: event.currentTarget.value })}
                onKeyDown={(event) => onKeyDown(event, index)}
              />
              <ActionIcon
                size="xs"
                aria-label={t('planning.form.pointUp', { name })}
                disabled={index === 0}
                onClick={() => moveBy(index, -1)}
              >
                <IconArrowUp size={14} stroke={1.75} />
              </ActionIcon>
              <ActionIcon
                size="xs"
                aria-label={t('planning.form.pointDown', { name })}
                disabled={index === items.length - 1}
                onClick={() => moveBy(index, 1)}
              >
                <IconArrowDown size={14} stroke={1.75} />
              </ActionIcon>
              <ActionIcon size="xs" aria-label={t('planning.form.pointRemove', { name })} onClick={() => remove(index)}>
                <IconTrash size={14} stroke={1.75} />
              </ActionIcon>
            </li>
          );
        })}
      </ul>
      {items.length < ITEMS_MAX ? (
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconPlus size={14} stroke={1.75} />}
          onClick={() => addAfter(items.length - 1)}
        >
          {t('planning.form.pointAdd')}
        </Button>
      ) : null}
    </fieldset>
  );
}
