import { Popover, Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type Texts, useTexts } from '../../app/locale.tsx';
import { Card } from '../../ui/card.tsx';
import { CoverageBand, type CoverageLane, type CoverageSpan } from '../../ui/coverage-band.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { useIsPhone } from '../../ui/use-width.ts';
import { BandSkeleton } from './band-skeleton.tsx';
import classes from './coverage-card.module.css';
import { daysUntil, lengthOf, longest, type Recorded, recordedOn, type Span } from './coverage-spans.ts';
import { useCoverage } from './queries.ts';

const DAYS = 7;
const LISTED = 8;

type LineName = 'chat' | 'events' | 'viewers';

/** A week of what was recorded, and in words where something is missing. */
export function CoverageCard() {
  const texts = useTexts();
  const { t, zone, language } = texts;
  const isPhone = useIsPhone();
  const query = useCoverage(DAYS);
  return (
    <Card
      title={t('health.coverage.title')}
      note={t('health.coverage.days', { count: DAYS })}
      actions={<Legend />}
      className={classes['card']}
    >
      <QueryView query={query} skeleton={<BandSkeleton />}>
        {(reply) => {
          const axis = daysUntil(Date.parse(reply.until), zone, DAYS);
          const lanes = reply.lines.map((line): CoverageLane => {
            const found = recordedOn(line, reply, axis.fromMs);
            const label = t(`health.coverage.${line.line}`);
            const words = wordsOf(found, texts);
            return {
              id: line.line,
              label,
              description: `${label}: ${words}`,
              spans: spansOf(found, texts),
              words: found.gaps.length === 0 ? words : <Gaps line={line.line} words={words} gaps={found.gaps} />,
            };
          });
          const weekday = dayFormat(texts, { weekday: 'short' });
          const dayOfMonth = dayFormat(texts, { day: 'numeric' });
          const dot = language === 'de' ? '.' : '';
          const ticks = axis.starts.map((atMs) => ({
            atMs,
            label: isPhone ? weekday(atMs) : `${weekday(atMs)} ${dayOfMonth(atMs)}${dot}`,
          }));
          return (
            <>
              <CoverageBand
                fromMs={axis.fromMs}
                toMs={axis.toMs}
                nowMs={Date.parse(reply.until)}
                lanes={lanes}
                ticks={ticks}
              />
              {reply.listsInPart.map((list) => (
                <Text key={list} size="sm" c="dimmed">
                  {t(`health.coverage.inPart.${list}`)}
                </Text>
              ))}
            </>
          );
        }}
      </QueryView>
    </Card>
  );
}

function Legend() {
  const { t } = useTexts();
  return (
    <ul className={classes['legend']} aria-hidden="true">
      {(['stream', 'between', 'gap'] as const).map((look) => (
        <li key={look} data-look={look}>
          {t(`health.coverage.${look}`)}
        </li>
      ))}
    </ul>
  );
}

function spansOf(found: Recorded, texts: Texts): CoverageSpan[] {
  const { t } = texts;
  return [
    ...found.recorded.map((span) => ({ ...span, look: 'dim' as const })),
    ...found.streams.map((span) => ({
      ...span,
      look: 'ok' as const,
      title: `${t('health.coverage.stream')}: ${fromTo(span, texts)}`,
    })),
    ...found.gaps.map((span) => ({
      ...span,
      look: 'warn' as const,
      title: `${t('health.coverage.gap')}: ${fromTo(span, texts)}`,
    })),
  ];
}

/** Count, and the longest or the only one with day, time and length. */
function wordsOf(found: Recorded, texts: Texts): string {
  const { t, time } = texts;
  const weekday = dayFormat(texts, { weekday: 'short' });
  const at = (ms: number): string => `${weekday(ms)} ${time(ms)}`;
  if (found.sinceMs === null) return t('health.coverage.nothing');
  const worst = longest(found.gaps);
  if (worst) {
    return t('health.coverage.gaps', {
      count: found.gaps.length,
      at: at(worst.fromMs),
      duration: lengthWords(worst, texts),
    });
  }
  return found.isFromStart ? t('health.coverage.whole') : t('health.coverage.wholeSince', { since: at(found.sinceMs) });
}

/** The gaps of a line as a list, behind their sentence. */
function Gaps({ line, words, gaps }: { line: LineName; words: string; gaps: readonly Span[] }) {
  const texts = useTexts();
  const { t } = texts;
  const label = t(`health.coverage.${line}`);
  const newest = gaps.toReversed();
  return (
    <Popover position="bottom-end" width={340} withinPortal={false}>
      <Popover.Target>
        <UnstyledButton
          className={classes['gaps']}
          aria-label={`${t('health.coverage.showGaps', { line: label })}: ${words}`}
        >
          {words}
          <IconChevronDown size={14} stroke={2} aria-hidden="true" />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes['sheet'] ?? ''}>
        <ul className={classes['list']}>
          {newest.slice(0, LISTED).map((gap) => (
            <li key={gap.fromMs}>
              <span>{fromTo(gap, texts)}</span>
              <span>{lengthWords(gap, texts)}</span>
            </li>
          ))}
        </ul>
        {gaps.length > LISTED ? <p>{t('health.coverage.more', { count: gaps.length - LISTED })}</p> : null}
      </Popover.Dropdown>
    </Popover>
  );
}

function fromTo(span: Span, { t, day, dayKey, timeExact }: Texts): string {
  const until = timeExact(span.toMs);
  return t('health.coverage.fromTo', {
    from: `${day(span.fromMs)} ${timeExact(span.fromMs)}`,
    until: dayKey(span.fromMs) === dayKey(span.toMs) ? until : `${day(span.toMs)} ${until}`,
  });
}

function lengthWords(span: Span, { duration }: Texts): string {
  return duration(Math.max(1, Math.round(lengthOf(span) / 1000)));
}

/** Weekday and day alone: in one week either is enough. */
function dayFormat({ language, zone }: Texts, options: Intl.DateTimeFormatOptions): (ms: number) => string {
  const format = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', { timeZone: zone, ...options });
  return (ms) => format.format(ms).replace('.', '');
}
