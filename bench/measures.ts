import { atLeast, atMost, type Figure, format, type Measure } from './measure.ts';

/** Everything `npm run bench` measures, in the order of the table. Each part is loaded when it is run. */
export const MEASURES: readonly Measure[] = [
  {
    name: 'parser',
    limitSeconds: 60,
    async run() {
      const { benchParser } = await import('./parser.ts');
      const { ourPerSecond, ircMessageRatio, twurpleRatio } = await benchParser();
      return [
        parserFigure('irc-message', 4, ircMessageRatio, ourPerSecond),
        parserFigure('Twurple', 8, twurpleRatio, ourPerSecond),
      ];
    },
  },
  {
    name: 'intake',
    limitSeconds: 130,
    async run() {
      const { benchIntake } = await import('./intake.ts');
      const figures = await benchIntake();
      return figures.flatMap(({ database, messagesPerSecond, bytesPerMessage }) => {
        const isSqlite = database === 'sqlite';
        const what = `raw line → committed and searchable, ${isSqlite ? 'SQLite' : 'PostgreSQL'}`;
        const speed = atLeast(what, 20_000, messagesPerSecond, 'messages/s');
        return [
          isSqlite ? speed : { ...speed, bar: '', isMet: null },
          ...(bytesPerMessage === null
            ? []
            : [atMost('stored message with index and full text', 200, bytesPerMessage, 'bytes')]),
        ];
      });
    },
  },
  {
    name: 'rules',
    limitSeconds: 30,
    async run() {
      const { benchRules } = await import('./rules.ts');
      return [atMost('50 rules on one message', 10, benchRules(), 'µs')];
    },
  },
  {
    name: 'reads',
    limitSeconds: 210,
    async run({ rows }) {
      const { benchReads } = await import('./reads.ts');
      const { cardMs, searchMs } = await benchReads(rows);
      const size = `${format(rows / 1_000_000)} M lines`;
      return [
        atMost(`viewer card (last 100 + counts) in ${size}, p95`, 5, cardMs, 'ms'),
        atMost(`word search, newest 50, in ${size}, p95`, 20, searchMs, 'ms'),
      ];
    },
  },
  {
    name: 'books',
    limitSeconds: 180,
    async run() {
      const { benchBooks } = await import('./books.ts');
      const { balancesMs, chainMs, hledgerMs } = await benchBooks();
      const balances = atMost('all balances of 100,000 entries', 5_000, balancesMs * 1000, 'µs');
      const ratio =
        hledgerMs === null ? 'hledger is not installed' : `hledger, reading its journal: ${format(hledgerMs)} ms`;
      return [{ ...balances, ratio }, atMost('check of their chain', 2000, chainMs, 'ms')];
    },
  },
  {
    name: 'calendar',
    limitSeconds: 60,
    async run() {
      const { benchCalendar } = await import('./calendar.ts');
      return [atMost("a month's calendar of 50 series and 200 streams", 10, benchCalendar(), 'ms')];
    },
  },
  {
    name: 'start',
    limitSeconds: 110,
    async run() {
      const { benchStart } = await import('./start.ts');
      const { firstMs, directMs, npmMs, restMegabytes } = await benchStart();
      return [
        atMost('first start of all, with ninety days of past', 10_000, firstMs, 'ms'),
        atMost('server from spawn to ready', 1000, directMs, 'ms'),
        ...(npmMs === null ? [] : [atMost('through npm', 2000, npmMs, 'ms')]),
        ...(restMegabytes === null ? [] : [atMost('memory of the server at rest', 150, restMegabytes, 'MB')]),
      ];
    },
  },
  {
    name: 'page',
    limitSeconds: 90,
    async run() {
      const { benchFirstPage } = await import('./first-page.ts');
      const { scriptBytes, usableMs } = await benchFirstPage();
      return [
        atMost('script of the first page, gzip', 250, scriptBytes / 1000, 'kB'),
        atMost('first page from asking to usable', 1000, usableMs, 'ms'),
      ];
    },
  },
  {
    name: 'painted',
    limitSeconds: 90,
    async run() {
      const { benchSendToPainted } = await import('./send-to-painted.ts');
      const { p50Ms, p99Ms } = await benchSendToPainted();
      const what = 'sent by Twitch → painted on the page, 500 lines/s';
      return [
        { what: `${what}, p50`, bar: '', measured: `${format(p50Ms)} ms`, ratio: '', isMet: null },
        atMost(`${what}, p99`, 50, p99Ms, 'ms'),
      ];
    },
  },
];

function parserFigure(peer: string, bar: number, ratio: number, ourPerSecond: number): Figure {
  return {
    what: `IRC line → typed message, against ${peer}`,
    bar: `≥ ${bar} ×`,
    measured: `${format(ourPerSecond)} lines/s`,
    ratio: `${format(ratio)} × ${peer}`,
    isMet: ratio >= bar,
  };
}
