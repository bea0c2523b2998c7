import { type ReactNode, useId } from 'react';
import classes from './data-table.module.css';

export interface Column<Row> {
  readonly key: string;
  readonly head: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** Text left, numbers right, icons and states centred. */
  readonly align?: 'start' | 'end' | 'center';
  readonly width?: number | string;
  /** Left out below 900 px. */
  readonly isOptional?: boolean;
}

interface DataTableProps<Row> {
  /** What the table lists, for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly isSelected?: (row: Row) => boolean;
  readonly onOpen?: (row: Row) => void;
}

/** Rules between rows, sticky head, no zebra; on a phone each row stacks into lines. */
export function DataTable<Row>({ label, columns, rows, keyOf, isSelected, onOpen }: DataTableProps<Row>) {
  const id = useId();
  return (
    <table className={classes['table']} aria-labelledby={id}>
      <caption id={id} className="sr-only">
        {label}
      </caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              data-align={column.align}
              data-optional={column.isOptional || undefined}
              style={column.width === undefined ? undefined : { width: column.width }}
            >
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={keyOf(row)}
            data-selected={isSelected?.(row) || undefined}
            data-opens={onOpen ? true : undefined}
            tabIndex={onOpen ? 0 : undefined}
            onClick={onOpen ? () => onOpen(row) : undefined}
            onKeyDown={
              onOpen
                ? (event) => {
                    if (event.key === 'Enter' && event.target === event.currentTarget) onOpen(row);
                  }
                : undefined
            }
          >
            {columns.map((column) => (
              <td key={column.key} data-align={column.align} data-optional={column.isOptional || undefined}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
