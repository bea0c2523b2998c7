import { expect, type Locator, type Page, test } from '@playwright/test';
import type { Role } from '../../src/contract/permissions.ts';
import { loadTranslate, type Translate } from '../../src/i18n/messages.ts';
import { addAndSignIn, startTestApp, type TestApp, type TestAppOptions } from '../../src/testing/start-test-app.ts';
import type { TestPerson } from '../../src/testing/test-person.ts';

/** What the pages say, in the language the browser asks for. */
export const t: Translate = await loadTranslate('de');
export const english: Translate = await loadTranslate('en');

/** Who plays which part; the first is the streamer by the one-time link. */
const LOGINS = {
  streamer: 'derflaavius',
  moderator: 'nordlicht_mod',
  manager: 'mara_manager',
  accountant: 'lotta_liest',
  admin: 'keksdose_m',
} as const satisfies Record<Role, string>;

/** One running installation for the tests of a file, with people who are signed in when first needed. */
export interface House {
  readonly app: TestApp;
  /** Signed in, without pages: for what a test prepares or asks on the side. */
  as(role: Role): Promise<TestPerson>;
  /** Gives the page's browser this person's session. */
  enter(page: Page, role: Role): Promise<void>;
  /** The same, and opens a page of ours. */
  open(page: Page, role: Role, path: string): Promise<void>;
  /** Somebody writes into the channel's chat; gives the message id. */
  say(login: string, text: string, replyTo?: string): Promise<string>;
}

/** Starts an installation before the tests of this file and stops it after them. */
export function buildHouse(options: TestAppOptions = {}): House {
  let app: TestApp | undefined;
  const people = new Map<Role, Promise<TestPerson>>();
  test.beforeAll(async () => {
    people.clear();
    app = await startTestApp(options);
  });
  test.afterAll(async () => {
    await app?.stop();
  });

  const house: House = {
    get app() {
      if (app === undefined) throw new Error('the house is not built yet');
      return app;
    },
    as(role) {
      const known = people.get(role) ?? signIn(role);
      people.set(role, known);
      return known;
    },
    async enter(page, role) {
      const person = await house.as(role);
      const url = house.app.origin;
      await page.context().addCookies([...person.cookies].map(([name, value]) => ({ name, value, url })));
    },
    async open(page, role, path) {
      await house.enter(page, role);
      await page.goto(house.app.origin + path);
    },
    async say(login, text, replyTo) {
      const said = await house.app.twitch.control<{ id: string }>('say', { login, text, ...(replyTo && { replyTo }) });
      return said.id;
    },
  };

  async function signIn(role: Role): Promise<TestPerson> {
    if (role === 'streamer') return house.app.owner();
    return addAndSignIn(house.app, await house.as('streamer'), LOGINS[role], role);
  }
  return house;
}

/** The lines of the chat that are painted now. */
export function chatLog(page: Page): Locator {
  return page.getByRole('log', { name: t('live.logLabel') });
}

/** One painted line by its words. */
export function chatLine(page: Page, words: string | RegExp): Locator {
  return chatLog(page).locator('[data-seq]').filter({ hasText: words });
}

/** Asks until the answer is as it should be: for what happens behind the pages. */
export async function eventually<T>(ask: () => T | Promise<T>, isGood: (value: T) => boolean): Promise<T> {
  let value = await ask();
  await expect
    .poll(
      async () => {
        value = await ask();
        return isGood(value);
      },
      { timeout: 20_000, intervals: [50, 100, 200] },
    )
    .toBe(true);
  return value;
}
