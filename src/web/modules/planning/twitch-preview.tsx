import { useTexts } from '../../app/locale.tsx';
import { spanOf } from './plan-draft.ts';
import classes from './plan-form.module.css';
import { useRepeatText } from './repeat-text.ts';
import { twitchWords } from './twitch-words.ts';
import type { PlanFormUse } from './use-plan-form.ts';

/** What saving changes on Twitch, before it is saved. */
export function TwitchPreview({ form }: { form: PlanFormUse }) {
  const { t, day, time } = useTexts();
  const repeatText = useRepeatText();
  const { draft, before, edited, scope } = form;
  const span = spanOf(draft);
  const when = draft.repeat
    ? `${repeatText({ ...draft.repeat, until: null })} ${draft.time}`
    : span
      ? `${day(span.startMs)} ${time(span.startMs)}`
      : '…';
  return (
    <section className={classes['preview']} aria-live="polite">
      <h3>{t('planning.willSend.title')}</h3>
      {twitchWords({ draft, before, stream: edited, scope }).map((word) => (
        <p key={word}>{t(word, { when })}</p>
      ))}
    </section>
  );
}
