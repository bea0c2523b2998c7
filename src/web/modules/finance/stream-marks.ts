import { useTexts } from '../../app/locale.tsx';
import type { StreamReport } from './evening-shape.ts';

/** A raid or hype train of a stream in a few words. */
export function useMarkText(): (mark: StreamReport['report']['marks'][number]) => string {
  const { t } = useTexts();
  return ({ kind, name, params }) => {
    if (kind === 'raid') {
      const viewers = String(params['viewers'] ?? '?');
      return name ? t('finance.report.raid', { name, viewers }) : t('finance.report.raidPlain', { viewers });
    }
    const { level } = params;
    return level === undefined
      ? t('finance.report.hypeTrainPlain')
      : t('finance.report.hypeTrain', { level: String(level) });
  };
}
