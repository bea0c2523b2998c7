import type { Mirror } from '../catalogue.ts';
import type { settings as en } from '../en/settings.ts';

export const settings: Mirror<typeof en> = {
  title: 'Einstellungen',
  mine: 'Nur für dich',
  mineHint: 'Sofort gespeichert, auf jedem Gerät, auf dem du dich anmeldest.',
  language: 'Sprache',
  languageHint: 'Texte, Daten und Zahlen.',
  byBrowser: 'Browser: {{value}}',
  timeZone: 'Zeitzone',
  timeZoneHint: 'In ihr stehen alle Zeiten.',
  scheme: 'Aussehen',
  schemeHint: 'Hell, dunkel oder wie dein System eingestellt ist.',
  hideNumbers: 'Zahlen verbergen',
  hideNumbersHint: 'Aus Zahlen werden Punkte, wenn dein Bildschirm im Stream zu sehen ist.',
  plainNames: 'Schlichte Chat-Namen',
  plainNamesHint: 'Alle Namen in der Farbe des Textes.',
  singleKeys: 'Einzelne Buchstaben als Tasten',
  singleKeysHint: 'G und dann L öffnet Live, D löscht und so weiter. Mit ? siehst du alle.',
  windows: 'In eigenen Fenstern',
  windowsHint: 'Für einen zweiten Bildschirm oder als Dock in OBS. Ein Dock in OBS nimmt diese Adresse.',
  open: 'Öffnen',
  copyAddress: 'Adresse kopieren',
  about: 'Über',
  version: 'Version',
  actingAs: 'Auf Twitch handelst du als',
  notConnected: 'nicht verbunden',
};
