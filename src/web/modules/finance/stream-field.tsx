import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { finance } from '../../../contract/finance.ts';
import { ask } from '../../api/query-client.ts';
import { useTexts } from '../../app/locale.tsx';

const ASKED = 40;

/** The stream a booking belongs to, if it belongs to one. */
export function StreamField({ value, onChange }: { value: number | null; onChange: (id: number | null) => void }) {
  const { t, calendarDay, dayKey } = useTexts();
  const { data } = useQuery(ask(finance.streams, { limit: ASKED }));
  const streams = (data?.streams ?? []).map(({ broadcast }) => ({
    value: String(broadcast.id),
    label: `${calendarDay(dayKey(broadcast.startedAt))} · ${broadcast.title || t('finance.streams.untitled')}`,
  }));
  // A stream older than the list still has to be shown.
  const isListed = value === null || streams.some((stream) => stream.value === String(value));
  return (
    <Select
      label={
        <>
          {t('finance.booking.stream')}{' '}
          <span style={{ color: 'var(--lx-text3)', fontWeight: 400 }}>{t('finance.booking.streamOptional')}</span>
        </>
      }
      value={value === null ? '' : String(value)}
      onChange={(picked) => onChange(picked ? Number(picked) : null)}
      data={[
        { value: '', label: t('finance.booking.streamNone') },
        ...(isListed ? [] : [{ value: String(value), label: `${t('finance.booking.stream')} ${value}` }]),
        ...streams,
      ]}
      searchable
      maxDropdownHeight={260}
    />
  );
}
