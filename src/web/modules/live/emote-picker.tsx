import { ActionIcon, Popover } from '@mantine/core';
import { IconMoodSmile } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { live } from '../../../contract/live.ts';
import { ask } from '../../api/query-client.ts';
import { useTexts } from '../../app/locale.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import classes from './composer.module.css';

/** The emotes of the channel and of Twitch; a pick is written as its name, which is what Twitch wants. */
export function EmotePicker({ isDisabled, onPick }: { isDisabled: boolean; onPick: (name: string) => void }) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const query = useQuery({ ...ask(live.emotes, {}), enabled: isOpen, staleTime: 3_600_000 });
  return (
    <Popover opened={isOpen} onChange={setOpen} position="top-end" trapFocus>
      <Popover.Target>
        <ActionIcon disabled={isDisabled} aria-label={t('live.composer.emotes')} onClick={() => setOpen(!isOpen)}>
          <IconMoodSmile size={17} stroke={1.75} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <QueryView
          query={query}
          empty={{
            when: ({ emotes }) => emotes.length === 0,
            show: <EmptyState>{t('live.composer.noEmotes')}</EmptyState>,
          }}
        >
          {({ emotes }) => (
            <div className={classes['emotes']}>
              {([true, false] as const).map((isChannel) => {
                const some = emotes.filter((emote) => emote.isChannel === isChannel);
                if (some.length === 0) return null;
                return [
                  <h3 key={`head-${isChannel}`}>
                    {t(isChannel ? 'live.composer.channelEmotes' : 'live.composer.globalEmotes')}
                  </h3>,
                  ...some.map((emote) => (
                    <button
                      key={emote.id}
                      type="button"
                      title={emote.name}
                      onClick={() => {
                        setOpen(false);
                        onPick(emote.name);
                      }}
                    >
                      <img src={`/api/live/emotes/${encodeURIComponent(emote.id)}`} alt={emote.name} height={24} />
                    </button>
                  )),
                ];
              })}
            </div>
          )}
        </QueryView>
      </Popover.Dropdown>
    </Popover>
  );
}
