import { Popover, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { live } from '../../../contract/live.ts';
import { ask } from '../../api/query-client.ts';
import { useTexts } from '../../app/locale.tsx';
import classes from './connection-light.module.css';
import { ConnectionList, LINES, toneOf } from './connection-list.tsx';

/** How the lines to Twitch are, in one light; the details on demand. */
export function ConnectionLight() {
  const { t } = useTexts();
  const { data } = useQuery({ ...ask(live.connections, {}), refetchInterval: 10_000 });
  if (!data) return null;
  const worst = LINES.map((line) => toneOf(data[line])).sort()[0] ?? 'ok';
  const summary = t(worst === 'ok' ? 'live.connection.good' : 'live.connection.trouble');
  return (
    <Popover position="bottom-end" width={300} withinPortal>
      <Popover.Target>
        <UnstyledButton className={classes['light']} data-tone={worst} aria-label={summary} title={summary}>
          <span className={classes['dot']} aria-hidden="true" />
          {worst === 'ok' ? null : <span>{summary}</span>}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <ConnectionList />
      </Popover.Dropdown>
    </Popover>
  );
}
