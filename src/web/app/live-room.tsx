import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconUserBolt } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useMay } from '../api/session.ts';
import type { ChatTools } from '../modules/live/chat-panel.tsx';
import { LivePage } from '../modules/live/live-page.tsx';
import { useActBy } from '../modules/moderation/act-by.ts';
import { ActionBar } from '../modules/moderation/action-bar.tsx';
import { useDesk } from '../modules/moderation/desk.ts';
import { DeskReport } from '../modules/moderation/desk-report.tsx';
import { useLineActs } from '../modules/moderation/line-acts.ts';
import { LineSheet } from '../modules/moderation/line-sheet.tsx';
import { NO_FILTER } from '../modules/moderation/mod-log.ts';
import { ModLogPanel } from '../modules/moderation/mod-log-panel.tsx';
import { ModerationDesk } from '../modules/moderation/moderation-desk.tsx';
import { removedByAct } from '../modules/moderation/person-lines.ts';
import { useModLog } from '../modules/moderation/use-mod-log.ts';
import { useIsNarrow } from '../ui/use-width.ts';
import { useTexts } from './locale.tsx';

/** The live chat with the moderators' desk: two rooms that do not know each other, put together here. */
export function LiveRoom() {
  return (
    <ModerationDesk>
      <ChatWithDesk />
    </ModerationDesk>
  );
}

function ChatWithDesk() {
  const startAt = useSearch({ from: '/inside/live', select: ({ line }) => line });
  const desk = useDesk();
  const acts = useLineActs();
  const mayReadLog = useMay('moderation.read');
  const log = useModLog(NO_FILTER, mayReadLog);
  const by = useActBy();
  const { duration } = useTexts();
  const { openCard } = desk;
  // Stable, or every line of the chat would be drawn again.
  const openPerson = useMemo(
    (): ChatTools['openPerson'] =>
      mayReadLog
        ? (user, { messageId }) => openCard({ person: user, ...(messageId === null ? {} : { messageId }) })
        : undefined,
    [mayReadLog, openCard],
  );
  const tools: ChatTools = {
    actionsFor: (line, onReply) => <ActionBar line={line} acts={acts} onReply={onReply} />,
    sheetFor: (line, onReply, onClose) => <LineSheet line={line} acts={acts} onReply={onReply} onClose={onClose} />,
    onKey: acts.onKey,
    removedNoteOn: (line) => {
      const act = removedByAct(line, log.actions ?? []);
      if (!act) return null;
      return [by(act), act.reason, act.seconds === null ? null : duration(act.seconds)].filter(Boolean).join(' · ');
    },
    openPerson,
    strips: <DeskReport />,
  };
  return (
    <LivePage
      tools={tools}
      modLog={mayReadLog ? <ModLogPanel log={log} /> : null}
      startAt={startAt}
      headerActions={<TypedLoginButton />}
    />
  );
}

function TypedLoginButton() {
  const { t } = useTexts();
  const desk = useDesk();
  const isNarrow = useIsNarrow();
  if (!useMay('moderation.act')) return null;
  const label = t('moderation.typed.title');
  const open = (): void => desk.open({ type: 'typed' });
  if (isNarrow) {
    return (
      <Tooltip label={label}>
        <ActionIcon aria-label={label} onClick={open}>
          <IconUserBolt size={17} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
    );
  }
  return (
    <Button variant="default" leftSection={<IconUserBolt size={15} stroke={1.75} />} onClick={open}>
      {label}
    </Button>
  );
}
