import { Link } from '@tanstack/react-router';
import { useTexts } from '../../app/locale.tsx';
import { Figure } from '../../ui/figure.tsx';
import { EstimatedMoney } from '../../ui/money.tsx';
import { percentOver } from './amounts.ts';
import type { StreamReport } from './evening-shape.ts';
import { FigureStrip, FigureTile } from './figure-strip.tsx';

/** The stream in six figures, each beside what is usual. */
export function ReportFigures({ report, settledBy }: { report: StreamReport; settledBy: string }) {
  const { t, number, change, percent, time } = useTexts();
  const { broadcast, report: facts, usual } = report;
  const over = usual ? percentOver(report.estimated, usual.estimated) : null;
  const overText = over === null ? null : Math.round(over);
  const followersOver = usual ? Math.round(facts.followers - usual.followers) : null;
  const events = report.sources.reduce((sum, source) => sum + source.events, 0);
  return (
    <FigureStrip label={t('finance.report.figures')} hasLead>
      <FigureTile
        label={t('finance.report.lands')}
        figure={<EstimatedMoney amounts={report.estimated} events={events} settledBy={settledBy} />}
        note={
          overText === null || !usual ? null : (
            <Figure
              value={null}
              text={t('finance.report.overUsual', {
                percent: overText > 0 ? `+${percent(overText)}` : percent(overText),
                count: usual.streams,
              })}
            />
          )
        }
        tone={overText !== null && overText > 0 ? 'ok' : undefined}
        door={(className, content) => (
          <Link to="/finance/rows" search={{ stream: broadcast.id }} className={className}>
            {content}
          </Link>
        )}
      />
      <FigureTile
        label={t('finance.report.perHour')}
        figure={<EstimatedMoney amounts={report.perHour} settledBy={settledBy} />}
      />
      <FigureTile
        label={t('finance.report.viewers')}
        figure={<Figure value={broadcast.averageViewers === null ? null : Math.round(broadcast.averageViewers)} />}
        note={
          broadcast.peakViewers === null || facts.peakAt === null ? (
            t('finance.report.noViewers')
          ) : (
            <Figure
              value={null}
              text={t('finance.report.peak', { viewers: number(broadcast.peakViewers), time: time(facts.peakAt) })}
            />
          )
        }
      />
      <FigureTile
        label={t('finance.report.messages')}
        figure={<Figure value={facts.messages} />}
        note={
          <Figure
            value={null}
            text={t('finance.report.people', {
              count: facts.chatters,
              people: number(facts.chatters),
              fresh: number(facts.newChatters),
            })}
          />
        }
      />
      <FigureTile
        label={t('finance.report.followers')}
        figure={<Figure value={facts.followers} />}
        note={
          followersOver === null ? null : followersOver === 0 ? (
            t('finance.report.asUsual')
          ) : (
            <Figure value={null} text={t('finance.report.overUsualFollowers', { change: change(followersOver) })} />
          )
        }
        tone={followersOver !== null && followersOver > 0 ? 'ok' : undefined}
      />
      <FigureTile
        label={t('finance.report.coverage')}
        figure={<span className="num">{percent(Math.floor(facts.coverage))}</span>}
        note={
          facts.gaps.length === 0
            ? t('finance.report.complete')
            : t('finance.report.gaps', { count: facts.gaps.length })
        }
        tone={facts.gaps.length === 0 ? undefined : 'warn'}
      />
    </FigureStrip>
  );
}
