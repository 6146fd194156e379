/** Who gets into the console, for how long, and who is kept waiting. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { storeKinds } from '../../test/store-kinds.ts';
import { openTestConsole, password, type TestConsole } from './test-console.ts';

describe.each(storeKinds)('signing in on %s', (kind) => {
  let console: TestConsole;
  beforeEach(async () => {
    console = await openTestConsole(kind);
    await console.addAccount('lin', 'operator');
  });
  afterEach(() => console.close());

  test('gives a cookie that scripts cannot read and other sites cannot send, and with it who one is', async () => {
    const browser = console.newBrowser();
    const reply = await browser.signIn('lin');
    expect(reply.json).toEqual({ username: 'lin', role: 'operator' });
    expect(reply.headers['set-cookie']).toMatch(
      /^xiangdan_console=[\w-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict$/,
    );
    expect((await browser.call('GET', '/me')).json).toEqual({ username: 'lin', role: 'operator' });
  });

  test('says the same of a wrong name as of a wrong password', async () => {
    const wrong = await console.newBrowser().signIn('lin', 'wrong');
    const unknown = await console.newBrowser().signIn('nobody', 'wrong');
    expect([wrong.status, wrong.json]).toEqual([401, expect.objectContaining({ word: 'wrong_password' })]);
    expect([unknown.status, unknown.json]).toEqual([wrong.status, wrong.json]);
  });

  test('is refused after five wrong passwords of an account, from anywhere and with the right one, for ten minutes', async () => {
    for (let n = 1; n <= 5; n++)
      expect((await console.newBrowser(`198.51.100.${n}`).signIn('lin', 'wrong')).status).toBe(401);
    const refused = await console.newBrowser('198.51.100.9').signIn('lin');
    expect([refused.status, refused.json.word, refused.headers['retry-after']]).toEqual([429, 'too_many_tries', '600']);
    console.wire.clock.now += 599;
    expect((await console.newBrowser().signIn('lin')).status).toBe(429);
    console.wire.clock.now += 1;
    expect((await console.newBrowser().signIn('lin')).status).toBe(200);
  });

  test('twenty guesses at once are five guesses', async () => {
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, n) => console.newBrowser(`198.51.100.${n}`).signIn('lin', 'wrong')),
    );
    expect(replies.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(15);
  });

  test('is refused after twenty wrong ones from an address, whatever the names', async () => {
    const names = ['a', 'b', 'c', 'd'];
    for (const name of names) await console.addAccount(name, 'auditor');
    for (let n = 0; n < 20; n++) await console.newBrowser('203.0.113.5').signIn(names[n % 4] ?? '', 'wrong');
    expect((await console.newBrowser('203.0.113.5').signIn('lin')).status).toBe(429);
    expect((await console.newBrowser('203.0.113.6').signIn('lin')).status).toBe(200);
  });

  test('with the right password forgets the wrong ones before', async () => {
    for (let round = 0; round < 2; round++) {
      for (let n = 0; n < 4; n++) await console.newBrowser().signIn('lin', 'wrong');
      expect((await console.newBrowser().signIn('lin')).status).toBe(200);
    }
  });

  test('lasts an hour without use and twelve with it', async () => {
    const [idle, busy] = [console.newBrowser(), console.newBrowser()];
    await idle.signIn('lin');
    await busy.signIn('lin');
    for (let hour = 0; hour < 11; hour++) {
      console.wire.clock.now += 3599;
      expect((await busy.call('GET', '/me')).status).toBe(200);
    }
    expect((await idle.call('GET', '/me')).status).toBe(401);
    console.wire.clock.now += 3599 + 12;
    expect((await busy.call('GET', '/me')).status).toBe(401);
  });

  test('ends with signing out, also for a copy of the cookie', async () => {
    const [browser, copy] = [console.newBrowser(), console.newBrowser()];
    await browser.signIn('lin');
    copy.cookie = browser.cookie;
    await browser.call('POST', '/logout');
    expect((await copy.call('GET', '/me')).status).toBe(401);
  });

  test('a new password ends every other session of the account and keeps this one', async () => {
    const [own, other] = [console.newBrowser(), console.newBrowser()];
    await own.signIn('lin');
    await other.signIn('lin');
    const changed = await own.call('POST', '/me/password', { current: password, next: 'another twelve letters' });
    expect(changed.status).toBe(200);
    expect((await own.call('GET', '/me')).status).toBe(200);
    expect((await other.call('GET', '/me')).status).toBe(401);
    expect((await other.signIn('lin')).status).toBe(401);
  });

  test('neither the cookie nor the password stands in the store', async () => {
    const browser = console.newBrowser();
    await browser.signIn('lin');
    const token = browser.cookie.split('=')[1] ?? '';
    const { db } = console.wire.store;
    const rows = JSON.stringify([
      await db.selectFrom('console_sessions').selectAll().execute(),
      await db.selectFrom('accounts').selectAll().execute(),
      await db.selectFrom('login_tries').selectAll().execute(),
      await db.selectFrom('audit').selectAll().execute(),
    ]);
    expect(rows).toContain('lin');
    expect(rows).not.toContain(token);
    expect(rows).not.toContain(password);
  });

  test('the page is told whether there is an account at all', async () => {
    expect((await console.newBrowser().call('GET', '/start')).json).toEqual({ hasAccounts: true, me: null });
    await console.wire.store.db.deleteFrom('accounts').execute();
    expect((await console.newBrowser().call('GET', '/start')).json).toEqual({ hasAccounts: false, me: null });
  });
});

describe('another site', () => {
  let console: TestConsole;
  beforeEach(async () => {
    console = await openTestConsole('pglite');
    await console.addAccount('lin', 'operator');
  });
  afterEach(() => console.close());

  test.each([
    ['names its own origin', { origin: 'https://evil.example' }],
    ['has a null origin', { origin: 'null' }],
    ['is a sister domain', { origin: 'https://other.console.example' }],
  ])('changes nothing when it %s', async (_what, headers) => {
    const browser = console.newBrowser();
    await browser.signIn('lin');
    const reply = await browser.call('POST', '/apps', { name: 'x' }, headers);
    expect([reply.status, reply.json.word]).toEqual([403, 'foreign_origin']);
  });

  test('changes nothing by a form, which cannot send our header', async () => {
    const browser = console.newBrowser();
    await browser.signIn('lin');
    const reply = await console.wire.api.inject({
      method: 'POST',
      url: '/console/api/apps',
      headers: { cookie: browser.cookie },
      payload: '{"name":"x"}',
    });
    expect(reply.statusCode).toBe(403);
  });

  test('our own page does', async () => {
    const browser = console.newBrowser();
    await browser.signIn('lin');
    const reply = await browser.call('POST', '/apps', { name: 'x' }, { origin: 'http://console.example' });
    expect(reply.status).toBe(200);
  });
});
