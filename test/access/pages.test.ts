/** The pages' own APIs show and do nothing without their proof: a link's cookie, a signed link, a code that was texted; and a withdrawn session is none. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageActions } from '../../src/hosted/page-actions.ts';
import { insertVisit } from '../../src/store/subject/subject-visits.ts';
import { myActions } from '../../src/subject/my-actions.ts';
import { openWholeServer, type WholeServer } from './whole-server.ts';

let server: WholeServer;
let sid: string;
beforeAll(async () => {
  server = await openWholeServer('pglite');
  sid = (await server.wire.call('/calls/flow', { tel: '13061300044', uid: 'u1' })).data.sid;
});
afterAll(() => server.wire.close());

describe('the pages', () => {
  const headers = { 'x-xiangdan-page': '1' };
  const acts = ['view', ...Object.keys(pageActions)];

  async function post(url: string, given: object, more: Record<string, string> = {}) {
    const reply = await server.wire.api.inject({
      method: 'POST',
      url,
      headers: { ...headers, ...more },
      payload: JSON.stringify(given),
    });
    const cookie = String(reply.headers['set-cookie'] ?? '').split(';')[0] ?? '';
    return { status: reply.statusCode, json: reply.json(), cookie };
  }
  async function newLink(): Promise<{ link: string; secret: string }> {
    const { url } = (await server.wire.call('/links')).data;
    const [, link = '', secret = ''] = /#(\w+)\.(\w+)$/.exec(url) ?? [];
    return { link, secret };
  }

  test('the phone page does nothing without the cookie of its link, with another link’s, or when the link has ended', async () => {
    const [one, other] = [await newLink(), await newLink()];
    const { cookie } = await post('/authorise/api/open', one);
    const { cookie: foreign } = await post('/authorise/api/open', other);
    const own = cookie.split('=')[0];
    const refused = { view: null, fault: { kind: 'link', why: 'elsewhere' } };
    for (const act of acts) {
      for (const sent of ['', foreign, `${own}=${foreign.split('=')[1]}`, `${own}=${'0'.repeat(32)}`])
        expect((await post(`/authorise/api/${act}`, { link: one.link }, { cookie: sent })).json, act).toEqual(refused);
    }
    const progress = (sent: string) =>
      server.wire.api.inject({ url: `/authorise/api/progress?link=${one.link}`, headers: { cookie: sent } });
    for (const sent of ['', foreign]) expect((await progress(sent)).statusCode).toBe(204);
    expect((await post('/authorise/api/view', { link: one.link }, { cookie })).json.view.step.at).toBe('consent');
    server.wire.clock.now += 86_400 + 1;
    for (const act of acts)
      expect((await post(`/authorise/api/${act}`, { link: one.link }, { cookie })).json, act).toEqual(refused);
    expect((await progress(cookie)).statusCode).toBe(204);
    server.wire.clock.now -= 86_400 + 1;
  });

  test('the report page shows nothing without a link or a sign-in, whether the session exists or not', async () => {
    const known = await post('/report/api/view', { sid });
    const unknown = await post('/report/api/view', { sid: `SID${'0'.repeat(32)}` });
    expect(known).toEqual(unknown);
    expect(known.json).toMatchObject({ at: 'refused' });
    expect((await post('/report/api/open', { link: `${sid}.1.x` })).json).toEqual({ at: 'refused', why: 'link' });
  });

  test('a subscriber’s own page shows and does nothing without a visit that is signed in, and shows its own number’s to one that is', async () => {
    const { journey, clock } = server.wire;
    const now = clock.now;
    const visitOf = async (token: string, expiresAt: number) => {
      await insertVisit(journey.db, { token, tel: '13061300044', code: '271828', now, expiresAt });
      return `xd_my=${token}`;
    };
    // `code` begins a visit and `leave` ends one, of whoever asks.
    const acts = Object.keys(myActions).filter((act) => act !== 'code' && act !== 'leave');
    const wantsVisit = ['again', 'erase', 'export', 'sign-in', 'withdraw'];
    expect(acts.sort()).toEqual([...wantsVisit, 'view'].sort());
    const waiting = await visitOf('1'.repeat(64), now + 1800);
    const ended = await visitOf('2'.repeat(64), now - 1);
    for (const cookie of ['', `xd_my=${'0'.repeat(64)}`, waiting, ended]) {
      for (const act of acts) {
        const { json, status } = await post(`/my/api/${act}`, { sid, form: 'json' }, { cookie });
        expect(status, act).toBe(200);
        expect(json.view.step.at, act).toBe(cookie === waiting ? 'code' : 'number');
        expect(json.file, act).toBeNull();
        const goesOn = cookie === waiting && ['again', 'sign-in'].includes(act);
        if (wantsVisit.includes(act) && !goesOn) expect(json.fault, act).toEqual({ why: 'signed_out' });
        expect(JSON.stringify(json), act).not.toContain(sid);
      }
    }
    expect((await server.wire.call(`/sessions/${sid}`)).status).toBe(0);

    const known = await visitOf('3'.repeat(64), now + 1800);
    const { json, cookie } = await post('/my/api/sign-in', { code: '271828' }, { cookie: known });
    expect(json.view.step).toMatchObject({ at: 'sessions', sessions: [{ sid }] });
    const foreign = (await server.wire.call('/calls/flow', { tel: '13061300046', uid: 'u1' })).data.sid;
    for (const act of ['withdraw', 'erase', 'export'])
      expect((await post(`/my/api/${act}`, { sid: foreign }, { cookie })).json.fault, act).toEqual({ why: 'gone' });
    await post('/my/api/leave', {}, { cookie });
    expect((await post('/my/api/view', {}, { cookie })).json.view.step.at).toBe('number');
  });
});

describe('the wire', () => {
  test('a session whose consent was withdrawn answers as one that never was, on every path', async () => {
    const { wire } = server;
    const withdrawn = (await wire.call('/calls/flow', { tel: '13061300045', uid: 'u1' })).data.sid;
    await wire.call(`/sessions/${withdrawn}/withdraw`);
    const given = { tel: '13061300045', pin_pwd: '1', sms_code: '1', captcha_code: '1' };
    const paths = ['/calls/login', '/calls/verify', '/calls/verify/captcha', '/calls/verify/sms'];
    for (const path of [...paths, '/calls/record', '/calls/report', '/cuishou', '/itag', '/sessions/SID']) {
      const ask = (of: string) => wire.call(path.replace('SID', of), { ...given, sid: of });
      const reply = await ask(withdrawn);
      expect({ path, status: reply.status }).toEqual({ path, status: 4016 });
      expect(reply, path).toEqual(await ask(`SID${'0'.repeat(32)}`));
    }
  });
});
