import { expect, test } from '@playwright/test';
import { buildHouse, chatLine, t } from './house.ts';

const house = buildHouse();

test('a line of the chat is stored, then painted on the open page', async ({ page }) => {
  await house.open(page, 'moderator', '/live');
  await expect(page.getByRole('region', { name: t('live.chat'), exact: true })).toBeVisible();
  await house.say('lotta_liest', 'Moin zusammen, schöner Abend');
  await expect(chatLine(page, 'Moin zusammen, schöner Abend')).toBeVisible();
  expect(house.app.read("SELECT text FROM live_chat_line WHERE text LIKE 'Moin zusammen%'")).toHaveLength(1);
});
