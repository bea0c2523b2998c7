import { Select } from '@mantine/core';

const ZONES = Intl.supportedValuesOf('timeZone');
const SHOWN_MAX = 80;

interface ZoneSelectProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (zone: string) => void;
}

/** A time zone by its name; one this browser does not list stays selectable. */
export function ZoneSelect({ label, value, onChange }: ZoneSelectProps) {
  const zones = ZONES.includes(value) ? ZONES : [value, ...ZONES];
  return (
    <Select
      label={label}
      searchable
      limit={SHOWN_MAX}
      value={value}
      onChange={(zone) => {
        if (zone !== null) onChange(zone);
      }}
      data={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
    />
  );
}
