import { Button, Modal } from '@mantine/core';
import { IconDeviceMobile, IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { DevicePanel } from '../../../app/device-panel.tsx';
import { useTexts } from '../../../app/locale.tsx';
import { ErrorStrip } from '../../../ui/error-strip.tsx';
import { showToast } from '../../../ui/toast.ts';
import { useReturnFocus } from '../../../ui/use-return-focus.ts';
import classes from './consent-dialog.module.css';
import { askAllAgain, useIsCodeOnly } from './queries.ts';
import { ToAppButton } from './to-app-button.tsx';
import { type ConsentRequest, useConsent } from './use-consent.ts';

interface ConsentDialogProps {
  readonly title: string;
  readonly text: string;
  readonly request: ConsentRequest;
  readonly onClose: () => void;
  /** More to choose before Twitch is asked. */
  readonly children?: ReactNode;
}

const CODE_TEXT = {
  channel: 'connect.device.textChannel',
  bot: 'connect.device.textBot',
  own: 'connect.device.text',
} as const;

/** Asks for a consent at Twitch: in this browser where the app has a secret, and always by a code. */
export function ConsentDialog({ title, text, request, onClose, children }: ConsentDialogProps) {
  useReturnFocus();
  const { t } = useTexts();
  const isCodeOnly = useIsCodeOnly();
  const consent = useConsent();
  const code = (
    <Button
      variant={isCodeOnly ? 'filled' : 'default'}
      leftSection={<IconDeviceMobile size={15} stroke={1.75} />}
      loading={consent.isAsking}
      disabled={consent.isLeaving}
      onClick={() => consent.byCode(request)}
    >
      {t('connect.rights.withCode')}
    </Button>
  );
  return (
    <Modal
      opened
      onClose={() => {
        // The panel gives the code up as it goes.
        if (consent.device) showToast({ tone: 'info', text: t('connect.device.cancelled') });
        onClose();
      }}
      // A code may be on its way to somebody else: it is not given up by a press beside the dialog.
      closeOnClickOutside={consent.device === null}
      title={title}
      size={560}
      attributes={{ header: { role: 'presentation' } }}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {consent.device ? (
        <DevicePanel
          isPlain
          attempt={consent.device}
          text={t(CODE_TEXT[request.purpose])}
          isAsking={consent.isAsking}
          onAgain={consent.again}
          onCancelled={consent.reset}
          toApp={<ToAppButton />}
          onDone={() => {
            void askAllAgain();
            showToast({ tone: 'ok', text: t('connect.device.done') });
            onClose();
          }}
        />
      ) : (
        <div className={classes['body']}>
          <p className={classes['text']}>{text}</p>
          {children}
          {consent.error ? <ErrorStrip error={consent.error} /> : null}
          <div className={classes['buttons']}>
            {code}
            {isCodeOnly ? null : (
              <Button
                leftSection={<IconExternalLink size={15} stroke={1.75} />}
                loading={consent.isLeaving}
                disabled={consent.isAsking}
                onClick={() => consent.inBrowser(request)}
                data-autofocus
              >
                {t('connect.rights.confirm')}
              </Button>
            )}
          </div>
        </div>
      )}
    </Modal>
  );
}
