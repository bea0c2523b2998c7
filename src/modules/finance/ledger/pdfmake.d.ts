/** What we use of pdfmake. The published types bring the browser's names into a server that has none of them. */
declare module 'pdfmake' {
  namespace pdfmake {
    interface Words {
      readonly text: string;
      readonly bold?: boolean;
      readonly italics?: boolean;
      readonly alignment?: 'left' | 'right' | 'center';
      readonly fontSize?: number;
      /** Left, top, right, bottom, in points. */
      readonly margin?: [number, number, number, number];
    }

    interface Table {
      readonly table: {
        readonly headerRows?: number;
        readonly dontBreakRows?: boolean;
        readonly widths: readonly (number | '*')[];
        readonly body: readonly (readonly TableCell[])[];
      };
      readonly layout: 'lightHorizontalLines';
    }

    export type TableCell = string | Words;

    export type Content = Words | Table | { readonly stack: readonly Content[]; readonly unbreakable?: boolean };

    export interface TDocumentDefinitions {
      readonly pageSize: 'A4';
      readonly pageOrientation: 'landscape' | 'portrait';
      readonly pageMargins: [number, number, number, number];
      readonly info: { readonly title: string; readonly creator: string; readonly producer: string };
      readonly defaultStyle: { readonly font: string; readonly fontSize: number };
      readonly header?: Words;
      readonly watermark?: { readonly text: string; readonly opacity: number; readonly bold: boolean };
      footer(
        page: number,
        pages: number,
      ): {
        readonly columns: readonly Words[];
        readonly margin: [number, number, number, number];
        readonly fontSize: number;
      };
      readonly content: readonly Content[];
    }
  }

  interface Pdfmake {
    createPdf(definition: TDocumentDefinitions): { getBuffer(): Promise<Uint8Array> };
    setFonts(
      fonts: Readonly<Record<string, Readonly<Record<'normal' | 'bold' | 'italics' | 'bolditalics', string>>>>,
    ): void;
    setUrlAccessPolicy(policy: (url: string) => boolean): void;
    setLocalAccessPolicy(policy: (path: string) => boolean): void;
  }

  const pdfmake: Pdfmake;
  export = pdfmake;
}
