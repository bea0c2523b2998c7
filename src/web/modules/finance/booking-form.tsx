import { Button, Checkbox, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { type EntryView, finance, PLACES } from '../../../contract/finance.ts';
import { CURRENCIES } from '../../../kernel/money.ts';
import { call } from '../../api/call.ts';
import { askAgainBelow } from '../../api/query-client.ts';
import { useTexts } from '../../app/locale.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';
import { MoneyInput } from '../../ui/money-input.tsx';
import { readMoney } from '../../ui/read-money.ts';
import { showToast } from '../../ui/toast.ts';
import { useNow } from '../../ui/use-now.ts';
import classes from './booking-dialog.module.css';
import {
  type BookingField,
  type BookingStart,
  type BookingValues,
  FIELD_ORDER,
  fieldOf,
  newIdempotencyKey,
  readBooking,
  valuesOf,
} from './booking-values.ts';
import { CategoryField } from './category-field.tsx';
import { isIncome } from './category-search.ts';
import { DayInput } from './day-input.tsx';
import { gearHintOf } from './gear-hint.ts';
import { readDay } from './read-day.ts';
import { ReceiptField } from './receipt-field.tsx';
import { StreamField } from './stream-field.tsx';
import { useReceipts } from './use-receipts.ts';
import { useAccountName } from './words.ts';

interface BookingFormProps {
  readonly start: BookingStart;
  readonly onClose: () => void;
  readonly onSaved: ((entry: EntryView) => void) | undefined;
}

export function BookingForm({ start, onClose, onSaved }: BookingFormProps) {
  const { t, language, dayKey, calendarDate, money, moneyTyped, refusal } = useTexts();
  const today = dayKey(useNow(60_000));
  const accountName = useAccountName();
  const [key, setKey] = useState(newIdempotencyKey);
  const [values, setValues] = useState<BookingValues>(() => firstValues(start, { today, calendarDate, moneyTyped }));
  const [checked, setChecked] = useState<ReadonlySet<BookingField>>(new Set());
  const fields = {
    category: useRef<HTMLInputElement>(null),
    text: useRef<HTMLInputElement>(null),
    amount: useRef<HTMLInputElement>(null),
    day: useRef<HTMLInputElement>(null),
    noReceiptReason: useRef<HTMLInputElement>(null),
  };
  const receipts = useReceipts((document) =>
    setValues((now) => ({
      ...now,
      documents: [...now.documents.filter(({ sha256 }) => sha256 !== document.sha256), document],
      hasNoReceipt: false,
    })),
  );
  const save = useMutation({
    mutationFn: (booking: Booking) =>
      start.draft
        ? call(finance.changeEntry, { entryId: start.draft.id, version: start.draft.version, ...booking })
        : call(finance.addEntry, { idempotencyKey: key, ...booking }),
    onSuccess: () => askAgainBelow('/finance/'),
  });
  const read = readBooking(values, { today, language });
  const problems = 'problems' in read ? read.problems : [];
  const refusedField = fieldOf(save.error);
  const isIn = values.category !== null && isIncome(values.category);
  const amount = readMoney(values.amount, values.currency, language);

  const gear = gearHintOf({
    category: values.category,
    currency: values.currency,
    amount: amount.ok ? amount.money : undefined,
    day: readDay(values.day, today, language),
  });

  const set = (change: Partial<BookingValues>): void => {
    setValues((now) => ({ ...now, ...change }));
    if (save.error) save.reset();
  };
  const check = (...names: readonly BookingField[]): void => setChecked((now) => new Set([...now, ...names]));
  const errorOf = (field: BookingField, sentence: string): string | undefined =>
    refusedField === field
      ? refusal(save.error)
      : checked.has(field) && problems.includes(field)
        ? sentence
        : undefined;

  const submit = async (isNext: boolean): Promise<void> => {
    check(...FIELD_ORDER);
    if ('problems' in read) {
      const [first] = read.problems;
      if (first) fields[first].current?.focus();
      return;
    }
    if (receipts.isBusy || save.isPending) return;
    let entry: EntryView;
    try {
      entry = await save.mutateAsync(read.booking);
    } catch (error) {
      const about = fieldOf(error);
      if (about) fields[about].current?.focus();
      return;
    }
    onSaved?.(entry);
    if (start.draft) showToast({ text: t('finance.booking.changed'), tone: 'ok' });
    else {
      showToast({
        text: t('finance.booking.saved', { text: entry.text, amount: money(entry.amount) }),
        tone: 'ok',
        undo: { label: t('common.undo'), run: () => void takeBack(entry.id) },
      });
    }
    if (!isNext) {
      onClose();
      return;
    }
    // Series of receipts: what is alike stays, what differs is empty again.
    setKey(newIdempotencyKey());
    setChecked(new Set());
    setValues((now) => ({ ...now, text: '', amount: '', documents: [], hasNoReceipt: false, noReceiptReason: '' }));
    fields.text.current?.focus();
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void submit(false);
  };

  const placeName = t(`finance.places.${values.place}`);
  const categoryName = values.category ? accountName(gear === 'lasts' ? 'lasting-gear' : values.category) : '…';
  return (
    <form onSubmit={onSubmit} noValidate className={classes['form']}>
      <CategoryField
        value={values.category}
        onChange={(category) => set({ category })}
        error={errorOf('category', t('finance.booking.categoryMissing'))}
        inputRef={fields.category}
        onDone={() => fields.text.current?.focus()}
      />
      <TextInput
        ref={fields.text}
        label={t('finance.booking.text')}
        placeholder={t(
          values.category && !isIn ? 'finance.booking.textPlaceholderExpense' : 'finance.booking.textPlaceholder',
        )}
        value={values.text}
        maxLength={200}
        onChange={(event) => set({ text: event.currentTarget.value })}
        onBlur={() => values.text !== '' && check('text')}
        error={errorOf('text', t('finance.booking.textMissing'))}
        autoComplete="off"
      />
      <div className={classes['pair']}>
        <MoneyInput
          inputRef={fields.amount}
          label={t('finance.booking.amount')}
          text={values.amount}
          onText={(text) => set({ amount: text })}
          currency={values.currency}
          hint={t('finance.booking.calculator')}
          isChecked={checked.has('amount')}
          onBlur={() => values.amount !== '' && check('amount')}
          error={refusedField === 'amount' ? refusal(save.error) : undefined}
        />
        <Select
          label={t('finance.booking.currency')}
          value={values.currency}
          onChange={(currency) => currency && set({ currency: currency as BookingValues['currency'] })}
          data={CURRENCIES.map((currency) => currency)}
        />
        <DayInput
          inputRef={fields.day}
          label={t('finance.booking.day')}
          text={values.day}
          onText={(day) => set({ day })}
          isChecked={checked.has('day')}
          onBlur={() => check('day')}
          error={refusedField === 'day' ? refusal(save.error) : undefined}
        />
      </div>
      {gear ? (
        <p className={classes['hint']} role="status">
          {t(`finance.booking.gear.${gear}`)}
        </p>
      ) : null}
      <fieldset className={classes['group']}>
        <legend className={classes['legend']}>
          {t(values.category === null || isIn ? 'finance.booking.placeIncome' : 'finance.booking.placeExpense')}
        </legend>
        <SegmentedControl
          fullWidth
          value={values.place}
          onChange={(place) => set({ place: place as BookingValues['place'] })}
          data={PLACES.map((place) => ({ value: place, label: t(`finance.places.${place}`) }))}
          aria-label={t(isIn ? 'finance.booking.placeIncome' : 'finance.booking.placeExpense')}
        />
        {values.place === 'private' ? (
          <p className={classes['hint']}>
            {t(isIn ? 'finance.booking.privateHintIncome' : 'finance.booking.privateHintExpense')}
          </p>
        ) : null}
      </fieldset>
      <StreamField value={values.broadcastId} onChange={(broadcastId) => set({ broadcastId })} />
      <ReceiptField
        label={t('finance.booking.receipt')}
        documents={values.documents}
        uploads={receipts.uploads}
        onFiles={receipts.add}
        onDrop={receipts.drop}
        onRemove={(gone) => set({ documents: values.documents.filter(({ sha256 }) => sha256 !== gone) })}
      />
      {values.documents.length === 0 && !receipts.isBusy ? (
        <Checkbox
          label={t('finance.booking.receiptLater')}
          checked={values.hasNoReceipt}
          onChange={(event) => set({ hasNoReceipt: event.currentTarget.checked })}
        />
      ) : null}
      {values.hasNoReceipt && values.documents.length === 0 ? (
        <TextInput
          ref={fields.noReceiptReason}
          label={t('finance.booking.noReceiptReason')}
          placeholder={t('finance.booking.noReceiptPlaceholder')}
          value={values.noReceiptReason}
          maxLength={200}
          onChange={(event) => set({ noReceiptReason: event.currentTarget.value })}
          onBlur={() => check('noReceiptReason')}
          error={errorOf('noReceiptReason', t('finance.entry.reverseReasonMissing'))}
        />
      ) : null}
      <details className={classes['accounts']}>
        <summary>{t('finance.booking.accounts')}</summary>
        <p>
          {t('finance.booking.accountsText', {
            debit: isIn ? placeName : categoryName,
            credit: isIn ? categoryName : placeName,
          })}
        </p>
        <p className={classes['hint']}>{t('finance.booking.accountsReason')}</p>
      </details>
      {save.error && !refusedField ? <ErrorStrip error={save.error} /> : null}
      <div className={classes['foot']}>
        <p>{t(receipts.isBusy ? 'finance.booking.waitForReceipt' : 'finance.booking.draftHint')}</p>
        {start.draft ? null : (
          <Button variant="default" disabled={receipts.isBusy} onClick={() => void submit(true)}>
            {t('finance.booking.saveNext')}
          </Button>
        )}
        <Button type="submit" loading={save.isPending} disabled={receipts.isBusy}>
          {amount.ok
            ? t('finance.booking.saveAmount', {
                amount: money({ minor: String(amount.money.minor), currency: amount.money.currency }),
              })
            : t('finance.booking.save')}
        </Button>
      </div>
    </form>
  );
}

type Booking = Extract<ReturnType<typeof readBooking>, { booking: unknown }>['booking'];

async function takeBack(entryId: string): Promise<void> {
  try {
    await call(finance.removeEntry, { entryId });
  } finally {
    await askAgainBelow('/finance/');
  }
}

function firstValues(
  start: BookingStart,
  texts: { today: string; calendarDate: (day: string) => string; moneyTyped: (amount: EntryView['amount']) => string },
): BookingValues {
  const forms = { typed: texts.moneyTyped, date: texts.calendarDate };
  if (start.draft) return valuesOf(start.draft, forms);
  if (start.copyOf) return valuesOf(start.copyOf, { ...forms, copyDay: texts.today });
  return {
    category: null,
    text: '',
    amount: '',
    currency: 'EUR',
    place: 'bank',
    day: texts.calendarDate(texts.today),
    broadcastId: start.broadcastId ?? null,
    documents: [],
    hasNoReceipt: false,
    noReceiptReason: '',
  };
}
