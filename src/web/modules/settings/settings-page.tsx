import { SegmentedControl, Select, Switch } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import { system } from '../../../contract/system.ts';
import type { MessageKey } from '../../../i18n/messages.ts';
import { ask } from '../../api/query-client.ts';
import { useMe, useSettings } from '../../api/session.ts';
import { browserLanguage, browserZone, useTexts } from '../../app/locale.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { Strip } from '../../ui/strip.tsx';
import { GapService } from './gap-service.tsx';
import { OwnWindows } from './own-windows.tsx';
import { SavedNote } from './saved-note.tsx';
import classes from './settings-page.module.css';

const ZONES = Intl.supportedValuesOf('timeZone');

/** What each person sets for herself; every change is saved at once. */
export function SettingsPage() {
  const { t } = useTexts();
  const me = useMe();
  const { settings, save, savedAtMs, error } = useSettings();
  return (
    <>
      <PageHeader title={t('settings.title')} note={<SavedNote savedAtMs={savedAtMs} />} />
      <PageBody>
        <div className={classes['column']}>
          <StyleNotices />
          {error ? <ErrorStrip error={error} /> : null}
          <Card title={t('settings.mine')} note={t('settings.mineHint')} flush>
            <Row label={t('settings.language')} hint={t('settings.languageHint')}>
              {(id) => (
                <SegmentedControl
                  aria-labelledby={id}
                  value={settings.language ?? 'browser'}
                  onChange={(value) => save({ language: value === 'browser' ? null : (value as 'de' | 'en') })}
                  data={[
                    {
                      value: 'browser',
                      label: t('settings.byBrowser', { value: t(`common.languages.${browserLanguage()}`) }),
                    },
                    { value: 'de', label: t('common.languages.de') },
                    { value: 'en', label: t('common.languages.en') },
                  ]}
                />
              )}
            </Row>
            <Row label={t('settings.timeZone')} hint={t('settings.timeZoneHint')}>
              {(id) => (
                <Select
                  aria-labelledby={id}
                  searchable
                  limit={80}
                  w={280}
                  value={settings.timeZone ?? ''}
                  onChange={(value) => save({ timeZone: value === '' || value === null ? null : value })}
                  data={[
                    { value: '', label: t('settings.byBrowser', { value: browserZone() }) },
                    ...ZONES.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
                  ]}
                />
              )}
            </Row>
            <Row label={t('settings.scheme')} hint={t('settings.schemeHint')}>
              {(id) => (
                <SegmentedControl
                  aria-labelledby={id}
                  value={settings.colorScheme ?? 'system'}
                  onChange={(value) => save({ colorScheme: value as 'system' | 'light' | 'dark' })}
                  data={(['system', 'light', 'dark'] as const).map((value) => ({
                    value,
                    label: t(`common.scheme.${value}`),
                  }))}
                />
              )}
            </Row>
            {(['hideNumbers', 'plainNames', 'singleKeys'] as const).map((name) => (
              <Row key={name} label={t(`settings.${name}`)} hint={t(`settings.${name}Hint`)}>
                {(id) => (
                  <Switch
                    aria-labelledby={id}
                    size="md"
                    checked={settings[name]}
                    onChange={(event) => save({ [name]: event.currentTarget.checked })}
                  />
                )}
              </Row>
            ))}
          </Card>
          {me.permissions.includes('system.manage') ? <GapService /> : null}
          <OwnWindows />
          <Card title={t('settings.about')} flush>
            <Row label={t('settings.version')}>{() => <span className="num">{`liveXtrem ${me.version}`}</span>}</Row>
            <Row label={t('settings.actingAs')}>
              {() => <span>{me.actingAs?.displayName ?? t('settings.notConnected')}</span>}
            </Row>
          </Card>
        </div>
      </PageBody>
    </>
  );
}

interface RowProps {
  readonly label: string;
  readonly hint?: string;
  /** Gets the id of the label, for the control. */
  readonly children: (labelId: string) => ReactNode;
}

function Row({ label, hint, children }: RowProps) {
  const id = useId();
  return (
    <div className={classes['row']}>
      <div className={classes['words']}>
        <span id={id} className={classes['label']}>
          {label}
        </span>
        {hint ? <span className={classes['hint']}>{hint}</span> : null}
      </div>
      {children(id)}
    </div>
  );
}

/** What style.json asks for and cannot have. */
function StyleNotices() {
  const { t } = useTexts();
  const style = useQuery({ ...ask(system.style, {}), staleTime: Number.POSITIVE_INFINITY }).data;
  return (style?.notices ?? []).map(({ code, params }) => {
    const key = `settings.style.${code}` as MessageKey;
    const text = t(key, params);
    return (
      <Strip
        key={`${code} ${JSON.stringify(params)}`}
        tone="warn"
        icon={<IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />}
      >
        {text === key ? t('settings.style.unknown', { code }) : text}
      </Strip>
    );
  });
}
