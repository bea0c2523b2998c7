import { z } from 'zod';
import type { Rule } from './rule.ts';

const config = z.object({
  /** Hosts that may be linked, with everything below them. */
  allowedHosts: z.array(z.string()).default(['twitch.tv', 'youtube.com', 'youtu.be']),
});

const HOST =
  /(?:^|[^\p{L}\p{N}_@.-])(?:https?:\/\/)?((?:[\p{L}\p{N}][\p{L}\p{N}-]*\.)+\p{L}{2,24})(?![\p{L}\p{N}_-])/iu;

/** An address that is not on the list of allowed hosts. */
export const links: Rule<z.output<typeof config>, string, undefined> = {
  name: 'links',
  config,
  remember: () => undefined,
  judge(line, { allowedHosts }) {
    if (!line.hasLink) return undefined;
    // Word by word: each is short, so the pattern cannot be made to run long.
    for (const word of line.text.split(/\s+/)) {
      if (!word.includes('.') || word.length > 300) continue;
      const host = HOST.exec(word)?.[1]?.toLowerCase();
      if (host !== undefined && !allowedHosts.some((allowed) => host === allowed || host.endsWith(`.${allowed}`))) {
        return host;
      }
    }
    return undefined;
  },
  explain: (host) => ({ host }),
};
