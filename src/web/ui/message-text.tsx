import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type ChatLineView, live } from '../../contract/live.ts';
import { ask } from '../api/query-client.ts';
import { useTexts } from '../app/locale.tsx';
import classes from './chat-text.module.css';
import { type Cheermote, markWords, splitMessage } from './message-parts.ts';

interface MessageTextProps {
  readonly line: Pick<ChatLineView, 'text' | 'emotes' | 'bits'>;
  /** Words of a search, marked. */
  readonly words?: readonly string[] | undefined;
  /** A mention of this login stands out. */
  readonly ownLogin?: string | undefined;
}

const NO_WORDS: readonly string[] = [];

/** The words of a message with its emotes, cheers, mentions and links. */
export function MessageText(props: MessageTextProps) {
  // Only what Twitch counted cheers; of all other lines nobody needs to know the words for it.
  return props.line.bits === null ? <Words {...props} /> : <CheeringWords {...props} />;
}

function CheeringWords(props: MessageTextProps) {
  const { data } = useQuery({ ...ask(live.cheermotes, {}), staleTime: Number.POSITIVE_INFINITY });
  return <Words {...props} cheermotes={data?.cheermotes} />;
}

function Words({
  line,
  words = NO_WORDS,
  ownLogin,
  cheermotes,
}: MessageTextProps & { cheermotes?: readonly Cheermote[] | undefined }) {
  const { number } = useTexts();
  const parts = useMemo(() => splitMessage(line, cheermotes), [line, cheermotes]);
  return parts.map((part, index) => {
    // The parts of a message never change their order.
    const key = `${index}`;
    switch (part.type) {
      case 'emote':
        return <Picture key={key} path={`emotes/${encodeURIComponent(part.id)}`} text={part.text} title={part.text} />;
      case 'cheer':
        return (
          <span key={key} className={classes['cheer']} title={part.text}>
            <Picture path={`cheermotes/${encodeURIComponent(part.prefix)}/${part.tier}`} text={part.prefix} />
            {number(part.bits)}
          </span>
        );
      case 'mention':
        return (
          <strong key={key} className={classes['mention']} data-own={part.login === ownLogin || undefined}>
            {part.text}
          </strong>
        );
      case 'link':
        return (
          <a key={key} href={part.url} target="_blank" rel="noopener noreferrer nofollow" className={classes['link']}>
            <Marked text={part.text} words={words} />
          </a>
        );
      case 'text':
        return <Marked key={key} text={part.text} words={words} />;
      default:
        return part satisfies never;
    }
  });
}

/** Small, and its word where Twitch does not give it. */
function Picture({ path, text, title }: { path: string; text: string; title?: string }) {
  const [isMissing, setMissing] = useState(false);
  if (isMissing) return text;
  return (
    <img
      className={classes['emote']}
      src={`/api/live/${path}`}
      alt={text}
      title={title}
      loading="lazy"
      height={20}
      onError={() => setMissing(true)}
    />
  );
}

function Marked({ text, words }: { text: string; words: readonly string[] }) {
  if (words.length === 0) return text;
  let at = 0;
  return markWords(text, words).map((piece) => {
    const key = at;
    at += piece.text.length;
    return piece.isHit ? (
      <mark key={key} className={classes['hit']}>
        {piece.text}
      </mark>
    ) : (
      <span key={key}>{piece.text}</span>
    );
  });
}
