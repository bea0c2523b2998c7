import { Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ChannelStateView, live } from '../../contract/live.ts';
import { ask } from '../api/query-client.ts';
import { useMe } from '../api/session.ts';
import { LiveDot } from '../ui/live-pill.tsx';
import { PersonAvatar } from '../ui/person-avatar.tsx';
import { useNow } from '../ui/use-now.ts';
import classes from './channel-block.module.css';
import { useTexts } from './locale.tsx';

/** The channel's state; `undefined` until it is known or without a channel. */
export function useChannelState(): ChannelStateView | undefined {
  const me = useMe();
  return useQuery({ ...ask(live.state, {}), enabled: me.channel !== null }).data;
}

/** Whose channel this is, and whether it is live. */
export function ChannelBlock({ isRail }: { isRail: boolean }) {
  const { t, duration } = useTexts();
  const { channel } = useMe();
  const state = useChannelState();
  const nowMs = useNow(30_000);
  const words = !channel
    ? t('common.shell.noChannel')
    : state?.isLive && state.startedAt
      ? t('common.shell.channelLiveSince', { duration: roundedDuration(duration, nowMs - Date.parse(state.startedAt)) })
      : t('common.shell.channelOffline');
  const name = channel?.displayName ?? t('common.appName');
  if (isRail) {
    return (
      <Tooltip label={`${name} · ${words}`} position="right">
        <div className={classes['rail']}>
          <PersonAvatar name={name} id={channel?.twitchId ?? ''} size={28} />
          <span className="sr-only">{`${name}, ${words}`}</span>
        </div>
      </Tooltip>
    );
  }
  return (
    <div className={classes['block']}>
      <PersonAvatar name={name} id={channel?.twitchId ?? ''} />
      <div className={classes['words']}>
        <strong>{name}</strong>
        <span>
          {state?.isLive ? <LiveDot /> : null}
          {words}
        </span>
      </div>
    </div>
  );
}

/** Whole minutes: seconds would tick in the corner of the eye. */
function roundedDuration(duration: (seconds: number) => string, ms: number): string {
  return duration(Math.max(60, Math.floor(ms / 60_000) * 60));
}
