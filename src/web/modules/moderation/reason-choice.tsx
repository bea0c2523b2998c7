import { TextInput } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import { useTexts } from '../../app/locale.tsx';
import { Key } from '../../ui/key.tsx';
import classes from './reason-choice.module.css';
import { REASON_LENGTH_MAX, REASONS } from './reasons.ts';

interface ReasonChoiceProps {
  /** The words as Twitch gets them; empty for none. */
  readonly value: string;
  readonly onChange: (reason: string) => void;
  readonly withKeys?: boolean;
  /** Gets the focus when the dialog opens, so that nothing dangerous has it. */
  readonly isFirst?: boolean;
}

/** Four usual reasons and an own one. Pressing the chosen one again takes it away: a reason is optional. */
export function ReasonChoice({ value, onChange, withKeys, isFirst }: ReasonChoiceProps) {
  const { t } = useTexts();
  const name = useId();
  const known = REASONS.find((reason) => t(reason.text) === value);
  const [isOwn, setOwn] = useState(value !== '' && known === undefined);
  const input = useRef<HTMLInputElement>(null);
  const wasOwn = useRef(isOwn);
  useEffect(() => {
    if (isOwn && !wasOwn.current) input.current?.focus();
    wasOwn.current = isOwn;
  }, [isOwn]);

  const pick = (reason: string, own = false): void => {
    setOwn(own);
    onChange(reason);
  };
  return (
    <fieldset className={classes['group']}>
      <legend className={classes['legend']}>{t('moderation.reason')}</legend>
      <div className={classes['chips']}>
        {REASONS.map((reason, index) => {
          const words = t(reason.text);
          const isChosen = !isOwn && value === words;
          return (
            <label key={reason.id} className={classes['chip']} data-chosen={isChosen || undefined}>
              <input
                type="radio"
                name={name}
                checked={isChosen}
                data-autofocus={(isFirst && (known ? known === reason : index === 0)) || undefined}
                onChange={() => pick(words)}
                onClick={() => {
                  if (isChosen) pick('');
                }}
              />
              {words}
              {withKeys ? <Key>{reason.key}</Key> : null}
            </label>
          );
        })}
        <label className={classes['chip']} data-chosen={isOwn || undefined}>
          <input
            type="radio"
            name={name}
            checked={isOwn}
            onChange={() => pick('', true)}
            onClick={() => {
              if (isOwn) pick('');
            }}
          />
          {t('moderation.reasons.own')}
        </label>
      </div>
      {isOwn ? (
        <TextInput
          ref={input}
          mt={8}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          maxLength={REASON_LENGTH_MAX}
          aria-label={t('moderation.ownReason')}
          placeholder={t('moderation.reasonHint')}
          autoComplete="off"
        />
      ) : null}
    </fieldset>
  );
}

/** A figure chooses a reason, again takes it away; `undefined` for other keys. */
export function useReasonKey(value: string, onChange: (reason: string) => void): (key: string) => boolean {
  const { t } = useTexts();
  return (key) => {
    const reason = REASONS.find((each) => each.key === key);
    if (!reason) return false;
    onChange(t(reason.text) === value ? '' : t(reason.text));
    return true;
  };
}
