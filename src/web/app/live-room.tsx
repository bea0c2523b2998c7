import { ActionIcon, Tooltip } from '@mantine/core';
import { IconUserBolt } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useMay } from '../api/session.ts';
import type { ChatTools } from '../modules/live/chat-panel.tsx';
import { LivePage } from '../modules/live/live-page.tsx';
import { ActionBar } from '../modules/moderation/action-bar.tsx';
import { useDesk } from '../modules/moderation/desk.ts';
import { DeskReport } from '../modules/moderation/desk-report.tsx';
import { useLineActs } from '../modules/moderation/line-acts.ts';
import { LineSheet } from '../modules/moderation/line-sheet.tsx';
import { ModLogPanel } from '../modules/moderation/mod-log-panel.tsx';
import { ModerationDesk } from '../modules/moderation/moderation-desk.tsx';
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
  const { openCard } = desk;
  const openPerson = useMemo(
    () =>
      mayReadLog
        ? (user: Parameters<NonNullable<ChatTools['openPerson']>>[0]) => openCard({ person: user })
        : undefined,
    [mayReadLog, openCard],
  );
  const tools: ChatTools = {
    actionsFor: (line, onReply) => <ActionBar line={line} acts={acts} onReply={onReply} />,
    sheetFor: (line, onReply, onClose) => <LineSheet line={line} acts={acts} onReply={onReply} onClose={onClose} />,
    onKey: acts.onKey,
    openPerson,
    strips: <DeskReport />,
  };
  return (
    <LivePage
      tools={tools}
      modLog={mayReadLog ? <ModLogPanel /> : null}
      startAt={startAt}
      headerActions={<TypedLoginButton />}
    />
  );
}

function TypedLoginButton() {
  const { t } = useTexts();
  const desk = useDesk();
  if (!useMay('moderation.act')) return null;
  return (
    <Tooltip label={t('moderation.typed.title')}>
      <ActionIcon aria-label={t('moderation.typed.title')} onClick={() => desk.open({ type: 'typed' })}>
        <IconUserBolt size={17} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  );
}
