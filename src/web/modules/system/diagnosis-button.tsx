import { Button, Modal, Textarea } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { health } from '../../../contract/health.ts';
import { call } from '../../api/call.ts';
import { useTexts } from '../../app/locale.tsx';
import { showToast } from '../../ui/toast.ts';

const SAID_FOR_MS = 2_000;

/** Puts the report as text on the clipboard, to show to somebody who can help. */
export function DiagnosisButton() {
  const { t, refusal } = useTexts();
  const [isBusy, setBusy] = useState(false);
  const [isCopied, setCopied] = useState(false);
  /** Shown where the browser keeps pages from the clipboard: on plain http from another computer. */
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);

  async function copy(): Promise<void> {
    setBusy(true);
    const asked = call(health.diagnosis, {}).then((reply) => reply.text);
    try {
      await toClipboard(asked);
      setCopied(true);
      showToast({ text: t('health.diagnosis.copied') });
    } catch {
      // The clipboard said no, or the server: asking for the text again tells which.
      await asked.then(setText, (error: unknown) => showToast({ text: refusal(error), tone: 'bad' }));
    } finally {
      setBusy(false);
    }
  }

  const Icon = isCopied ? IconCheck : IconCopy;
  return (
    <>
      <Button
        variant="default"
        leftSection={<Icon size={15} stroke={1.75} />}
        loading={isBusy}
        onClick={() => void copy()}
      >
        {t('health.diagnosis.copy')}
      </Button>
      <Modal
        opened={text !== null}
        onClose={() => setText(null)}
        title={t('health.diagnosis.title')}
        size={640}
        attributes={{ header: { role: 'presentation' } }}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <Textarea
          label={t('health.diagnosis.text')}
          description={t('health.diagnosis.byHand')}
          readOnly
          rows={16}
          value={text ?? ''}
          onFocus={(event) => event.currentTarget.select()}
          data-autofocus
          styles={{ input: { fontFamily: 'var(--lx-mono)', fontSize: 12 } }}
        />
      </Modal>
    </>
  );
}

/** The press is what allows it, so the promise itself is handed over: waiting first would come too late in some browsers. */
async function toClipboard(text: Promise<string>): Promise<void> {
  if (!navigator.clipboard) throw new Error('no clipboard without a secure origin');
  if (typeof ClipboardItem === 'undefined') return await navigator.clipboard.writeText(await text);
  const blob = text.then((written) => new Blob([written], { type: 'text/plain' }));
  await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
}
