import { entriesFile } from '../../../contract/finance.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { Page, PageRequest } from '../../../platform/module.ts';
import type { FinanceContext } from '../context.ts';
import { writeEntriesCsv } from './entries-csv.ts';
import { fileNameOf, fileStyle, readChainEnd, readForFile, readNumbers } from './entries-file.ts';
import { createPrinter } from './entries-pdf-thread.ts';
import { totalsOf } from './list-entries.ts';

/** A sheet of more would be nobody's to read; the CSV file has all. */
const PDF_ENTRIES_MAX = 5_000;

type Context = Pick<FinanceContext, 'db' | 'clock' | 'isSandbox' | 'channel'>;

/** The ledger as files: the same filter as the list, but the whole list. */
export function entriesFilePages(context: Context): Page[] {
  const { read } = context.db;
  const { isSandbox } = context;
  const print = createPrinter();
  return [
    {
      path: '/api/finance/entries.csv',
      access: 'finance.read',
      async handle(request) {
        const { language, ...filter } = readQuery(request);
        const style = fileStyle(language);
        const entries = await readForFile(read, filter, Number.MAX_SAFE_INTEGER);
        const numbers = await readNumbers(read, entries);
        const days = entries.map(({ day }) => day);
        return {
          status: 200,
          contentType: 'text/csv; charset=utf-8',
          file: { name: fileNameOf(style, { filter, days, isSandbox, ending: 'csv' }), isShown: false },
          body: await writeEntriesCsv(style, { entries, numbers, isGerman: language === 'de', isSandbox }),
        };
      },
    },
    {
      path: '/api/finance/entries.pdf',
      access: 'finance.read',
      async handle(request) {
        const { language, ...filter } = readQuery(request);
        const style = fileStyle(language);
        const entries = await readForFile(read, filter, PDF_ENTRIES_MAX);
        const days = entries.map(({ day }) => day);
        const sheet = {
          language,
          filter,
          entries,
          isSandbox,
          numbers: await readNumbers(read, entries),
          totals: await totalsOf(read, filter),
          chainEnd: await readChainEnd(read, filter),
          channel: context.channel()?.displayName ?? null,
          madeAt: context.clock.now(),
        };
        return {
          status: 200,
          contentType: 'application/pdf',
          file: { name: fileNameOf(style, { filter, days, isSandbox, ending: 'pdf' }), isShown: false },
          body: await print(sheet),
        };
      },
    },
  ];
}

function readQuery({ query }: PageRequest) {
  const read = entriesFile.safeParse(query);
  if (!read.success) throw new Refusal('http.bad-input');
  return read.data;
}
