import { expect, type Locator, type Page, test } from '@playwright/test';
import { finance } from '../../src/contract/finance.ts';
import type { Role } from '../../src/contract/permissions.ts';
import { planning } from '../../src/contract/planning.ts';
import { Temporal } from '../../src/kernel/temporal.ts';
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts';
import { buildHouse, eventually, t } from './house.ts';

const house = buildHouse();

const ZONE = 'Europe/Berlin';
const START_MINUTES = 95;

/** The stream is over, and another one planned for later today, with two things to prepare. */
let prepared: { readonly origin: string; readonly done: Promise<void> } | undefined;
function prepare(): Promise<void> {
  const { origin } = house.app;
  if (prepared?.origin !== origin) prepared = { origin, done: prepareOnce() };
  return prepared.done;
}

async function prepareOnce(): Promise<void> {
  const streamer = await house.as('streamer');
  const start = Temporal.Now.plainDateTimeISO(ZONE).add({ minutes: START_MINUTES });
  await streamer.call(planning.planStream, {
    title: 'Nachteulen-Runde',
    category: null,
    local: start.toString({ smallestUnit: 'minute' }),
    zone: ZONE,
    durationMinutes: 60,
    status: 'planned',
    notes: '',
    checklist: [
      { id: 'licht', text: 'Licht aufbauen', isDone: false },
      { id: 'tee', text: 'Tee kochen', isDone: false },
    ],
    color: 2,
    isPublished: false,
    repeat: null,
  });
  const day = Temporal.Now.plainDateISO(ZONE).toString();
  await streamer.call(planning.addTask, { title: 'Belege abheften', due: { day, time: null } });
  await house.app.twitch.control('event', { kind: 'sub', login: 'gummistiefel_', tier: '2000' });
  await house.app.twitch.control('event', { kind: 'offline' });
}

const rooms = (page: Page): Locator => page.getByRole('navigation', { name: t('common.rooms.navigation') });
const heading = (page: Page, name: string): Locator => page.getByRole('heading', { name, exact: true });
const moneyTile = (page: Page): Locator => page.getByRole('link', { name: t('finance.tile.estimate') });

test('the next stream counts down, is confirmed and prepared here; once it runs, the page says so by itself', async ({
  page,
}) => {
  await prepare();
  await house.open(page, 'streamer', '/');
  const main = page.getByRole('main');
  await expect(heading(page, 'Nachteulen-Runde')).toBeVisible();
  await expect(main.getByText(/^1\sh\s3[2-5]\smin$/)).toBeVisible();
  await expect(main.getByText(t('planning.next.untilStart'))).toBeVisible();
  // Answers that were asked for before a tick come after it: it must not jump back.
  await page.route('**/planning/next*', async (route) => {
    const response = await route.fetch();
    await new Promise((proceed) => setTimeout(proceed, 250));
    await route.fulfill({ response });
  });
  await main.getByRole('button', { name: t('planning.confirm') }).click();
  await expect(main.getByText(t('planning.status.confirmed'))).toBeVisible();
  await main.getByRole('button', { name: t('planning.next.preparation') }).click();
  await page.getByRole('checkbox', { name: 'Tee kochen' }).check();
  await expect(main.getByText(t('planning.next.doneOf', { done: 1, count: 2 }))).toBeVisible();
  await page.keyboard.press('Escape');
  await page.unrouteAll({ behavior: 'ignoreErrors' });

  await main.getByRole('checkbox', { name: 'Belege abheften' }).check();
  await expect(page.getByText(t('planning.tasks.ticked', { title: 'Belege abheften' }))).toBeVisible();
  await page.getByRole('button', { name: t('common.undo') }).click();
  await expect(main.getByRole('checkbox', { name: 'Belege abheften' })).not.toBeChecked();
  await main.getByRole('textbox', { name: t('planning.tasks.add') }).fill('Müll rausbringen heute');
  await page.keyboard.press('Enter');
  await expect(main.getByRole('checkbox', { name: 'Müll rausbringen' })).toBeVisible();

  await house.app.twitch.control('event', { kind: 'online' });
  await expect(main.getByRole('button', { name: t('home.openLive') })).toBeVisible();
  await expect(heading(page, 'Nachteulen-Runde')).toHaveCount(0);
  await house.app.twitch.control('event', { kind: 'offline' });
  await expect(heading(page, 'Nachteulen-Runde')).toBeVisible();
});

test('the money tile moves with what comes in, leads to its room, and is silent while numbers are hidden', async ({
  page,
}) => {
  await prepare();
  await house.open(page, 'streamer', '/');
  await expect(moneyTile(page)).toContainText('5,00 $');
  await house.app.twitch.control('event', { kind: 'bits', login: 'waldkauz77', bits: 250, text: 'Cheer250' });
  await expect(moneyTile(page)).toContainText('7,50 $');
  await page.getByRole('button', { name: t('common.shell.hideNumbers') }).click();
  await expect(moneyTile(page)).toContainText(t('common.hidden'));
  await expect(page.getByRole('main')).not.toContainText(/\d\s[$€]/);
  await page.getByRole('button', { name: t('common.shell.showNumbers') }).click();
  await moneyTile(page).click();
  await expect(heading(page, t('finance.overview.title'))).toBeVisible();
});

/** What each role finds on the page and in the navigation. */
const SEES: Readonly<
  Record<
    Exclude<Role, 'admin'>,
    { rooms: readonly Room[]; money: boolean; tasks: 'edit' | 'read' | 'none'; chat: boolean }
  >
> = {
  streamer: {
    rooms: ['home', 'live', 'moderation', 'planning', 'finance', 'team'],
    money: true,
    tasks: 'edit',
    chat: false,
  },
  manager: { rooms: ['home', 'live', 'moderation', 'planning', 'team'], money: false, tasks: 'edit', chat: true },
  moderator: { rooms: ['home', 'live', 'moderation', 'planning', 'team'], money: false, tasks: 'read', chat: true },
  accountant: { rooms: ['home', 'finance', 'team'], money: true, tasks: 'none', chat: false },
};
const ROOMS = ['home', 'live', 'moderation', 'planning', 'finance', 'team'] as const;
type Room = (typeof ROOMS)[number];

for (const [role, sees] of Object.entries(SEES) as [keyof typeof SEES, (typeof SEES)[keyof typeof SEES]][]) {
  test(`the ${role} finds what is meant for this role, without holes and without being refused anything`, async ({
    page,
  }) => {
    await prepare();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const refused: string[] = [];
    page.on('response', (response) => {
      if (response.status() >= 400) refused.push(`${response.status()} ${new URL(response.url()).pathname}`);
    });
    await house.open(page, role, '/');
    const main = page.getByRole('main');
    await expect(main.getByRole('heading', { name: t('home.needsYou') })).toBeVisible();
    await page.waitForLoadState('networkidle');
    for (const room of ROOMS) {
      await expect(rooms(page).getByRole('link', { name: t(`common.rooms.${room}`), exact: true })).toHaveCount(
        sees.rooms.includes(room) ? 1 : 0,
      );
    }
    await expect(moneyTile(page)).toHaveCount(sees.money ? 1 : 0);
    await expect(heading(page, t('finance.lastStream.title'))).toHaveCount(sees.money ? 1 : 0);
    await expect(heading(page, 'Nachteulen-Runde')).toHaveCount(sees.tasks === 'none' ? 0 : 1);
    await expect(main.getByRole('button', { name: t('planning.next.open') })).toHaveCount(
      sees.tasks === 'none' ? 0 : 1,
    );
    await expect(heading(page, t('planning.tasks.title'))).toHaveCount(sees.tasks === 'none' ? 0 : 1);
    await expect(main.getByRole('textbox', { name: t('planning.tasks.add') })).toHaveCount(
      sees.tasks === 'edit' ? 1 : 0,
    );
    if (sees.tasks === 'read') await expect(main.getByRole('checkbox', { name: 'Belege abheften' })).toBeDisabled();
    await expect(heading(page, t('live.chat'))).toHaveCount(sees.chat ? 1 : 0);
    // A card that says nothing, or a place where one is missing, would be a hole.
    expect(
      await page.evaluate(
        "[...document.querySelectorAll('main section, main article')].filter((box) => box.innerText.trim() === '').length",
      ),
    ).toBe(0);
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page);
    await page.setViewportSize({ width: 1280, height: 800 });

    for (const path of sees.rooms.includes('finance')
      ? ['/finance', '/finance/ledger']
      : ['/planning', '/planning/tasks', '/planning/sync', '/planning/review']) {
      await page.goto(house.app.origin + path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.waitForLoadState('networkidle');
    }
    if (!sees.money) {
      await page.goto(`${house.app.origin}/finance`);
      await expect(page.getByText(t('finance.noPermission'))).toBeVisible();
      await page.waitForLoadState('networkidle');
    }
    expect(refused).toEqual([]);
    const person = await house.as(role);
    expect(await person.refusalOf(finance.overview, {})).toBe(sees.money ? undefined : 'http.forbidden');
    expect(await person.refusalOf(planning.tasks, {})).toBe(sees.tasks === 'none' ? 'http.forbidden' : undefined);
  });
}

test('problems of plan and money stand on the page, with the way to them', async ({ page }) => {
  await prepare();
  const { control } = house.app.twitch;
  await control('faults/fail', {
    path: '/mock/schedule/segment',
    method: 'POST',
    status: 403,
    message: 'Only partners and affiliates may add non-recurring broadcast segments.',
  });
  const start = Temporal.Now.plainDateTimeISO(ZONE).add({ days: 1 }).with({ hour: 14, minute: 30 });
  const streamer = await house.as('streamer');
  const { id } = await streamer.call(planning.planStream, {
    title: 'Einzelstück',
    category: null,
    local: start.toString({ smallestUnit: 'minute' }),
    zone: ZONE,
    durationMinutes: 60,
    status: 'planned',
    notes: '',
    checklist: [],
    color: 1,
    isPublished: true,
    repeat: null,
  });
  await eventually(
    async () => (await streamer.call(planning.stream, { streamId: id })).twitch.state,
    (state) => state === 'refused',
  );
  await house.open(page, 'streamer', '/');
  const problem = page.getByRole('listitem').filter({ hasText: t('system.problem.schedule-refused', { count: 1 }) });
  await problem.getByRole('link', { name: t('system.action.open-schedule') }).click();
  await expect(page.getByText(t('refusals.planning.no-single-streams'))).toBeVisible();
});
