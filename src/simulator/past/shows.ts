/** A kind of evening: what is played, how many come, how openhanded they are. */
export interface Show {
  readonly name: string;
  /** One after the other; `share` of the whole length. `{n}` is the number of the evening. */
  readonly parts: readonly { readonly share: number; readonly title: string; readonly categoryId: string }[];
  /** How many usually watch. */
  readonly viewers: number;
  /** How much more or less is given than on a usual evening. */
  readonly money: number;
  /** How much more or less is written. */
  readonly talk: number;
}

const JUST_CHATTING = '509658';

export const SHOWS = {
  mario: {
    name: 'mario',
    parts: [
      { share: 0.1, title: 'Mittwochs-Mario mit euch', categoryId: JUST_CHATTING },
      { share: 0.9, title: 'Mittwochs-Mario mit euch #{n}', categoryId: '2035721922' },
    ],
    viewers: 44,
    money: 1.25,
    talk: 1.2,
  },
  railway: {
    name: 'railway',
    parts: [
      { share: 0.08, title: 'Freitags: die Bahnstrecke', categoryId: JUST_CHATTING },
      { share: 0.92, title: 'Freitags: die Bahnstrecke, Abschnitt {n}', categoryId: '27471' },
    ],
    viewers: 33,
    money: 0.8,
    talk: 0.9,
  },
  breakfast: {
    name: 'breakfast',
    parts: [
      { share: 0.6, title: 'Frühstück mit Chat', categoryId: JUST_CHATTING },
      { share: 0.4, title: 'Wochenrunde: was war, was kommt', categoryId: JUST_CHATTING },
    ],
    viewers: 29,
    money: 1.1,
    talk: 1.15,
  },
  coding: {
    name: 'coding',
    parts: [
      { share: 0.15, title: 'Ein Komma und seine Folgen', categoryId: JUST_CHATTING },
      { share: 0.85, title: 'Wir bauen das Panel, Teil {n}', categoryId: '1469308723' },
    ],
    viewers: 19,
    money: 0.7,
    talk: 0.7,
  },
  baking: {
    name: 'baking',
    parts: [
      { share: 0.85, title: 'Backabend: Zimtschnecken gegen die Uhr', categoryId: '509667' },
      { share: 0.15, title: 'Backabend: jetzt wird gegessen', categoryId: JUST_CHATTING },
    ],
    viewers: 38,
    money: 1.5,
    talk: 1,
  },
  farm: {
    name: 'farm',
    parts: [{ share: 1, title: 'Feierabendhof {n}', categoryId: '490744' }],
    viewers: 22,
    money: 0.5,
    talk: 0.75,
  },
  retro: {
    name: 'retro',
    parts: [{ share: 1, title: 'Kassettenabend: drei Spiele von früher', categoryId: '27284' }],
    viewers: 27,
    money: 0.9,
    talk: 1,
  },
  music: {
    name: 'music',
    parts: [
      { share: 0.7, title: 'Klavier und Wunschlieder', categoryId: '26936' },
      { share: 0.3, title: 'Ausklang mit Tee', categoryId: JUST_CHATTING },
    ],
    viewers: 41,
    money: 1.9,
    talk: 0.85,
  },
} as const satisfies Record<string, Show>;

/** The evening that is running now; the story goes on with it. */
export const TONIGHT: Show = {
  name: 'tonight',
  parts: [{ share: 1, title: 'Frühstück mit Chat', categoryId: JUST_CHATTING }],
  viewers: 33,
  money: 1.2,
  talk: 2.2,
};

/** What runs each week; the local time stays over the change of the clocks. */
export const SERIES = [
  { show: SHOWS.mario, weekday: 3, hour: 19, minute: 30, minutes: 180 },
  { show: SHOWS.railway, weekday: 5, hour: 20, minute: 0, minutes: 210 },
  { show: SHOWS.breakfast, weekday: 7, hour: 10, minute: 0, minutes: 150 },
] as const;

/** Evenings beside the series; those without plan come as they come. */
export const EXTRAS = [
  { show: SHOWS.coding, hour: 19, minute: 0, minutes: 150, isPlanned: true },
  { show: SHOWS.music, hour: 20, minute: 15, minutes: 120, isPlanned: true },
  { show: SHOWS.farm, hour: 21, minute: 10, minutes: 100, isPlanned: false },
  { show: SHOWS.baking, hour: 18, minute: 0, minutes: 165, isPlanned: true },
  { show: SHOWS.coding, hour: 19, minute: 0, minutes: 140, isPlanned: false },
  { show: SHOWS.retro, hour: 20, minute: 0, minutes: 180, isPlanned: true },
  { show: SHOWS.farm, hour: 20, minute: 40, minutes: 90, isPlanned: false },
  { show: SHOWS.music, hour: 20, minute: 15, minutes: 120, isPlanned: true },
  { show: SHOWS.coding, hour: 19, minute: 30, minutes: 130, isPlanned: true },
] as const;
