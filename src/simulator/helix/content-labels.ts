import { dataReply, type Endpoint } from './endpoint.ts';

/** Labels a broadcaster may set; `MatureGame` comes from the category and is Twitch's to set. */
export const SETTABLE_LABELS = [
  'DebatedSocialIssuesAndPolitics',
  'DrugsIntoxication',
  'SexualThemes',
  'ViolentGraphic',
  'Gambling',
  'ProfanityVulgarity',
] as const;

const TEXTS: Readonly<Record<(typeof SETTABLE_LABELS)[number] | 'MatureGame', readonly [string, string]>> = {
  DebatedSocialIssuesAndPolitics: ['Politics and Sensitive Social Issues', 'Discussions or debates about politics.'],
  DrugsIntoxication: [
    'Drugs, Intoxication, or Excessive Tobacco Use',
    'Marijuana or excessive alcohol or tobacco use.',
  ],
  SexualThemes: ['Sexual Themes', 'Content that focuses on sexualized activities.'],
  ViolentGraphic: ['Violent and Graphic Depictions', 'Realistic violence, gore, or extreme injury.'],
  Gambling: ['Gambling', 'Participating in online or in-person gambling.'],
  ProfanityVulgarity: ['Significant Profanity or Vulgarity', 'Prolonged, repeated profanity.'],
  MatureGame: ['Mature-Rated Game', 'Games that are rated Mature or less suitable for a younger audience.'],
};

/** GET /content_classification_labels: in English, whatever `locale` says. */
export const getContentLabels: Endpoint = {
  method: 'GET',
  path: '/content_classification_labels',
  token: { kind: 'any' },
  handle: () => dataReply(Object.entries(TEXTS).map(([id, [name, description]]) => ({ id, description, name }))),
};
