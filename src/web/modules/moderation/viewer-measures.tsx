import { Button } from '@mantine/core';
import { IconArrowBackUp, IconBan, IconHourglass } from '@tabler/icons-react';
import { useState } from 'react';
import type { ModActionView } from '../../../contract/moderation.ts';
import { useMay } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';
import { Key } from '../../ui/key.tsx';
import { Strip } from '../../ui/strip.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useActBy } from './act-by.ts';
import { ActState } from './act-state.tsx';
import { ActingAs } from './acting-as.tsx';
import { type ActUse, useAct, useDesk } from './desk.ts';
import { TIMEOUT_PRESETS } from './duration.ts';
import type { Person } from './possible-acts.ts';
import { ReasonChoice } from './reason-choice.tsx';
import { UndoButton } from './undo-button.tsx';
import type { ViewerCardView } from './viewer-head.tsx';
import classes from './viewer-measures.module.css';

export interface Measures {
  readonly reason: string;
  setReason(reason: string): void;
  readonly isChoosing: boolean;
  setChoosing(isChoosing: boolean): void;
  readonly act: ActUse;
  timeout(seconds: number): void;
  ownTimeout(): void;
  ban(): void;
  lift(expect: 'timeout' | 'ban' | 'either'): void;
}

/** What the buttons of the card and its keys do. */
export function useMeasures(person: Person, messageId: string | undefined): Measures {
  const desk = useDesk();
  const [reason, setReason] = useState('');
  const [isChoosing, setChoosing] = useState(false);
  const act = useAct();
  const isPossible = desk.blocked('restrict') === null && desk.impossible('restrict', person) === null;
  return {
    reason,
    setReason,
    isChoosing,
    setChoosing,
    act,
    timeout: (seconds) => {
      setChoosing(false);
      if (isPossible) act.run({ type: 'timeout', person, seconds, reason, messageId });
    },
    ownTimeout: () => {
      setChoosing(false);
      if (isPossible) desk.open({ type: 'timeout', subject: { person, messageId, reason } });
    },
    ban: () => {
      if (isPossible) desk.open({ type: 'ban', subject: { person, messageId, reason } });
    },
    lift: (expect) => act.run({ type: 'lift', person, expect }),
  };
}

/** Words left, the key at the right edge. */
const wide = { inner: classes['inner'] ?? '', label: classes['label'] ?? '' };

interface ViewerMeasuresProps {
  readonly person: Person;
  readonly card: ViewerCardView | undefined;
  readonly measures: Measures;
  readonly isBlocked: boolean;
}

/** Right in the card: why, what, and what was done so far. */
export function ViewerMeasures({ person, card, measures, isBlocked }: ViewerMeasuresProps) {
  const { t } = useTexts();
  const desk = useDesk();
  const mayAct = useMay('moderation.act');
  const impossible = desk.impossible('restrict', person);
  const isOff = isBlocked || impossible !== null || measures.act.isBusy;
  const words = measures.reason.trim();
  const name = person.displayName;
  return (
    <div className={classes['measures']}>
      {impossible && mayAct ? <Strip tone="info">{t(impossible)}</Strip> : null}
      {mayAct && impossible === null ? (
        <>
          <ReasonChoice value={measures.reason} onChange={measures.setReason} withKeys />
          <div>
            <h3 className={classes['heading']}>
              {t('moderation.card.measure')}
              <Key>T</Key>
            </h3>
            <div className={classes['times']} data-choosing={measures.isChoosing || undefined}>
              {TIMEOUT_PRESETS.map((preset) => (
                <Button
                  key={preset.key}
                  className={classes['time'] ?? ''}
                  variant="default"
                  px={4}
                  disabled={isOff}
                  aria-label={`${t('moderation.actions.timeout')}, ${t(preset.label)}`}
                  aria-keyshortcuts={`T ${preset.key}`}
                  onClick={() => measures.timeout(preset.seconds)}
                >
                  {t(preset.label)}
                  {measures.isChoosing ? (
                    <span className={classes['key']}>
                      <Key>{preset.key}</Key>
                    </span>
                  ) : null}
                </Button>
              ))}
              <Button
                className={classes['wide'] ?? ''}
                classNames={wide}
                variant="default"
                disabled={isOff}
                leftSection={<IconHourglass size={15} stroke={1.75} />}
                rightSection={measures.isChoosing ? <Key>5</Key> : null}
                onClick={measures.ownTimeout}
              >
                {t('moderation.ownDuration')} …
              </Button>
              <Button
                className={`${classes['wide']} ${classes['ban']}`}
                classNames={wide}
                variant="default"
                disabled={isOff}
                leftSection={<IconBan size={15} stroke={1.75} />}
                rightSection={<Key>B</Key>}
                aria-keyshortcuts="B"
                onClick={measures.ban}
              >
                {t('moderation.actions.ban')} …
              </Button>
              <Lift card={card} measures={measures} isOff={isOff} />
            </div>
          </div>
          <p className={classes['reads']}>
            {words === ''
              ? t('moderation.card.noReason', { name })
              : t('moderation.card.reads', { name, reason: words })}
          </p>
        </>
      ) : null}
      {measures.act.error ? <ErrorStrip error={measures.act.error} /> : null}
      <ActingAs />
      {card ? <SoFar actions={card.actions} /> : null}
    </div>
  );
}

/** Only what stands is lifted; where nobody knows, Twitch is asked and then the person. */
function Lift({ card, measures, isOff }: { card: ViewerCardView | undefined; measures: Measures; isOff: boolean }) {
  const { t } = useTexts();
  const state = card?.standing.state;
  if (state === undefined || state === 'free') return null;
  const label =
    state === 'ban'
      ? t('moderation.actions.unban')
      : state === 'timeout'
        ? t('moderation.actions.untimeout')
        : t('moderation.actions.lift');
  return (
    <Button
      className={classes['wide'] ?? ''}
      classNames={wide}
      variant="default"
      disabled={isOff}
      leftSection={<IconArrowBackUp size={15} stroke={1.75} />}
      title={state === 'unknown' ? t('moderation.card.standingUnknown') : undefined}
      onClick={() => measures.lift(state === 'ban' ? 'ban' : 'timeout')}
    >
      {label}
    </Button>
  );
}

const DOTS: Readonly<Partial<Record<ModActionView['kind'], 'bad' | 'warn' | 'ok'>>> = {
  delete: 'warn',
  warn: 'warn',
  timeout: 'bad',
  ban: 'bad',
  unban: 'ok',
  untimeout: 'ok',
};

function SoFar({ actions }: { actions: readonly ModActionView[] }) {
  const { t, day, time, dayKey, duration } = useTexts();
  const nowMs = useNow(60_000);
  const by = useActBy();
  return (
    <div>
      <h3 className={classes['heading']}>
        {t('moderation.card.soFar')}
        {actions.length > 0 ? <span>{actions.length}</span> : null}
      </h3>
      {actions.length === 0 ? <p className={classes['reads']}>{t('moderation.card.noActions')}</p> : null}
      <ol className={classes['acts']}>
        {actions.map((action) => (
          <li key={action.id} data-dot={DOTS[action.kind] ?? 'none'}>
            <div className={classes['what']}>
              <strong>
                {t(`moderation.kinds.${action.kind}`)}
                {action.kind === 'timeout' && action.seconds !== null ? ` ${duration(action.seconds)}` : ''}
              </strong>
              <time className="num" dateTime={action.at}>
                {dayKey(action.at) === dayKey(nowMs) ? time(action.at) : day(action.at)}
              </time>
            </div>
            <div className={classes['note']}>{[action.reason, by(action)].filter(Boolean).join(' · ')}</div>
            <div className={classes['state']}>
              <ActState action={action} />
              <UndoButton action={action} />
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}
