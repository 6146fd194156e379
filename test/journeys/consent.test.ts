/** No fetch without a consent: how it is given and refused. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { consentText, consentTextVersion } from '../../src/domain/consent-texts.ts';
import { fetchRecord } from '../../src/jobs/fetch-record.ts';
import { termsFor, textHash } from '../../src/journey/consent.ts';
import type { Journey } from '../../src/journey/journey.ts';
import { openSession } from '../../src/journey/open.ts';
import { listAudit } from '../../src/store/audit.ts';
import { findConsent, setConsentRules } from '../../src/store/consents.ts';
import { storeKinds } from '../store-kinds.ts';
import { openTestWire, type TestWire } from '../test-wire.ts';
import { signIn } from './session-states.ts';

const tel = '13061300045';

describe.each(storeKinds)('on %s', (kind) => {
  let wire: TestWire;
  beforeEach(async () => {
    wire = await openTestWire(kind);
  });
  afterEach(() => wire.close());

  const require = () => setConsentRules(wire.store.db, wire.app.appid, { consent: 'required' });
  const consentOf = (sid: string) => findConsent(wire.store.db, sid);

  describe('a consent is given', () => {
    test('by nothing at all where the app lets it be assumed, and is recorded as just that', async () => {
      const { data } = await wire.call('/calls/flow', { tel });
      expect(await consentOf(data.sid)).toMatchObject({
        ...{ channel: 'assumed', appid: wire.app.appid, recipient: 'test', purposes: ['fetch', 'report', 'keep'] },
        ...{ textVersion: null, textHash: null, reference: null, givenAt: wire.clock.now, withdrawnAt: null },
      });
    });

    test('never by nothing where the app must hand one in: the flow is refused before the carrier hears of it', async () => {
      await require();
      const before = (await wire.subscriber('13010200023')).sms;
      expect(await wire.call('/calls/flow', { tel: '13010200023' })).toMatchObject({
        status: 4001,
        msg: 'API 参数错误：缺少 consent_ref',
      });
      expect((await wire.subscriber('13010200023')).sms).toEqual(before);
    });

    test("under the app's own reference, with the time and the text version that it names", async () => {
      await require();
      const consent_time = String(wire.clock.now - 3600);
      const given = { consent_ref: 'order:2026-11.A_1', consent_time, consent_text_version: 'shop-7' };
      const { data } = await wire.call('/calls/flow', { tel, ...given });
      expect(await consentOf(data.sid)).toMatchObject({
        ...{ channel: 'app', reference: 'order:2026-11.A_1', givenAt: wire.clock.now - 3600 },
        ...{ textVersion: 'shop-7', textHash: null },
      });
      const shown = (await wire.call(`/sessions/${data.sid}`)).data;
      expect(shown.consent).toMatchObject({ channel: 'app', reference: 'order:2026-11.A_1', text_version: 'shop-7' });
      expect(shown.timeline.map(({ event }: { event: string }) => event)).toEqual(['consent_given', 'opened']);
    });

    test("to our own text with its hash, which the row's own fields make again", async () => {
      const given = { consent_ref: 'a', consent_text_version: consentTextVersion };
      const row = await consentOf((await wire.call('/calls/flow', { tel, ...given })).data.sid);
      expect(row).toMatchObject({ recipient: 'test', keptDays: 30, language: 'zh' });
      expect(row?.textHash).toBe(textHash({ recipient: 'test', keptDays: 30, language: 'zh' }));
    });

    test('on the page, to the very text that it showed and to no other', async () => {
      await setConsentRules(wire.store.db, wire.app.appid, { consent: 'required', retentionDays: 7 });
      const subject = { tel, uid: '', userInfo: null, userContacts: [] };
      const terms = await termsFor(wire.journey, wire.app.appid, 'zh');
      expect(consentText(terms)).toContain('「test」');
      expect(consentText(terms)).toContain('保存上述数据 7 天');
      const open = (hash: string) =>
        openSession(wire.journey, wire.app.appid, {
          ...subject,
          consent: { channel: 'page', language: 'zh', textHash: hash },
        });
      const other = textHash({ ...terms, keptDays: 8 });
      await expect(open(other)).rejects.toMatchObject({ code: 4001 });
      const { sid } = await open(terms.textHash);
      expect(await consentOf(sid)).toMatchObject({ channel: 'page', textHash: terms.textHash, keptDays: 7 });
      const entries = await listAudit(wire.store.db, { sid, most: 10 });
      expect(entries).toMatchObject([{ actor: 'subject', action: 'consent.given', detail: { channel: 'page' } }]);
    });

    test('when the code is sent again, in place of one that was assumed and of no other', async () => {
      const { sid } = (await wire.call('/calls/flow', { tel, uid: 'u' })).data;
      expect((await wire.call('/calls/flow', { tel, uid: 'u', consent_ref: 'first' })).data.sid).toBe(sid);
      expect((await wire.call('/calls/flow', { tel, uid: 'u', consent_ref: 'second' })).data.sid).toBe(sid);
      expect(await consentOf(sid)).toMatchObject({ channel: 'app', reference: 'first' });
    });

    test.each([
      { what: 'a phone number', consent_ref: '13001000012' },
      { what: 'a phone number among other words', consent_ref: 'user-13001000012-a' },
      { what: 'a phone number with a country code', consent_ref: '8613001000012' },
      { what: 'a phone number in parts', consent_ref: '130-0100-0012' },
      { what: 'an ID card', consent_ref: '11010119900307451X' },
      { what: 'an old ID card', consent_ref: 'id:110101900307451' },
      { what: 'a character beyond those', consent_ref: '订单1' },
      { what: 'more than 64 characters', consent_ref: 'a'.repeat(65) },
    ])('never under $what', async ({ consent_ref }) => {
      const reply = await wire.call('/calls/flow', { tel, consent_ref });
      expect(reply).toMatchObject({ status: 4001, action: 'reset' });
      expect(reply.msg).toContain('consent_ref');
      expect(reply.msg).not.toContain(consent_ref);
    });

    test.each([
      { what: 'an order number of 20 digits', consent_ref: '20261128130010000120' },
      { what: 'an instant in milliseconds', consent_ref: '1795147200000' },
      { what: 'a UUID', consent_ref: '018f3a5e-7b1c-7def-8a90-1234567890ab' },
    ])('under $what', async ({ consent_ref }) => {
      expect(await wire.call('/calls/flow', { tel, consent_ref })).toMatchObject({ status: 0 });
    });

    test('not before its time', async () => {
      for (const consent_time of [String(wire.clock.now + 601), 'yesterday', String(wire.clock.now * 1000)]) {
        const reply = await wire.call('/calls/flow', { tel, consent_ref: 'a', consent_time });
        expect(reply, consent_time).toMatchObject({ status: 4001 });
        expect(reply.msg).toContain('consent_time');
      }
    });
  });

  test('without a consent row nothing is asked of the carrier, and the query has failed', async () => {
    const sid = await signIn(wire, tel);
    wire.loseJobs();
    await wire.store.db.deleteFrom('consents').where('sid', '=', sid).execute();
    let opened = 0;
    const counting: Journey = {
      ...wire.journey,
      openPortal(...visit) {
        opened += 1;
        return wire.journey.openPortal(...visit);
      },
    };
    await fetchRecord(counting, sid, false);
    expect(opened).toBe(0);
    expect(await wire.call('/calls/record', { sid })).toMatchObject({ status: 3100, action: 'reset' });
  });
});
