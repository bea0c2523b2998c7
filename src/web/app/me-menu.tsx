import { Menu } from '@mantine/core';
import { IconDots, IconKeyboard, IconLogout } from '@tabler/icons-react';
import { team } from '../../contract/team.ts';
import { call } from '../api/call.ts';
import { useMe, useSettings } from '../api/session.ts';
import { PersonAvatar } from '../ui/person-avatar.tsx';
import { showToast } from '../ui/toast.ts';
import { useTexts } from './locale.tsx';
import classes from './me-menu.module.css';
import { openKeys } from './overlays.ts';

/** Ends the session; the fresh page that follows holds nothing of what was shown before. */
export function useSignOut(): () => Promise<void> {
  const { refusal } = useTexts();
  return async () => {
    try {
      await call(team.signOut, {});
      location.assign('/sign-in');
    } catch (error) {
      showToast({ text: refusal(error), tone: 'bad' });
    }
  };
}

/** Who I am, with language, appearance and the way out. */
export function MeMenu({ isRail }: { isRail: boolean }) {
  const { t } = useTexts();
  const { member } = useMe();
  return (
    <div className={classes['foot']}>
      <Menu position={isRail ? 'right-end' : 'top-start'} width={220} withinPortal>
        <Menu.Target>
          <button type="button" className={classes['me']} data-rail={isRail || undefined}>
            <PersonAvatar name={member.displayName} id={member.twitchId ?? member.id} />
            {isRail ? (
              <span className="sr-only">{`${member.displayName}, ${t('common.shell.me')}`}</span>
            ) : (
              <>
                <span className={classes['words']}>
                  <strong>{member.displayName}</strong>
                  <span>{t(`common.roles.${member.role}`)}</span>
                </span>
                <span className="sr-only">{t('common.shell.me')}</span>
                <IconDots size={16} stroke={1.75} aria-hidden="true" />
              </>
            )}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <MeMenuItems />
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

export function MeMenuItems() {
  const { t, language } = useTexts();
  const { settings, save } = useSettings();
  const signOut = useSignOut();
  return (
    <>
      <Menu.Label>{t('common.shell.language')}</Menu.Label>
      <Menu.RadioGroup value={language} onChange={(value) => save({ language: value as 'de' | 'en' })}>
        {(['de', 'en'] as const).map((each) => (
          <Menu.RadioItem key={each} value={each} closeMenuOnClick={false}>
            <span lang={each}>{t(`common.languages.${each}`)}</span>
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      <Menu.Label>{t('common.shell.scheme')}</Menu.Label>
      <Menu.RadioGroup
        value={settings.colorScheme ?? 'system'}
        onChange={(value) => save({ colorScheme: value as 'system' | 'light' | 'dark' })}
      >
        {(['system', 'light', 'dark'] as const).map((each) => (
          <Menu.RadioItem key={each} value={each} closeMenuOnClick={false}>
            {t(`common.scheme.${each}`)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      <Menu.Divider />
      <Menu.Item leftSection={<IconKeyboard size={15} stroke={1.75} />} onClick={openKeys}>
        {t('common.palette.showKeys')}
      </Menu.Item>
      <Menu.Item leftSection={<IconLogout size={15} stroke={1.75} />} onClick={() => void signOut()}>
        {t('common.shell.signOut')}
      </Menu.Item>
    </>
  );
}
