import { Modal } from '@mantine/core';
import { useSettings } from '../api/session.ts';
import { Key } from '../ui/key.tsx';
import { useReturnFocus } from '../ui/use-return-focus.ts';
import classes from './keys-dialog.module.css';
import { useTexts } from './locale.tsx';
import { GO_TO } from './rooms.ts';

/** All keys of the shell; `?` opens it. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  useReturnFocus();
  const { t, language } = useTexts();
  const { settings } = useSettings();
  const rows: [string, string][] = [
    [language === 'de' ? 'Strg K' : 'Ctrl K', t('common.keys.palette')],
    ...GO_TO.map(({ key, name }): [string, string] => [
      `G ${key}`,
      t('common.keys.goTo', { room: t(`common.rooms.${name}`) }),
    ]),
    ['J K', t('common.keys.steps')],
    ['/', t('live.search.title')],
    ['R', t('moderation.actions.reply')],
    ['V', t('moderation.actions.card')],
    ['D', t('moderation.actions.delete')],
    ['T 1', t('moderation.keys.timeout')],
    ['B Enter', t('moderation.keys.ban')],
    ['U', t('moderation.actions.untimeout')],
    ['N', t('planning.keys.new')],
    ['E', t('planning.keys.edit')],
    ['M', t('planning.keys.carry')],
    [language === 'de' ? 'Leertaste' : 'Space', t('planning.keys.tick')],
    [language === 'de' ? 'Entf' : 'Delete', t('planning.keys.remove')],
    ['Z', t('common.keys.undo')],
    ['?', t('common.keys.list')],
    ['Esc', t('common.keys.close')],
  ];
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('common.keys.title')}
      size={420}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {settings.singleKeys ? null : <p className={classes['note']}>{t('common.keys.off')}</p>}
      <dl className={classes['list']}>
        {rows.map(([keys, text]) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((each) => (
                <Key key={each}>{each}</Key>
              ))}
              <span className="sr-only">{keys}</span>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
