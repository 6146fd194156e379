/** Links and the phone page's own API, over HTTP as browsers and other sites would call them. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeKinds } from '../../test/store-kinds.ts';
import type { TestWire } from '../../test/test-wire.ts';
import { openTestPage, pairOf, type TestPage } from './test-page.ts';

describe.each(storeKinds)('on %s', (kind) => {
  let page: TestPage;
  let wire: TestWire;
  beforeAll(async () => {
    page = await openTestPage(kind);
    wire = page.wire;
  });
  afterAll(() => wire.close());

  const newLink: TestPage['newLink'] = (params) => page.newLink(params);
  const call: TestPage['call'] = (act, given, headers) => page.call(act, given, headers);
  const opened: TestPage['opened'] = (params) => page.opened(params);

  test('a link holds no API credential, and says when it ends', async () => {
    const { url, expires } = await newLink({ tel: '13001000020' });
    expect(url).toMatch(/^http:\/\/[^/]+\/authorise\/#[0-9a-f]{16}\.[0-9a-f]{32}$/);
    expect(url).not.toContain(await wire.newToken());
    expect(expires).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  });

  test.each([
    [{ redirect_url: 'javascript:alert(1)' }, 'redirect_url'],
    [{ tel: '123' }, 'tel'],
    [{ tel_locked: '1' }, 'tel'],
    [{ tel: '13001000020', tel_locked: 'maybe' }, 'tel_locked'],
  ])('%j is 4001 and names %s', async (params, name) => {
    const reply = await wire.call('/links', params);
    expect(reply).toMatchObject({ status: 4001, data: {} });
    expect(reply.msg).toContain(name);
  });

  test('the store holds neither the secret nor the number', async () => {
    const { id, secret } = await newLink({ tel: '13001000021' });
    const { db } = wire.store;
    const row = await db.selectFrom('links').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const key = await db.selectFrom('data_keys').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const bytes = Buffer.concat(
      [row.secret_hash, row.content_sealed, key.key_wrapped].map((part) => Buffer.from(part)),
    );
    for (const form of [secret, '13001000021']) expect(bytes.includes(form)).toBe(false);
    expect(bytes.includes(Buffer.from(secret, 'hex'))).toBe(false);
  });

  test('the first browser has it: that one may come again, another may not, a wrong secret opens nothing', async () => {
    const { id, secret } = await newLink();
    expect(await call('open', { link: id, secret: '0'.repeat(32) })).toMatchObject({ fault: { why: 'unknown' } });
    const first = await call('open', { link: id, secret });
    expect(first.cookie).toMatch(
      /^xd_link_[0-9a-f]{16}=[0-9a-f]{32}; Path=\/authorise\/; Max-Age=86400; HttpOnly; SameSite=Lax$/,
    );
    expect(first.view?.step.at).toBe('consent');
    expect(await call('open', { link: id, secret })).toMatchObject({
      view: null,
      fault: { why: 'elsewhere' },
      cookie: '',
    });
    expect((await call('open', { link: id, secret }, { cookie: pairOf(first.cookie) })).view?.step.at).toBe('consent');
    expect(await call('view', { link: id }, { cookie: `xd_link_${id}=${'0'.repeat(32)}` })).toMatchObject({
      view: null,
    });
  });

  test('a link that nobody opened for 15 minutes is no link any more, and its row is gone', async () => {
    const { id, secret } = await newLink();
    wire.clock.now += 15 * 60 + 1;
    expect(await call('open', { link: id, secret })).toMatchObject({ view: null, fault: { why: 'unknown' } });
    expect(await wire.store.db.selectFrom('links').select('id').where('id', '=', id).execute()).toEqual([]);
  });

  test('another site can neither post as the subscriber nor without the page’s own header', async () => {
    const { id, browser } = await opened();
    expect(await call('again', { link: id }, { ...browser, origin: 'https://evil.example' })).toMatchObject({
      http: 403,
    });
    const bare = await wire.api.inject({
      method: 'POST',
      url: '/authorise/api/again',
      headers: browser,
      payload: `link=${id}`,
    });
    expect(bare.statusCode).toBe(403);
    expect(await call('again', { link: id }, { ...browser, origin: 'http://localhost:80' })).toMatchObject({
      http: 200,
    });
  });

  test('nothing is opened before consent, nor on a text that is not the one in force', async () => {
    const { id, secret } = await newLink({ tel: '13001000022' });
    const { cookie } = await call('open', { link: id, secret });
    const browser = { cookie: pairOf(cookie) };
    expect(await call('begin', { link: id, tel: '13001000022' }, browser)).toMatchObject({ fault: { code: 4001 } });
    const wrong = { link: id, language: 'zh', text_hash: 'f'.repeat(64) };
    expect(await call('consent', wrong, browser)).toMatchObject({
      fault: { code: 4001 },
      view: { step: { at: 'consent' } },
    });
    expect(await wire.store.db.selectFrom('sessions').select('sid').execute()).toEqual([]);
  });

  test('a locked number cannot be changed by the page', async () => {
    const { act } = await opened({ tel: '13001000023', tel_locked: '1' });
    expect((await act('begin', { tel: '13001000024' })).view).toMatchObject({
      tel: '13001000023',
      step: { at: 'login' },
    });
  });

  test('the consent’s row says that it was given on the page, to which text', async () => {
    const { act } = await opened({ redirect_url: 'https://app.example/back' });
    await act('begin', { tel: '13001000025' });
    const sid = new URL((await act('view')).view?.back ?? '').searchParams.get('sid') ?? '';
    const row = await wire.store.db.selectFrom('consents').selectAll().where('sid', '=', sid).executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      channel: 'page',
      text_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      recipient: 'test',
    });
  });

  describe('the old addresses', () => {
    const contactor = JSON.stringify({
      usrName: '测试',
      firstContactor: '甲',
      telOfFir: '13001000031',
      relationshipWithFir: '朋友',
    });
    const open = async (query: Record<string, string>, url = '/') =>
      wire.api.inject({ method: 'GET', url, query: { token: await wire.newToken(), ...query } });

    test.each([['/'], ['/auth/base.html']])('%s leads to a page whose address holds no token', async (url) => {
      const query = { uid: 'u', tel: '13001000030', redirectUrl: 'https://app.example/', contactor };
      const reply = await open(query, url);
      expect(reply.statusCode).toBe(303);
      expect(reply.headers.location).toMatch(/^\.\.?\/authorise\/#[0-9a-f]{16}\.[0-9a-f]{32}$/);
      expect(reply.headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
    });

    test('a bad contactor is ignored, a bad token, tel or redirectUrl is not', async () => {
      expect((await open({ tel: '13001000030', contactor: '{bad' })).headers.location).toMatch(/#[0-9a-f]{16}\./);
      expect((await open({ token: 'f'.repeat(32) })).headers.location).toBe('./authorise/#fault=4000');
      expect((await open({ tel: '12' })).headers.location).toBe('./authorise/#fault=4001');
      expect((await open({ redirectUrl: 'javascript:1' })).headers.location).toBe('./authorise/#fault=4001');
      expect((await open({ callback: 'ftp://x' })).headers.location).toBe('./authorise/#fault=4001');
    });

    test('a program that asks for the root gets the envelope, a person the console', async () => {
      const program = await wire.api.inject({ url: '/' });
      expect(program.statusCode).toBe(404);
      expect(program.json()).toMatchObject({ status: 4001, data: {} });
      const person = await wire.api.inject({ url: '/', headers: { accept: 'text/html' } });
      expect(person.headers.location).toBe('./console/');
    });
  });
});
