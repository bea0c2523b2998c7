import { createServer, type RequestListener } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSay } from '../i18n/console.ts';
import { cleanUpLater } from '../testing/clean-up.ts';
import { recordSandboxPast } from './sandbox-past.ts';
import { createSpeak } from './speak.ts';

const speak = createSpeak(createSay('en'));

async function startTwitch(answer: RequestListener): Promise<number> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  cleanUpLater(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as { port: number }).port;
}

/** What was said on the console while this Twitch told its past. */
async function record(answer: RequestListener, stopped = new AbortController().signal) {
  const said: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  const got: string[] = [];
  const app = {
    hasPast: async (header: string) => header === 'all of it',
    async replayPast(lines: AsyncIterable<string>, onProgress: (progress: { done: number; total: number }) => void) {
      for await (const line of lines) {
        got.push(line);
        onProgress({ done: got.length, total: 4 });
      }
      return true;
    },
  };
  await recordSandboxPast(app, await startTwitch(answer), speak, stopped);
  return { said: said.join(''), got };
}

/** A past of which the record lacks something. */
const lacking =
  (tell: RequestListener): RequestListener =>
  (request, response) =>
    request.url === '/sim/past/header' ? response.end('some of it') : tell(request, response);

afterEach(() => void vi.restoreAllMocks());

describe('the past of the sandbox', () => {
  it('comes line by line, wherever the pieces are cut, and counts up', async () => {
    const { said, got } = await record(
      lacking((_, response) => {
        const bytes = Buffer.from('eins\nzwei ü\ndrei\nvier');
        response.write(bytes.subarray(0, 10));
        setTimeout(() => response.end(bytes.subarray(10)), 5);
      }),
    );
    expect(got).toEqual(['eins', 'zwei ü', 'drei', 'vier']);
    expect(said).toMatch(/25 %\n.*50 %\n.*75 %\n.*100 %\n$/);
  });

  it('is none where Twitch has none, without a word', async () => {
    const { said, got } = await record((_, response) => response.writeHead(404).end('{}'));
    expect({ said, got }).toEqual({ said: '', got: [] });
  });

  it('is not read when the record has it', async () => {
    const asked: string[] = [];
    const { said, got } = await record((request, response) => {
      asked.push(request.url ?? '');
      response.end('all of it');
    });
    expect({ said, got, asked }).toEqual({ said: '', got: [], asked: ['/sim/past/header'] });
  });

  it('says that it is not complete when Twitch dies in the middle, and lets the server start', async () => {
    const { said, got } = await record(
      lacking((_, response) => {
        response.write('eins\nzwei\n');
        setTimeout(() => response.destroy(), 20);
      }),
    );
    expect(got).toEqual(['eins', 'zwei']);
    expect(said).toMatch(/past is not complete yet \(.+\): the next start goes on with it\.\n$/);
  });

  it('ends without a word when the server is told to stop meanwhile', async () => {
    const stop = new AbortController();
    const { said } = await record(
      lacking((_, response) => {
        response.write('eins\n');
        setTimeout(() => stop.abort(), 20);
      }),
      stop.signal,
    );
    expect(said).not.toContain('not complete');
  });
});
