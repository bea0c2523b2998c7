import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake';
import type { EntryView } from '../../../contract/finance.ts';
import type { Language } from '../../../i18n/translator.ts';
import type { Money } from '../../../kernel/money.ts';
import { directionOf } from './categories.ts';
import { categoryText } from './entries-csv.ts';
import { type FileStyle, fileStyle, moneyOf } from './entries-file.ts';
import type { EntryFilter } from './entry-filter.ts';
import type { EntryTotals } from './list-entries.ts';

/** What the sheet says beside its rows. */
export interface EntriesSheet {
  readonly language: Language;
  readonly filter: EntryFilter;
  readonly entries: readonly EntryView[];
  readonly numbers: ReadonlyMap<string, number>;
  readonly totals: EntryTotals;
  readonly chainEnd: { readonly number: number; readonly hash: string } | undefined;
  readonly channel: string | null;
  /** ISO moment. */
  readonly madeAt: string;
  readonly isSandbox: boolean;
}

/** Entries as a sheet to print or hand on. */
export async function writeEntriesPdf(sheet: EntriesSheet): Promise<Uint8Array> {
  const pdfmake = await loadPdfmake();
  return new Uint8Array(await pdfmake.createPdf(documentOf(fileStyle(sheet.language), sheet)).getBuffer());
}

async function loadPdfmake() {
  const { default: pdfmake } = await import('pdfmake');
  const folder = join(dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')), 'fonts', 'Roboto');
  const font = (style: string): string => join(folder, `Roboto-${style}.ttf`);
  pdfmake.setFonts({
    Roboto: {
      normal: font('Regular'),
      bold: font('Medium'),
      italics: font('Italic'),
      bolditalics: font('MediumItalic'),
    },
  });
  // Nothing that somebody wrote into an entry makes it read a file or call an address.
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path.startsWith(folder));
  return pdfmake;
}

function documentOf(style: FileStyle, sheet: EntriesSheet): TDocumentDefinitions {
  const { text } = style;
  const title = text(`file.title.${sheet.filter.book}`);
  return {
    pageSize: 'A4',
    pageOrientation: 'landscape',
    pageMargins: [36, sheet.isSandbox ? 48 : 36, 36, 40],
    info: { title, creator: 'liveXtrem', producer: 'liveXtrem' },
    defaultStyle: { font: 'Roboto', fontSize: 8 },
    ...(sheet.isSandbox && {
      header: { text: text('file.sandbox'), bold: true, fontSize: 10, alignment: 'center', margin: [0, 20, 0, 0] },
      watermark: { text: 'SANDBOX', opacity: 0.08, bold: true },
    }),
    footer: (page, pages) => ({
      columns: [
        { text: text('file.adviser') },
        { text: text('file.page', { page, pages }), alignment: 'right' as const },
      ],
      margin: [36, 14, 36, 0],
      fontSize: 7,
    }),
    content: [
      { text: title, fontSize: 15, bold: true, margin: [0, 0, 0, 4] },
      ...factsOf(style, sheet),
      rowsOf(style, sheet),
      totalsOf(style, sheet.totals),
      { text: chainText(style, sheet), margin: [0, 8, 0, 0], fontSize: 7 },
    ],
  };
}

function factsOf({ text, day }: FileStyle, sheet: EntriesSheet): Content[] {
  const { filter, totals, entries } = sheet;
  const days = entries.map((entry) => entry.day).sort();
  const [from, to] = [filter.from ?? days[0], filter.to ?? days.at(-1)];
  const facts = [
    ...(sheet.channel === null ? [] : [`${text('file.channel')}: ${sheet.channel}`]),
    `${text('file.period')}: ${from && to ? text('file.periodOf', { from: day(from), to: day(to) }) : text('file.wholePeriod')}`,
    ...filterFacts(text, filter),
    text('file.entries', { count: totals.count }),
    `${text('file.made')}: ${day(sheet.madeAt.slice(0, 10))} ${sheet.madeAt.slice(11, 16)} UTC`,
  ];
  const hints = [
    ...(entries.some(({ state }) => state === 'draft') ? [text('file.draftsIncluded')] : []),
    ...(entries.length < totals.count ? [text('file.left', { shown: entries.length, count: totals.count })] : []),
  ];
  return [
    { text: facts.join('  ·  '), margin: [0, 0, 0, 4] },
    ...hints.map((hint) => ({ text: hint, italics: true, margin: [0, 0, 0, 4] as [number, number, number, number] })),
  ];
}

/** A list that leaves something out says what it was asked for. */
function filterFacts(text: FileStyle['text'], filter: EntryFilter): string[] {
  const wanted = [
    filter.category && text(`categories.${filter.category}`),
    filter.direction && text(`file.total${filter.direction === 'income' ? 'Income' : 'Expense'}`),
    filter.state && text(`file.${filter.state}`),
    filter.broadcastId && `${text('file.stream')} ${filter.broadcastId}`,
    filter.text && text('file.quoted', { words: filter.text }),
  ].filter((part) => typeof part === 'string');
  return wanted.length === 0 ? [] : [`${text('file.filter')}: ${wanted.join(', ')}`];
}

function rowsOf(style: FileStyle, { entries, numbers }: EntriesSheet): Content {
  const { text } = style;
  const right = (words: string): TableCell => ({ text: words, alignment: 'right' });
  const head = (words: string, alignment: 'left' | 'right' = 'left'): TableCell => ({
    text: words,
    bold: true,
    alignment,
  });
  const rows = entries.map((entry): TableCell[] => {
    const amount = moneyOf(entry.amount);
    const isIncome = directionOf(entry.category) === 'income';
    const shown = style.shown(isIncome ? amount : { ...amount, minor: -amount.minor });
    return [
      right(entry.number === null ? text('file.draft') : String(entry.number)),
      style.day(entry.day),
      categoryText(style, entry),
      wordsOf(style, entry, numbers),
      entry.place === null ? '' : text(`places.${entry.place}`),
      entry.documents.length > 0 ? entry.documents.map(({ name }) => name).join(', ') : (entry.noReceiptReason ?? ''),
      right(isIncome ? shown : ''),
      right(isIncome ? '' : shown),
    ];
  });
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: [36, 50, 92, '*', 62, 110, 74, 74],
      body: [
        [
          head(text('file.number'), 'right'),
          head(text('file.day')),
          head(text('file.category')),
          head(text('file.text')),
          head(text('file.place')),
          head(text('file.receipts')),
          head(text('file.income'), 'right'),
          head(text('file.expense'), 'right'),
        ],
        ...rows,
      ],
    },
    layout: 'lightHorizontalLines',
  };
}

function wordsOf({ text }: FileStyle, entry: EntryView, numbers: ReadonlyMap<string, number>): string {
  const taken = entry.reverses === null ? undefined : numbers.get(entry.reverses);
  return taken === undefined ? entry.text : `${entry.text} (${text('file.reversal', { number: taken })})`;
}

function totalsOf({ text, shown }: FileStyle, { income, expense, result }: EntryTotals): Content {
  const line = (name: string, amounts: readonly Money[]): TableCell[] => [
    { text: name, bold: true },
    { text: amounts.map(shown).join('\n') || '–', alignment: 'right' },
  ];
  return {
    stack: [
      { text: text('file.totals'), bold: true, fontSize: 10, margin: [0, 12, 0, 4] },
      {
        table: {
          widths: [110, 110],
          body: [
            line(text('file.totalIncome'), income),
            line(text('file.totalExpense'), expense),
            line(text('file.totalResult'), result),
          ],
        },
        layout: 'lightHorizontalLines',
      },
    ],
    unbreakable: true,
  };
}

function chainText({ text }: FileStyle, { chainEnd }: EntriesSheet): string {
  return chainEnd === undefined ? text('file.noChain') : text('file.chain', chainEnd);
}
