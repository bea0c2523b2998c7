import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { type EntryView, finance } from '../../../contract/finance.ts';
import { call } from '../../api/call.ts';
import { askAgainBelow } from '../../api/query-client.ts';
import { useTexts } from '../../app/locale.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';
import { showToast } from '../../ui/toast.ts';
import { useNow } from '../../ui/use-now.ts';
import { useReturnFocus } from '../../ui/use-return-focus.ts';
import { negated } from './amounts.ts';
import { DayInput } from './day-input.tsx';
import { readDay } from './read-day.ts';

/** Storno: asks for its reason, which stays in the books. */
export function ReverseDialog({
  entry,
  onClose,
  onDone,
}: {
  entry: EntryView;
  onClose: () => void;
  onDone: (reversal: EntryView) => void;
}) {
  useReturnFocus();
  const { t, language, dayKey, calendarDate, money } = useTexts();
  const today = dayKey(useNow(60_000));
  const [reason, setReason] = useState('');
  // Never before what it takes back, which may be of tomorrow where it was written.
  const latest = entry.day > today ? entry.day : today;
  const [dayText, setDayText] = useState(() => calendarDate(latest));
  const [isChecked, setChecked] = useState(false);
  const reasonField = useRef<HTMLInputElement>(null);
  const dayField = useRef<HTMLInputElement>(null);
  const day = readDay(dayText, today, language);
  const isDayWrong = day === undefined || day > latest || day < entry.day;
  const reverse = useMutation({
    mutationFn: (chosen: string) => call(finance.reverse, { entryId: entry.id, day: chosen, reason: reason.trim() }),
    onSuccess: (reversal) => {
      showToast({ text: t('finance.entry.reverseDone'), tone: 'ok' });
      onDone(reversal);
      onClose();
    },
    onSettled: () => askAgainBelow('/finance/'),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setChecked(true);
    if (reason.trim() === '') reasonField.current?.focus();
    else if (day === undefined || isDayWrong) dayField.current?.focus();
    else reverse.mutate(day);
  };
  const size = BigInt(entry.amount.minor) < 0n ? negated(entry.amount) : entry.amount;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('finance.entry.reverseTitle')}
      size={460}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap={14}>
          <Text component="p" m={0} c="var(--lx-text2)">
            {t('finance.entry.reverseQuestion', { text: entry.text })}
          </Text>
          <TextInput
            ref={reasonField}
            data-autofocus
            label={t('finance.entry.reverseReason')}
            description={t('finance.entry.reverseReasonHint')}
            inputWrapperOrder={['label', 'input', isChecked && reason.trim() === '' ? 'error' : 'description']}
            value={reason}
            maxLength={200}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={isChecked && reason.trim() === '' ? t('finance.entry.reverseReasonMissing') : undefined}
            autoComplete="off"
          />
          <DayInput
            inputRef={dayField}
            label={t('finance.entry.reverseDay')}
            text={dayText}
            onText={setDayText}
            isChecked={isChecked}
            error={
              isChecked && day !== undefined && day < entry.day
                ? t('finance.entry.reverseTooEarly', { day: calendarDate(entry.day) })
                : undefined
            }
            earliest={entry.day}
            latest={latest}
            onBlur={() => setChecked(true)}
          />
          {reverse.error ? <ErrorStrip error={reverse.error} /> : null}
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" color="bad" loading={reverse.isPending}>
              {t('finance.entry.reverseVerb', { amount: money(size) })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
