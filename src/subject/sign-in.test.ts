/** Who gets into the subscriber's own page, who does not, and what either is told. */

import { Writable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { storeKinds } from '../../test/store-kinds.ts';
import { openTestWire } from '../../test/test-wire.ts';
import { createLog } from '../log.ts';
import { createHttpGateway } from '../sms/http-gateway.ts';
import type { MyReply } from './my-view.ts';
import { addSubject } from './subject.ts';
import { openTestMyPage, pageHeaders, type TestMyPage } from './test-my-page.ts';

/** Another code than the one that was sent. */
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe.each(storeKinds)('on %s', (kind) => {
  let my: TestMyPage;
  beforeAll(async () => {
    my = await openTestMyPage(kind);
  });
  afterAll(() => my.wire.close());
  afterEach(() => my.moveOn());

  test('says the same of a number with sessions and of one without', async () => {
    const [known, unknown] = ['13001000005', '13001000006'];
    for (let flow = 0; flow < 5; flow++) await my.wire.call('/calls/flow', { tel: known });
    const told = async (tel: string) => {
      my.cookie = '';
      const replies: unknown[] = [];
      for (let turn = 0; turn < 6; turn++) {
        const reply = await my.raw('code', { tel });
        replies.push([
          reply.statusCode,
          Object.keys(reply.headers).sort(),
          JSON.parse(reply.body.replaceAll(tel, 'TEL')),
        ]);
        my.wire.clock.now += 61;
      }
      return replies;
    };
    const first = await told(known);
    my.wire.clock.now += 601;
    expect(await told(unknown)).toEqual(first);
    expect(first.at(-1)).toMatchObject([200, {}, { fault: { why: 'wait' } }]);
  });

  test('five wrong codes use a code up, right or not; a new one opens', async () => {
    const tel = '13001000007';
    await my.call('code', { tel });
    const code = await my.lastCode(tel);
    for (let turn = 0; turn < 4; turn++)
      expect(await my.call('sign-in', { code: wrong(code) })).toMatchObject({ fault: { why: 'wrong' } });
    expect(await my.call('sign-in', { code: wrong(code) })).toMatchObject({ fault: { why: 'spent' } });
    expect(await my.call('sign-in', { code })).toMatchObject({
      fault: { why: 'spent' },
      view: { step: { at: 'code' } },
    });
    my.wire.clock.now += 61;
    await my.call('again');
    expect(await my.call('sign-in', { code })).toMatchObject({ fault: { why: 'wrong' } });
    my.listed(await my.call('sign-in', { code: await my.lastCode(tel) }));
  });

  test('a hundred guesses at once are five', async () => {
    const tel = '13001000008';
    await my.call('code', { tel });
    const code = wrong(await my.lastCode(tel));
    const replies = await Promise.all(Array.from({ length: 100 }, () => my.raw('sign-in', { code })));
    const whys = replies.map((reply) => reply.json<MyReply>().fault?.why);
    expect(whys.filter((why) => why === 'wrong').length).toBe(4);
    expect(await my.call('sign-in', { code: await my.lastCode(tel) })).toMatchObject({ fault: { why: 'spent' } });
  });

  test('a code is good for five minutes, in the browser that asked for it, once', async () => {
    const tel = '13001000009';
    await my.call('code', { tel });
    const asked = my.cookie;
    const code = await my.lastCode(tel);
    my.cookie = '';
    expect(await my.call('sign-in', { code })).toMatchObject({ fault: { why: 'signed_out' } });
    my.cookie = asked;
    my.wire.clock.now += 299;
    my.listed(await my.call('sign-in', { code }));
    expect(my.cookie).not.toBe(asked);
    my.cookie = asked;
    expect(await my.call('sign-in', { code })).toMatchObject({ fault: { why: 'signed_out' } });
    await my.call('code', { tel });
    my.wire.clock.now += 301;
    expect(await my.call('sign-in', { code: await my.lastCode(tel) })).toMatchObject({ fault: { why: 'spent' } });
  });

  test('a visit ends after thirty minutes, and at once when it is left', async () => {
    const tel = '13001000010';
    await my.enter(tel);
    const before = my.cookie;
    my.wire.clock.now += 1799;
    my.listed(await my.call('view'));
    my.wire.clock.now += 2;
    expect(await my.call('view')).toMatchObject({ view: { step: { at: 'number' } } });
    await my.enter(tel);
    expect(my.cookie).not.toBe(before);
    const signedIn = my.cookie;
    await my.call('leave');
    my.cookie = signedIn;
    expect(await my.call('view')).toMatchObject({ view: { step: { at: 'number' } } });
  });

  test('a number is sent one code a minute, and no more than the limits of flows', async () => {
    const tel = '13001000011';
    const sent = async () => (await my.wire.subscriber(tel)).sms.length;
    await my.call('code', { tel });
    expect(await my.call('code', { tel })).toMatchObject({ fault: { why: 'wait', seconds: 60 } });
    expect(await my.call('again')).toMatchObject({ fault: { why: 'wait', seconds: 60 } });
    expect(await sent()).toBe(1);
    for (let minute = 0; minute < 4; minute++) {
      my.wire.clock.now += 61;
      expect(await my.call('again')).toMatchObject({ fault: null });
    }
    my.wire.clock.now += 61;
    expect(await my.call('again')).toMatchObject({ fault: { why: 'wait', seconds: 600 - 5 * 61 } });
    expect(await sent()).toBe(5);
  });

  test('ten calls at once send one text', async () => {
    const tel = '13001000012';
    await Promise.all(Array.from({ length: 10 }, () => my.raw('code', { tel })));
    expect((await my.wire.subscriber(tel)).sms.length).toBe(1);
  });

  test('one address has codes sent to thirty numbers, not to a thirty-first', async () => {
    for (let index = 0; index < 30; index++) {
      expect(await my.call('code', { tel: `130010001${index + 10}` })).toMatchObject({ fault: null });
    }
    expect(await my.call('code', { tel: '13001000199' })).toMatchObject({ fault: { why: 'wait' } });
  });

  test('a gateway that fails is said to fail, and nobody is signed in by it', async () => {
    my.gateway = createHttpGateway({ url: 'http://127.0.0.1:9/none', secret: 'a secret of sixteen' });
    expect(await my.call('code', { tel: '13001000013' })).toMatchObject({
      ...{ fault: { why: 'gateway' }, view: { step: { at: 'number' } } },
    });
  });

  test('whatever is posted is refused in words, and is no fault of our own', async () => {
    await my.enter('13001000017');
    const odd = ['', '[]', '{"sid":[1]}', '{"sid":{"a":"b"}}', '{"tel":"\\u0000"}', 'sid=%00', '{"sid":1e999}', '\xff'];
    const bodies = [...odd.map((text) => Buffer.from(text, 'latin1')), Buffer.alloc(2000, '[')];
    for (const act of ['view', 'code', 'again', 'sign-in', 'withdraw', 'erase', 'export']) {
      for (const payload of bodies) {
        const headers = { ...pageHeaders, cookie: my.cookie };
        const reply = await my.wire.api.inject({ method: 'POST', url: `/my/api/${act}`, headers, payload });
        expect([200, 400], `${act} ${payload}`).toContain(reply.statusCode);
        expect(reply.json<MyReply>().fault?.why, `${act} ${payload}`).not.toBe('own');
      }
    }
    my.listed(await my.call('view'));
  });

  test.each(['', '12345', '12001000001', '13001000001x'])('%j is no number to send a code to', async (tel) => {
    expect(await my.call('code', { tel })).toMatchObject({ fault: { why: 'tel' } });
  });

  test('nothing opens without the cookie, and another site cannot send it', async () => {
    const tel = '13001000014';
    const set = await my.raw('code', { tel });
    expect(String(set.headers['set-cookie'])).toMatch(
      /^xd_my=[0-9a-f]{64}; Path=\/my\/; Max-Age=1800; HttpOnly; SameSite=Strict$/,
    );
    for (const act of ['withdraw', 'erase', 'export'])
      expect(await my.call(act, { sid: 'SID' })).toMatchObject({ fault: { why: 'signed_out' }, file: null });
    expect((await my.raw('view', {}, { origin: 'https://elsewhere.example' })).statusCode).toBe(403);
    const bare = await my.wire.api.inject({ method: 'POST', url: '/my/api/view' });
    expect(bare.statusCode).toBe(403);
    expect((await my.raw('constructor')).statusCode).toBe(404);
  });

  test('the store holds neither number nor code of a visit, and the audit of a sign-in neither', async () => {
    const tel = '13001000015';
    await my.call('code', { tel });
    const code = await my.lastCode(tel);
    await my.call('sign-in', { code });
    const { db } = my.wire.store;
    const rows = await db.selectFrom('subject_visits').selectAll().execute();
    const codes = await db.selectFrom('subject_codes').selectAll().execute();
    const audit = await db.selectFrom('audit').selectAll().where('action', '=', 'subject.signed_in').execute();
    const bytes = [...rows, ...codes, ...audit].flatMap((row) =>
      Object.values(row).map((value) =>
        value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value)),
      ),
    );
    const token = my.cookie.replace('xd_my=', '');
    for (const form of [tel, code, token]) expect(Buffer.concat(bytes).includes(form)).toBe(false);
    expect(audit.length).toBeGreaterThan(0);
  });
});

test('a gateway that repeats number and text leaves neither in the log', async () => {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const wire = await openTestWire('pglite', [], createLog('trace', sink));
  const tel = '13001000001';
  const sms = createHttpGateway({ url: `${wire.sandboxUrl}/phone/${tel}?text=secret`, secret: 'a secret of sixteen' });
  addSubject(wire.api, { journey: wire.journey, sms, sandboxUrl: null });
  const payload = JSON.stringify({ tel });
  await wire.api.inject({ method: 'POST', url: '/my/api/code', headers: pageHeaders, payload });
  await wire.close();
  expect(lines.join('')).toContain('the SMS gateway answered 404');
  expect(lines.join('')).not.toMatch(/13001000001|text=secret|验证码/);
});

test('without a gateway the page says so, and sends nothing', async () => {
  const wire = await openTestWire('pglite');
  addSubject(wire.api, { journey: wire.journey, sms: null, sandboxUrl: null });
  const call = async (act: string, given: object) =>
    (
      await wire.api.inject({
        method: 'POST',
        url: `/my/api/${act}`,
        headers: pageHeaders,
        payload: JSON.stringify(given),
      })
    ).json<MyReply>();
  expect(await call('view', {})).toMatchObject({ view: { hasGateway: false, step: { at: 'number' } } });
  expect(await call('code', { tel: '13001000001' })).toMatchObject({ fault: { why: 'gateway' } });
  await wire.close();
});
