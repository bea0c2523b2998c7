import { useMemo } from 'react';
import type { ChatLineView } from '../../contract/live.ts';
import classes from './chat-text.module.css';
import { markWords, splitMessage } from './message-parts.ts';

interface MessageTextProps {
  readonly line: Pick<ChatLineView, 'text' | 'emotes'>;
  /** Words of a search, marked. */
  readonly words?: readonly string[] | undefined;
  /** A mention of this login stands out. */
  readonly ownLogin?: string | undefined;
}

const NO_WORDS: readonly string[] = [];

/** The words of a message with its emotes, mentions and links. */
export function MessageText({ line, words = NO_WORDS, ownLogin }: MessageTextProps) {
  const parts = useMemo(() => splitMessage(line), [line]);
  return parts.map((part, index) => {
    // The parts of a message never change their order.
    const key = `${index}`;
    switch (part.type) {
      case 'emote':
        return (
          <img
            key={key}
            className={classes['emote']}
            src={`/api/live/emotes/${encodeURIComponent(part.id)}`}
            alt={part.text}
            title={part.text}
            loading="lazy"
            height={20}
          />
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
