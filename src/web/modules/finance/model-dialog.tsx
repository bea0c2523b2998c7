import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { finance, type RevenueModel } from '../../../contract/finance.ts';
import { CURRENCIES } from '../../../kernel/money.ts';
import { call } from '../../api/call.ts';
import { askAgainBelow } from '../../api/query-client.ts';
import { useTexts } from '../../app/locale.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';
import { MoneyInput } from '../../ui/money-input.tsx';
import { showToast } from '../../ui/toast.ts';
import { useNow } from '../../ui/use-now.ts';
import { useReturnFocus } from '../../ui/use-return-focus.ts';
import { useIsPhone } from '../../ui/use-width.ts';
import { startOfDay } from './day-bounds.ts';
import { DayInput } from './day-input.tsx';
import classes from './estimates-page.module.css';
import { ModelPreview } from './model-preview.tsx';
import { MODEL_FIELDS, type ModelField, type ModelTexts, minorOf, readModel } from './model-values.ts';
import { readDay } from './read-day.ts';

/** Other values from a day on; says what they do before they do it. */
export function ModelDialog({ model, onClose }: { model: RevenueModel; onClose: () => void }) {
  useReturnFocus();
  const { t } = useTexts();
  const isPhone = useIsPhone();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('finance.estimates.changeTitle')}
      size={600}
      fullScreen={isPhone}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <ModelForm model={model} onClose={onClose} />
    </Modal>
  );
}

function ModelForm({ model, onClose }: { model: RevenueModel; onClose: () => void }) {
  const { t, language, zone, dayKey, calendarDate, calendarDayMonth, moneyTyped, number } = useTexts();
  const today = dayKey(useNow(60_000));
  const [texts, setTexts] = useState<ModelTexts>(() => ({
    ...(Object.fromEntries(
      MODEL_FIELDS.map((field) => [
        field,
        moneyTyped({ minor: String(minorOf(model.values, field)), currency: model.values.currency }),
      ]),
    ) as Record<ModelField, string>),
    currency: model.values.currency,
    share: number(model.values.shareBasisPoints / 100),
  }));
  const [dayText, setDayText] = useState(() => calendarDate(today));
  const [isChecked, setChecked] = useState(false);
  const read = readModel(texts, language);
  const problems = 'problems' in read ? read.problems : [];
  const day = readDay(dayText, today, language);
  const save = useMutation({
    mutationFn: (order: { validFrom: string; values: RevenueModel['values'] }) => call(finance.changeModel, order),
    onSuccess: ({ changed }) => {
      showToast({ text: t('finance.estimates.saved', { count: changed }), tone: 'ok' });
      onClose();
      return askAgainBelow('/finance/');
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setChecked(true);
    if ('values' in read && day !== undefined) save.mutate({ validFrom: startOfDay(day, zone), values: read.values });
  };
  const field = (name: ModelField, label: string, hint?: string) => (
    <MoneyInput
      key={name}
      label={label}
      text={texts[name]}
      onText={(text) => setTexts((now) => ({ ...now, [name]: text }))}
      currency={texts.currency}
      {...(hint ? { hint } : {})}
      error={problems.includes(name) ? t('finance.amountProblem.not-money') : undefined}
    />
  );
  return (
    <form onSubmit={submit} noValidate className={classes['form']}>
      <fieldset className={classes['group']}>
        <legend>{t('finance.estimates.price')}</legend>
        <div className={classes['fields']}>
          {field('1000', t('finance.estimates.tierLabel', { tier: '1' }))}
          {field('2000', t('finance.estimates.tierLabel', { tier: '2' }))}
          {field('3000', t('finance.estimates.tierLabel', { tier: '3' }))}
        </div>
      </fieldset>
      <div className={classes['fields']}>
        <TextInput
          label={t('finance.estimates.share')}
          value={texts.share}
          inputMode="decimal"
          autoComplete="off"
          rightSection={<span aria-hidden="true">%</span>}
          onChange={(event) => {
            const share = event.currentTarget.value;
            setTexts((now) => ({ ...now, share }));
          }}
          error={problems.includes('share') ? t('finance.estimates.shareWrong') : undefined}
          description={t('finance.estimates.shareHint')}
          inputWrapperOrder={['label', 'input', problems.includes('share') ? 'error' : 'description']}
        />
        {field('prime', t('finance.estimates.prime'))}
        {field('bits', t('finance.estimates.bits'))}
      </div>
      <div className={classes['fields']}>
        <Select
          label={t('finance.booking.currency')}
          value={texts.currency}
          onChange={(currency) =>
            currency && setTexts((now) => ({ ...now, currency: currency as ModelTexts['currency'] }))
          }
          data={CURRENCIES.map((currency) => currency)}
        />
        <DayInput
          label={t('finance.estimates.validFrom')}
          text={dayText}
          onText={setDayText}
          isChecked={isChecked}
          onBlur={() => setChecked(true)}
          allowsFuture
        />
      </div>
      <p className={classes['note']}>{t('finance.estimates.validFromHint')}</p>
      <ModelPreview before={model.values} now={'values' in read ? read.values : null} day={day ?? null} />
      {save.error ? <ErrorStrip error={save.error} /> : null}
      <div className={classes['foot']}>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={save.isPending} disabled={problems.length > 0 || day === undefined}>
          {t('finance.estimates.save', { day: calendarDayMonth(day ?? today) })}
        </Button>
      </div>
    </form>
  );
}
