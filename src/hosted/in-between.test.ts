/** What changes while a link is open: another tab acts too, the operator takes something away, the app has other addresses. */

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openReceiver } from '../../test/journeys/push-receiver.ts';
import { storeKinds } from '../../test/store-kinds.ts';
import { createDelivering } from '../jobs/keep-delivering.ts';
import { changeLink } from '../journey/links.ts';
import { createSender } from '../push/send.ts';
import { setAppAccess } from '../store/apps/app-access.ts';
import { setAppPushes } from '../store/apps.ts';
import { findLink } from '../store/links.ts';
import { idAndSecretIn, openTestPage, type TestPage } from './test-page.ts';

describe.each(storeKinds)('on %s', (kind) => {
  let page: TestPage;
  beforeAll(async () => {
    page = await openTestPage(kind);
  });
  afterAll(() => page.wire.close());
  afterEach(async () => {
    const asMade = { disabled_at: null, contract_until: null, scopes: null, ip_allow: null, push_result_url: null };
    await page.wire.store.db.updateTable('apps').set(asMade).where('appid', '=', page.wire.app.appid).execute();
  });

  test('two tabs that change one link at once both find their change in it', async () => {
    const { db } = page.wire.store;
    const { id, browser } = await page.opened({ tel: '13001000040' });
    const secret = browser.cookie.split('=')[1] ?? '';
    const read = async () => {
      const link = await findLink(db, page.wire.journey.vault, id, secret);
      if (!link) throw new Error('the link is gone');
      return link;
    };
    const [one, other] = [await read(), await read()];
    await changeLink(page.wire.journey, one, ({ content }) => ({ tid: 'T1', content: { ...content, state: 'one' } }));
    await changeLink(page.wire.journey, other, ({ content }) => ({
      sid: 'S1',
      content: { ...content, recovery: { isDone: true, content: 'other' } },
    }));
    expect(await read()).toMatchObject({
      ...{ sid: 'S1', tid: 'T1' },
      content: { state: 'one', recovery: { content: 'other' }, subject: { tel: '13001000040' } },
    });
  });

  test('two tabs that begin with two numbers leave one of them, with its own session', async () => {
    const { act } = await page.opened({ redirect_url: 'https://app.example/' });
    const tels = ['13001000041', '13001000042'];
    await Promise.all(tels.map((tel) => act('begin', { tel })));
    const { view } = await act('view');
    expect(tels).toContain(view?.tel);
    const sid = new URL(view?.back ?? '').searchParams.get('sid') ?? '';
    const { data } = await page.wire.call(`/sessions/${sid}`);
    expect(JSON.stringify(data)).toContain(view?.tel);
    expect((await page.signIn(act, view?.tel ?? ''))?.step.at).toBe('fetching');
  });

  test.each([
    ['disabled', { disabled_at: new Date(0) }, 3998],
    ['without the scope links', { scopes: 'signin,record,report,recovery' }, 3997],
    ['past its contract', { contract_until: new Date(0) }, 3997],
  ])('an app that is %s by now opens and continues nothing, and its page says so', async (_what, change, code) => {
    const [fresh, begun] = [await page.opened({ tel: '13001000043' }), await page.opened({ tel: '13001000044' })];
    await begun.act('begin', { tel: '13001000044' });
    const { db } = page.wire.store;
    await db.updateTable('apps').set(change).where('appid', '=', page.wire.app.appid).execute();
    expect(await fresh.act('begin', { tel: '13001000043' })).toMatchObject({ fault: { kind: 'code', code } });
    const { pin } = await page.wire.subscriber('13001000044');
    expect(await begun.act('login', { pin_pwd: pin })).toMatchObject({
      fault: { code },
      view: { step: { at: 'login' } },
    });
    expect(await page.wire.subscriber('13001000043')).toMatchObject({ sms: [] });
  });

  test('an app without the scope links has neither links nor the old addresses', async () => {
    const token = await page.wire.newToken();
    await setAppAccess(page.wire.store.db, page.wire.app.appid, { scopes: ['signin'] });
    expect(await page.wire.call('/links')).toMatchObject({ status: 3997 });
    const old = await page.wire.api.inject({ url: '/', query: { token, tel: '13001000045' } });
    expect(old.headers.location).toBe('./authorise/#fault=3997');
  });

  test('an app’s list of addresses binds its own servers, not the subscriber’s phone', async () => {
    const link = await page.newLink({ tel: '13001000046' });
    const token = await page.wire.newToken();
    await setAppAccess(page.wire.store.db, page.wire.app.appid, { ipAllow: '203.0.113.7' });
    expect(await page.wire.call('/links', { tel: '13001000046' })).toMatchObject({ status: 4000 });
    const { act } = await page.agree(link);
    expect((await page.signIn(act, '13001000046'))?.step.at).toBe('fetching');
    const old = await page.wire.api.inject({ url: '/', query: { token, tel: '13001000046' } });
    expect(old.headers.location).toMatch(/^\.\/authorise\/#[0-9a-f]{16}\./);
  });

  describe('callback of an old address', () => {
    async function deliver(tel: string, urls: Partial<Record<'auth' | 'result' | 'report' | 'tags', string>> = {}) {
      const { wire } = page;
      const receiver = await openReceiver();
      try {
        const own = Object.fromEntries(Object.entries(urls).map(([key, path]) => [key, receiver.url + path]));
        if (Object.keys(own).length > 0) await setAppPushes(wire.store.db, wire.app.appid, { urls: own });
        const query = { token: await wire.newToken(), tel, uid: 'u1', callback: `${receiver.url}/callback?a=1` };
        const { headers } = await wire.api.inject({ url: '/', query });
        const { act } = await page.agree(idAndSecretIn(String(headers.location)));
        await page.signIn(act, tel);
        await wire.runJobs();
        const sender = createSender({ allowPrivate: true });
        const delivering = createDelivering({ journey: wire.journey, sender, retrySeconds: [0] });
        await delivering.settle();
        await delivering.stop();
        return receiver.received;
      } finally {
        receiver.close();
      }
    }

    test('gets the authorisation and the report’s status, signed, and never the record', async () => {
      const received = await deliver('13001000047');
      expect(received.map(({ path, json }) => [path, json])).toEqual([
        ['/push/callback?a=1&yulore_flag=auth', expect.objectContaining({ status: 0, tel: '13001000047', uid: 'u1' })],
        [
          '/push/callback?a=1&yulore_flag=report',
          expect.objectContaining({ status: 0, tel: '13001000047', uid: 'u1' }),
        ],
      ]);
      expect(received.every((push) => push.signedWith(page.wire.app.appsecret))).toBe(true);
      expect(received.map(({ body }) => body.toString()).join()).not.toContain('call_log');
    });

    test('gets nothing when the app has any address of its own', async () => {
      const received = await deliver('13001000048', { result: '/own' });
      expect(received.map(({ path }) => path)).toEqual(['/push/own']);
    });
  });
});
