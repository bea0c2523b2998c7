import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useMe } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { ROOMS } from '../../app/rooms.ts';
import { Card } from '../../ui/card.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import classes from './settings-page.module.css';

/** Each room also stands alone: on a second screen, or as a dock in OBS. */
export function OwnWindows() {
  const { t } = useTexts();
  const { permissions } = useMe();
  return (
    <Card title={t('settings.windows')} flush footer={t('settings.windowsHint')}>
      {ROOMS.filter(({ permission }) => permission === null || permissions.includes(permission)).map((room) => {
        const address = `${location.origin}${room.path}?dock=1`;
        const name = t(`common.rooms.${room.name}`);
        return (
          <div key={room.name} className={classes['row']}>
            <div className={classes['words']}>
              <span className={classes['label']}>{name}</span>
              <span className={classes['address']}>{address}</span>
            </div>
            <div className={classes['buttons']}>
              <CopyButton value={address} label={t('settings.copyAddress')} />
              <Button
                variant="default"
                leftSection={<IconExternalLink size={15} stroke={1.75} />}
                aria-label={`${t('settings.open')}: ${name}`}
                onClick={() => window.open(address, `livextrem-${room.name}`, 'popup,width=420,height=900')}
              >
                {t('settings.open')}
              </Button>
            </div>
          </div>
        );
      })}
    </Card>
  );
}
