import { Button } from '@mantine/core';
import { IconChartBar, IconTable } from '@tabler/icons-react';
import { type CSSProperties, type ReactNode, useState } from 'react';
import { useTexts } from '../../app/locale.tsx';
import { Card } from '../../ui/card.tsx';
import classes from './chart-card.module.css';

export interface LegendItem {
  readonly label: string;
  readonly color: string;
  readonly look: 'line' | 'solid' | 'hatched';
}

interface ChartCardProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly legend?: readonly LegendItem[];
  /** Left of the switch between picture and table. */
  readonly controls?: ReactNode;
  readonly chart: ReactNode;
  readonly table: ReactNode;
  readonly className?: string | undefined;
}

/** A picture, what its colours mean, and the same data as a table. */
export function ChartCard({ title, note, legend = [], controls, chart, table, className }: ChartCardProps) {
  const { t } = useTexts();
  const [isTable, setTable] = useState(false);
  return (
    <Card
      title={title}
      note={note}
      className={[className, controls && classes['wraps']].filter(Boolean).join(' ')}
      flush={isTable}
      actions={
        <>
          {isTable || legend.length === 0 || controls ? null : (
            <div className={classes['inHead']}>
              <Legend items={legend} />
            </div>
          )}
          {controls}
          <Button
            className={classes['switch'] ?? ''}
            size="xs"
            variant="subtle"
            color="gray"
            aria-pressed={isTable}
            leftSection={isTable ? <IconChartBar size={15} stroke={1.75} /> : <IconTable size={15} stroke={1.75} />}
            onClick={() => setTable(!isTable)}
          >
            {t(isTable ? 'finance.chart.asChart' : 'finance.chart.asTable')}
          </Button>
        </>
      }
    >
      {/* Beside other controls, and on a phone, there is no room for it in the head. */}
      {!isTable && legend.length > 0 ? (
        <div className={classes['above']} data-always={controls ? true : undefined}>
          <Legend items={legend} />
        </div>
      ) : null}
      {isTable ? table : chart}
    </Card>
  );
}

function Legend({ items }: { items: readonly LegendItem[] }) {
  return (
    <ul className={classes['legend']}>
      {items.map(({ label, color, look }) => (
        <li key={label}>
          <Swatch color={color} look={look} />
          {label}
        </li>
      ))}
    </ul>
  );
}

export function Swatch({ color, look }: { color: string; look: LegendItem['look'] }) {
  return (
    <i
      className={classes['swatch']}
      data-look={look}
      style={{ '--swatch': color } as CSSProperties}
      aria-hidden="true"
    />
  );
}
