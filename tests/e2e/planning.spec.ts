import { expect, type Locator, type Page, test } from '@playwright/test';
import { type PlannedStream, planning, type Repeat } from '../../src/contract/planning.ts';
import { Temporal } from '../../src/kernel/temporal.ts';
import { buildHouse, eventually, t } from './house.ts';
import { openSchedule, type ScheduleOnTwitch } from './twitch-schedule.ts';

const house = buildHouse();

// Next week, on the clock of Berlin; early afternoons, when nothing stands on the sandbox's schedule.
const ZONE = 'Europe/Berlin';
const now = Temporal.Now.zonedDateTimeISO(ZONE);
const monday = now.toPlainDate().add({ days: 8 - now.dayOfWeek });
const dayOfWeek = (weekday: number) => monday.add({ days: weekday - 1 });
const at = (weekday: number, time: string): string => `${dayOfWeek(weekday)}T${time}`;
const instant = (local: string): string =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(ZONE).toInstant().toString({ smallestUnit: 'second' });
const inGerman = (weekday: number, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('de-DE', { timeZone: 'UTC', ...options }).format(Date.parse(`${dayOfWeek(weekday)}T12:00Z`));
const longDay = (weekday: number): string => inGerman(weekday, { weekday: 'long', day: 'numeric', month: 'long' });
const typedDay = (weekday: number): string => inGerman(weekday, { day: '2-digit', month: '2-digit' });
const shortWeekday = (weekday: number): string => inGerman(weekday, { weekday: 'short' }).replace('.', '');
const WEEK = `/planning?at=${monday}`;

const dayCell = (page: Page, weekday: number): Locator => page.getByRole('cell', { name: longDay(weekday) });
const chip = (page: Page, title: string): Locator => page.locator('[data-stream]').filter({ hasText: title });
const inspector = (page: Page): Locator => page.getByRole('complementary');
const field = (form: Locator, name: string): Locator => form.getByRole('textbox', { name, exact: true });

/** The schedule as Twitch has it; opened once per installation. */
let opened: { readonly origin: string; readonly schedule: Promise<ScheduleOnTwitch> } | undefined;
function twitchSchedule(): Promise<ScheduleOnTwitch> {
  const { origin, twitch } = house.app;
  if (opened?.origin !== origin) opened = { origin, schedule: openSchedule(twitch) };
  return opened.schedule;
}

/** What stands on Twitch under a title, as soon as it is so many showings. */
async function onTwitch(title: string, isAsWished: (starts: readonly string[]) => boolean): Promise<void> {
  const schedule = await twitchSchedule();
  await eventually(
    async () => (await schedule.showings(title)).map((showing) => showing.start_time),
    (starts) => isAsWished(starts),
  );
}

/** Planned earlier, without the pages. */
async function plan(title: string, local: string, more: { repeat?: Repeat; isPublished?: boolean } = {}) {
  return (await house.as('streamer')).call(planning.planStream, {
    title,
    category: null,
    local,
    zone: ZONE,
    durationMinutes: 60,
    status: 'planned',
    notes: '',
    checklist: [],
    color: 1,
    isPublished: true,
    repeat: null,
    ...more,
  });
}

/** Fills the form in and plans. */
async function planInForm(page: Page, stream: { title: string; weekday: number; time: string; isWeekly?: boolean }) {
  await page
    .getByRole('button', { name: t('planning.plan') })
    .first()
    .click();
  const form = page.getByRole('dialog', { name: t('planning.form.newTitle') });
  await field(form, t('planning.form.title')).fill(stream.title);
  await field(form, t('planning.form.day')).fill(typedDay(stream.weekday));
  await field(form, t('planning.form.time')).fill(stream.time);
  await field(form, t('planning.form.duration')).fill('1:30');
  if (stream.isWeekly) {
    await form.getByLabel(t('planning.form.repeat')).first().click();
    await form.getByRole('option', { name: t('planning.repeat.every', { count: 1 }), exact: true }).click();
  }
  await form.getByRole('button', { name: t('planning.form.planVerb') }).click();
  await expect(form).toHaveCount(0);
}

test('a week is planned, a stream dragged, put back and carried by keys; Twitch has it exactly once', async ({
  page,
}) => {
  await house.open(page, 'streamer', WEEK);
  await page
    .getByRole('button', { name: t('planning.plan') })
    .first()
    .click();
  const form = page.getByRole('dialog', { name: t('planning.form.newTitle') });
  await field(form, t('planning.form.title')).fill('Montagsrätsel');
  await form.getByLabel(t('planning.form.category')).first().fill('just cha');
  await form.getByRole('option', { name: 'Just Chatting' }).click();
  await field(form, t('planning.form.day')).fill(typedDay(1));
  await field(form, t('planning.form.time')).fill('1430');
  await field(form, t('planning.form.duration')).fill('1:30');
  await form.getByRole('button', { name: t('planning.form.planVerb') }).click();
  await expect(form).toHaveCount(0);
  await planInForm(page, { title: 'Kochabend', weekday: 2, time: '14:30', isWeekly: true });
  await expect(dayCell(page, 1).locator(chip(page, 'Montagsrätsel'))).toBeVisible();
  await expect(dayCell(page, 2).locator(chip(page, 'Kochabend'))).toBeVisible();

  const moved = t('planning.move.done', { when: `${shortWeekday(3)} 14:30` });
  await chip(page, 'Montagsrätsel').dragTo(dayCell(page, 3));
  await expect(page.getByText(moved)).toBeVisible();
  await expect(dayCell(page, 3).locator(chip(page, 'Montagsrätsel'))).toBeVisible();
  await page.getByRole('button', { name: t('common.undo') }).click();
  await expect(page.getByText(t('planning.move.undone', { when: `${shortWeekday(1)} 14:30` }))).toBeVisible();
  await expect(dayCell(page, 1).locator(chip(page, 'Montagsrätsel'))).toBeVisible();

  await chip(page, 'Montagsrätsel').focus();
  await page.keyboard.press('m');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(dayCell(page, 3).locator(chip(page, 'Montagsrätsel'))).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText(moved)).toBeVisible();

  await onTwitch('Montagsrätsel', (starts) => starts.length === 1 && starts[0] === instant(at(3, '14:30')));
  await onTwitch('Kochabend', (starts) => starts.length > 2 && starts[0] === instant(at(2, '14:30')));
  const [showing, ...others] = await (await twitchSchedule()).showings('Montagsrätsel');
  expect([showing?.category?.name, showing?.is_recurring, others.length]).toEqual(['Just Chatting', false, 0]);
  const evenings = await (await twitchSchedule()).showings('Kochabend');
  expect(new Set(evenings.map((each) => each.start_time)).size).toBe(evenings.length);
  expect(evenings.every((each) => each.is_recurring)).toBe(true);
  await expect(inspector(page).getByRole('heading', { name: 'Montagsrätsel' })).toBeVisible();
  await expect(inspector(page)).toContainText(t('planning.twitch.published'));
});

test('one date of a series is changed alone, then all; a cancelled one says why and comes back', async ({ page }) => {
  await plan('Donnerstagsrunde', at(4, '14:30'), { repeat: { everyWeeks: 1, weekdays: [4], until: null } });
  await house.open(page, 'streamer', WEEK);
  const rename = async (from: Locator, title: string, scope: 'this' | 'series'): Promise<void> => {
    await from.click();
    await inspector(page)
      .getByRole('button', { name: t('planning.inspector.edit') })
      .click();
    const form = page.getByRole('dialog');
    await form.getByRole('radio', { name: t(`planning.scope.${scope}`) }).check();
    await field(form, t('planning.form.title')).fill(title);
    await form.getByRole('button', { name: t('planning.form.save') }).click();
    await expect(form).toHaveCount(0);
  };
  await rename(dayCell(page, 4).locator(chip(page, 'Donnerstagsrunde')), 'Jubiläumsrunde', 'this');
  await expect(dayCell(page, 4).locator(chip(page, 'Jubiläumsrunde'))).toBeVisible();
  await page.getByRole('button', { name: t('planning.calendar.next.month') }).click();
  await expect(chip(page, 'Donnerstagsrunde').first()).toBeVisible();
  await rename(chip(page, 'Donnerstagsrunde').first(), 'Plauderrunde', 'series');
  await expect(chip(page, 'Plauderrunde').nth(2)).toBeVisible();
  await expect(chip(page, 'Donnerstagsrunde')).toHaveCount(0);
  await page.goto(house.app.origin + WEEK);
  await expect(dayCell(page, 4).locator(chip(page, 'Jubiläumsrunde'))).toBeVisible();

  await chip(page, 'Jubiläumsrunde').click();
  await inspector(page)
    .getByRole('button', { name: t('planning.inspector.more', { title: 'Jubiläumsrunde' }) })
    .click();
  await page.getByRole('menuitem', { name: t('planning.inspector.cancel') }).click();
  const question = page.getByRole('dialog', { name: t('planning.cancel.title', { title: 'Jubiläumsrunde' }) });
  await question.getByLabel(t('planning.cancel.reason')).fill('Stimme weg');
  await question.getByRole('button', { name: t('planning.cancel.verb') }).click();
  await expect(inspector(page)).toContainText('Stimme weg');
  await expect(chip(page, 'Jubiläumsrunde')).toContainText(t('planning.status.cancelled'));
  await inspector(page)
    .getByRole('button', { name: t('planning.inspector.restore') })
    .click();
  await expect(chip(page, 'Jubiläumsrunde')).toContainText(t('planning.status.planned'));
});

test('what Twitch refuses is explained, and stands there once it is mended', async ({ page }) => {
  const schedule = await twitchSchedule();
  // The plan has been compared once, so that what comes now is somebody else's.
  await plan('Damit der Plan nicht leer ist', at(5, '08:00'));
  await onTwitch('Damit der Plan nicht leer ist', (starts) => starts.length === 1);
  await schedule.add({ title: 'Fremder Termin', startsAt: instant(at(5, '14:30')), minutes: 120 });
  await plan('Zusammenstoß', at(5, '15:00'));
  await house.open(page, 'streamer', '/planning/sync');
  await expect(page.getByText(t('refusals.planning.overlaps-on-twitch'))).toBeVisible();
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Zusammenstoß' })
    .getByRole('link', { name: t('planning.sync.openStream') })
    .click();
  await expect(inspector(page)).toContainText(t('planning.twitch.refused'));
  await expect(inspector(page)).toContainText(t('refusals.planning.overlaps-on-twitch'));
  await inspector(page)
    .getByRole('button', { name: t('planning.inspector.edit') })
    .click();
  const form = page.getByRole('dialog');
  await field(form, t('planning.form.time')).fill('17:00');
  await form.getByRole('button', { name: t('planning.form.save') }).click();
  await expect(inspector(page)).toContainText(t('planning.twitch.published'));
  await onTwitch('Zusammenstoß', (starts) => starts.length === 1 && starts[0] === instant(at(5, '17:00')));
  await onTwitch('Fremder Termin', (starts) => starts.length === 1);

  // Nobody's affiliate: single dates are refused, a weekly series is not.
  await house.app.twitch.control('faults/fail', {
    path: '/mock/schedule/segment',
    method: 'POST',
    status: 403,
    message: 'Only partners and affiliates may add non-recurring broadcast segments.',
  });
  await plan('Ohne Affiliate', at(6, '14:30'));
  await expect(chip(page, 'Ohne Affiliate')).toContainText(t('planning.twitch.refused'));
  await chip(page, 'Ohne Affiliate').click();
  await expect(inspector(page)).toContainText(t('refusals.planning.no-single-streams'));
  await inspector(page)
    .getByRole('button', { name: t('planning.inspector.edit') })
    .click();
  await form.getByLabel(t('planning.form.repeat')).first().click();
  await form.getByRole('option', { name: t('planning.repeat.every', { count: 1 }), exact: true }).click();
  await form.getByRole('button', { name: t('planning.form.save') }).click();
  await expect(inspector(page)).toContainText(t('planning.twitch.published'));
  await onTwitch('Ohne Affiliate', (starts) => starts.length > 2 && starts[0] === instant(at(6, '14:30')));
});

test('a change on Twitch’s side is shown after looking there; both ways of settling it work', async ({ page }) => {
  await plan('Duell', at(7, '14:30'));
  await onTwitch('Duell', (starts) => starts.length === 1);
  const schedule = await twitchSchedule();
  const moveThere = async (time: string): Promise<void> => {
    const [showing] = await schedule.showings('Duell');
    await schedule.change(showing?.id ?? '', { start_time: instant(at(7, time)) });
  };
  await house.open(page, 'streamer', '/planning/sync');
  const card = page.getByRole('region', { name: t('planning.difference.changed', { title: 'Duell' }) });
  const look = page.getByRole('button', { name: t('planning.sync.now') });

  await moveThere('15:30');
  await look.click();
  await expect(card).toContainText('14:30–15:30');
  await expect(card).toContainText('15:30–16:30');
  await card.getByRole('button', { name: t('planning.difference.keep', { value: '14:30' }) }).click();
  await expect(card).toHaveCount(0);
  await onTwitch('Duell', (starts) => starts.length === 1 && starts[0] === instant(at(7, '14:30')));

  await moveThere('16:00');
  await look.click();
  await card.getByRole('button', { name: t('planning.difference.takeValue', { value: '16:00' }) }).click();
  await expect(card).toHaveCount(0);
  await page.goto(house.app.origin + WEEK);
  await expect(dayCell(page, 7).locator(chip(page, 'Duell'))).toContainText('16:00');
  await onTwitch('Duell', (starts) => starts.length === 1 && starts[0] === instant(at(7, '16:00')));
});

test('a task is written down with its due date in the same line, ticked and taken back', async ({ page }) => {
  await house.open(page, 'streamer', '/planning/tasks');
  await expect(page.getByText(t('planning.tasks.empty'))).toBeVisible();
  await page.keyboard.press('n');
  await page.keyboard.type('Clips schneiden morgen 18:00');
  await expect(page.getByText(/^fällig .*18:00/)).toBeVisible();
  await page.keyboard.press('Enter');
  const task = page.locator('[data-task]').filter({ hasText: 'Clips schneiden' });
  await expect(task).toContainText('18:00');
  await expect(task).not.toContainText('Clips schneiden morgen');
  await expect(page.getByRole('textbox', { name: t('planning.tasks.add') })).toHaveValue('');
  const tick = task.getByRole('checkbox', { name: 'Clips schneiden' });
  await tick.click();
  await expect(page.getByText(t('planning.tasks.ticked', { title: 'Clips schneiden' }))).toBeVisible();
  await expect(tick).toBeChecked();
  await page.getByRole('button', { name: t('common.undo') }).click();
  await expect(tick).not.toBeChecked();
  await expect(page.getByText(t('planning.tasks.open', { count: 1 }))).toBeVisible();
});

test('a secret address gives the plan to any calendar until it is revoked', async ({ page }) => {
  await plan('Im Kalender', at(1, '08:00'));
  await house.open(page, 'moderator', '/planning/sync');
  await page.getByRole('button', { name: t('planning.links.add') }).click();
  const address = await page.getByLabel(t('planning.links.address')).inputValue();
  expect(address).toMatch(/^http:\/\/localhost:\d+\/calendar\/[\w-]+\.ics$/);
  const calendar = await fetch(address);
  expect(calendar.headers.get('content-type')).toContain('text/calendar');
  const text = (await calendar.text()).replaceAll('\r\n ', '');
  expect(text).toContain('SUMMARY:Im Kalender');
  expect(text).toContain(`DTSTART;TZID=${ZONE}:${at(1, '08:00').replaceAll(/[-:]/g, '')}00`);
  await page.getByRole('button', { name: t('planning.links.revoke') }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('planning.links.revoke') })
    .click();
  await expect(page.getByText(t('planning.links.none'))).toBeVisible();
  expect((await fetch(address)).status).toBe(404);
});

test('moderators read the plan, the manager changes it, the accountant has none', async ({ page, browser }) => {
  const stream: PlannedStream = await plan('Für alle zu lesen', at(3, '08:00'));
  await house.open(page, 'moderator', WEEK);
  await chip(page, 'Für alle zu lesen').click();
  await expect(inspector(page).getByRole('heading', { name: 'Für alle zu lesen' })).toBeVisible();
  for (const name of [t('planning.inspector.edit'), t('planning.confirm'), t('planning.plan')]) {
    await expect(page.getByRole('button', { name })).toHaveCount(0);
  }
  await expect(chip(page, 'Für alle zu lesen')).not.toHaveAttribute('draggable', 'true');
  await page.keyboard.press('n');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.goto(`${house.app.origin}/planning/tasks`);
  await expect(page.getByText(t('planning.tasks.readOnly'))).toBeVisible();
  await expect(page.getByRole('textbox', { name: t('planning.tasks.add') })).toHaveCount(0);
  await page.goto(`${house.app.origin}/planning/sync`);
  await expect(page.getByText(t('planning.sync.readOnly'))).toBeVisible();
  await expect(page.getByRole('button', { name: t('planning.sync.now') })).toHaveCount(0);
  const moderator = await house.as('moderator');
  expect(await moderator.refusalOf(planning.removeStream, { streamId: stream.id, scope: 'this' })).toBe(
    'http.forbidden',
  );

  const other = await browser.newContext();
  const manager = await other.newPage();
  await house.open(manager, 'manager', WEEK);
  await planInForm(manager, { title: 'Vom Management', weekday: 1, time: '17:00' });
  await expect(dayCell(manager, 1).locator(chip(manager, 'Vom Management'))).toBeVisible();
  await other.close();
  // Told by the feed: the moderator's page has it as well.
  await page.goto(house.app.origin + WEEK);
  await expect(chip(page, 'Vom Management')).toBeVisible();

  await page.context().clearCookies();
  await house.open(page, 'accountant', '/');
  const rooms = page.getByRole('navigation', { name: t('common.rooms.navigation') });
  await expect(rooms.getByRole('link', { name: t('common.rooms.finance') })).toBeVisible();
  await expect(rooms.getByRole('link', { name: t('common.rooms.planning') })).toHaveCount(0);
  expect(await (await house.as('accountant')).refusalOf(planning.next, {})).toBe('http.forbidden');
  for (const path of ['/planning', '/planning/tasks', '/planning/sync', '/planning/review']) {
    await page.goto(house.app.origin + path);
    await expect(page.getByText(t('planning.noPermission'))).toBeVisible();
  }
  await page.goto(`${house.app.origin}/moderation`);
  await expect(page.getByText(t('moderation.noPermission'))).toBeVisible();
});
