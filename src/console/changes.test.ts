/** What an operator changes over the console's API: apps, lists, pushes, sessions, accounts. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openReceiver } from '../../test/journeys/push-receiver.ts';
import { storeKinds } from '../../test/store-kinds.ts';
import { createDelivering } from '../jobs/keep-delivering.ts';
import { createSender } from '../push/send.ts';
import { setAppPushes } from '../store/apps.ts';
import { openTestConsole, reportedSession, type TestBrowser, type TestConsole } from './test-console.ts';

describe.each(storeKinds)('an operator on %s', (kind) => {
  let console: TestConsole;
  let operator: TestBrowser;
  let auditor: TestBrowser;
  beforeAll(async () => {
    console = await openTestConsole(kind);
    await console.addAccount('lin', 'operator');
    await console.addAccount('wang', 'auditor');
    operator = console.newBrowser();
    auditor = console.newBrowser();
    await operator.signIn('lin');
    await auditor.signIn('wang');
  });
  afterAll(() => console.close());

  test('an app is made, set, rotated, disabled and enabled; its secret is shown when it is made and never again', async () => {
    const made = (await operator.call('POST', '/apps', { name: 'second' })).json;
    expect(made.appsecret).toMatch(/^[0-9a-f]{64}$/);
    const settings = {
      pushUrls: { result: 'https://app.example/result' },
      contractUntil: 1_900_000_000,
      scopes: ['record'],
      ipAllow: '192.0.2.0/24, 198.51.100.7',
      retentionDays: 7,
      consent: 'required',
    };
    const set = await operator.call('PUT', `/apps/${made.appid}`, settings);
    expect(set.json).toMatchObject({ ...settings, ipAllow: '192.0.2.0/24,198.51.100.7', pushUrls: { auth: null } });
    const rotated = (await operator.call('POST', `/apps/${made.appid}/rotate`, {})).json;
    expect(rotated.appsecret).not.toBe(made.appsecret);
    await operator.call('POST', `/apps/${made.appid}/disable`, {});
    const listed = (await auditor.call('GET', '/apps')).json;
    expect(listed.rows.find(({ appid }: { appid: string }) => appid === made.appid).disabled).toBe(true);
    expect(JSON.stringify(listed)).not.toContain(rotated.appsecret);
    await operator.call('POST', `/apps/${made.appid}/enable`, {});
    const { rows } = (await auditor.call('GET', `/audit?appid=${made.appid}`)).json;
    expect(rows.map(({ action }: { action: string }) => action)).toEqual([
      ...['app.enabled', 'app.disabled', 'app.rotated', 'app.set', 'app.created'],
    ]);
  });

  test.each([
    ['an address that is none', { pushUrls: { auth: 'ftp://app.example/' } }],
    ['an address with a password in it', { pushUrls: { auth: 'https://a:b@app.example/' } }],
    ['an IP list that is none', { ipAllow: '10.0.0.0/40' }],
    ['a scope that there is not', { scopes: ['everything'] }],
    ['a setting that there is not', { secret: 'x' }],
  ])('%s is refused', async (_what, body) => {
    const reply = await operator.call('PUT', `/apps/${console.wire.app.appid}`, body);
    expect([reply.status, reply.json.word]).toEqual([400, 'bad_request']);
  });

  test('a list is uploaded, listed and removed; one with a bad line is not taken', async () => {
    const good = await operator.call('PUT', '/tag-lists?name=dunning', 'tel,list\n13001000099,dunning\n');
    expect([good.status, good.json]).toEqual([200, { name: 'dunning', count: 1 }]);
    const bad = await operator.call('PUT', '/tag-lists?name=bad', 'tel,list\nnonsense,dunning\n');
    expect([bad.status, bad.json.word]).toEqual([422, 'bad_file']);
    const { rows } = (await auditor.call('GET', '/tag-lists')).json;
    const listed = rows.find(({ name }: { name: string }) => name === 'dunning');
    expect(listed).toMatchObject({ appid: null, count: 1 });
    expect(rows.map(({ name }: { name: string }) => name)).not.toContain('bad');
    expect((await operator.call('DELETE', `/tag-lists/${listed.version}`)).status).toBe(200);
    expect((await operator.call('DELETE', `/tag-lists/${listed.version}`)).status).toBe(404);
  });

  test('an endpoint is tried with a signed push, and its answer shown', async () => {
    const receiver = await openReceiver(() => [202, 'not yet']);
    const { appid, appsecret } = console.wire.app;
    const { json } = await operator.call('POST', `/apps/${appid}/test-push`, { url: `${receiver.url}/x` });
    expect(json).toMatchObject({ acknowledged: false, status: 202, answer: 'not yet', error: null });
    expect(receiver.received[0]?.signedWith(appsecret)).toBe(true);
    receiver.close();
    const down = await operator.call('POST', `/apps/${appid}/test-push`, { url: `${receiver.url}/x` });
    expect(down.json).toMatchObject({ acknowledged: false, status: null, error: 'no connection: ECONNREFUSED' });
  });

  test('a failed push says why, shows its body, and is replayed once', async () => {
    const receiver = await openReceiver(() => [500, 'no']);
    const { db } = console.wire.store;
    await setAppPushes(db, console.wire.app.appid, { urls: { result: `${receiver.url}/result` } });
    const pushed = await reportedSession(console, '13001000011', 'order-9');
    const sender = createSender({ allowPrivate: true });
    const delivering = createDelivering({ journey: console.wire.journey, sender, retrySeconds: [0] });
    await delivering.settle();
    const { rows } = (await auditor.call('GET', `/pushes?state=failed&sid=${pushed}`)).json;
    expect(rows).toEqual([expect.objectContaining({ kind: 'result', lastStatus: 500, attempts: 1 })]);
    expect(rows[0].tried).toEqual([{ at: console.wire.clock.now, status: 500, error: 'not a 2xx' }]);
    const shown = (await operator.call('POST', `/pushes/${rows[0].id}/body`, {})).json;
    expect(shown.body).toBe(receiver.received[0]?.body.toString('utf8'));
    receiver.answer = () => [200, 'ok'];
    expect((await operator.call('POST', `/pushes/${rows[0].id}/replay`, {})).json.state).toBe('pending');
    await delivering.settle();
    expect(receiver.received).toHaveLength(2);
    const again = await operator.call('POST', `/pushes/${rows[0].id}/replay`, {});
    expect([again.status, again.json.word]).toEqual([409, 'conflict']);
    await delivering.stop();
    receiver.close();
  });

  test('an erased session keeps its place and nothing personal', async () => {
    const other = await reportedSession(console, '13001000021', 'order-8');
    expect((await operator.call('DELETE', `/sessions/${other}`)).json.receipt).not.toBe('');
    const { json } = await operator.call('GET', `/sessions/${other}`);
    expect(json).toMatchObject({ state: 'erased', tel: '', uid: '' });
    expect((await operator.call('POST', `/sessions/${other}/reveal`, {})).status).toBe(404);
  });

  test('a session whose consent was withdrawn shows nobody whose it was', async () => {
    const sid = await reportedSession(console, '13001000031', 'order-7');
    await console.wire.call(`/sessions/${sid}/withdraw`);
    expect((await operator.call('GET', `/sessions/${sid}`)).json).toMatchObject({
      state: 'withdrawn',
      tel: '',
      uid: '',
    });
    for (const path of ['reveal', 'documents/record', 'documents/report'])
      expect((await operator.call('POST', `/sessions/${sid}/${path}`, {})).status, path).toBeGreaterThanOrEqual(404);
  });

  test('accounts are made and removed by operators, never their own', async () => {
    const account = { username: 'zhao', password: 'twelve letters', role: 'auditor' };
    expect((await operator.call('POST', '/accounts', account)).status).toBe(200);
    expect((await operator.call('POST', '/accounts', account)).status).toBe(409);
    expect((await operator.call('POST', '/accounts', { ...account, username: 'x', password: 'short' })).status).toBe(
      400,
    );
    const zhao = console.newBrowser();
    expect((await zhao.signIn('zhao', 'twelve letters')).status).toBe(200);
    expect((await operator.call('DELETE', '/accounts/zhao')).status).toBe(200);
    expect((await zhao.call('GET', '/me')).status).toBe(401);
    expect((await operator.call('DELETE', '/accounts/lin')).status).toBe(409);
  });
});
