/** The report job with an operator's lists: what they say of a number stands in the report of the app they are for. */

import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { storeKinds } from '../../test/store-kinds.ts';
import { openTestWire, type TestWire } from '../../test/test-wire.ts';
import { createNumberCollector } from '../directory/number-collector.ts';
import { keyOf } from '../directory/number-key.ts';
import { packTagList } from '../directory/tag-list.ts';
import { createApp } from '../store/apps.ts';
import { replaceTagList } from '../store/tags/tag-lists.ts';
import { seal } from '../store/vault.ts';
import { fetchRecord } from './fetch-record.ts';

/** A natural subscriber who signs in with the service password alone. */
const tel = '13001000013';

describe.each(storeKinds)('on %s', (kind) => {
  let wire: TestWire;
  beforeEach(async () => {
    wire = await openTestWire(kind);
  });
  afterEach(() => wire.close());

  async function fetchedSid(): Promise<string> {
    const { data } = await wire.call('/calls/flow', { tel });
    const { pin } = await wire.subscriber(tel);
    let reply = await wire.call('/calls/login', { sid: data.sid, tel, pin_pwd: pin });
    while (reply.action === 'processing') {
      const code = (await wire.subscriber(tel)).sms.at(-1)?.code ?? '';
      reply = await wire.call('/calls/verify', { sid: data.sid, sms_code: code });
    }
    return data.sid;
  }

  /** A number that the subscriber has talked with. */
  async function counterpart(): Promise<string> {
    const { calls } = await wire.subscriber(tel);
    const mobiles = calls.map((call) => call.call_tel ?? '').filter((number) => /^1[3-9]\d{9}$/.test(number));
    return mobiles[0] ?? '';
  }

  async function dunningList(appid: string | null, formatTel: string): Promise<void> {
    const numbers = createNumberCollector((earlier) => earlier);
    numbers.add(keyOf(formatTel) ?? 0, 0);
    const packed = packTagList(numbers.sorted(), [{ list: 'dunning' }]);
    await replaceTagList(wire.store.db, { name: 'dunning', appid }, packed, 1, wire.clock.now);
  }

  async function callsWithDunning(): Promise<string> {
    const sid = await fetchedSid();
    await wire.runJobs();
    const { data } = await wire.call('/calls/report', { sid });
    return data.cuishou_risk_detection.cuishou.call_times;
  }

  test('a number on the list of its app is a dunning number in the report', async () => {
    const number = await counterpart();
    const { calls } = await wire.subscriber(tel);
    await dunningList(wire.app.appid, number);
    expect(await callsWithDunning()).toBe(String(calls.filter((call) => call.call_tel === number).length));
  });

  test("a number on another app's list is not", async () => {
    const other = await createApp(wire.store.db, wire.journey.vault, 'other', wire.clock.now);
    await dunningList(other.appid, await counterpart());
    expect(await callsWithDunning()).toBe('0');
  });

  describe('columns stored with the record', () => {
    async function documents(sid: string): Promise<string[]> {
      await wire.runJobs();
      const replies = await Promise.all(['/calls/report', '/cuishou', '/itag'].map((path) => wire.call(path, { sid })));
      // What a session is called, and its documents after it, is all that may differ between two of one subscriber.
      return replies.map(({ data: { sid: _, uid: __, ...data } }) => JSON.stringify(data));
    }

    async function changeRecord(sid: string, change: { columns_sealed: Buffer | null } | { body_sealed: Buffer }) {
      await fetchRecord(wire.journey, sid, true);
      await wire.store.db.updateTable('records').set(change).where('sid', '=', sid).execute();
    }

    test('are enough for the report, the score and the tags: the JSON is not opened', async () => {
      const expected = await documents(await fetchedSid());
      const sid = await fetchedSid();
      await changeRecord(sid, { body_sealed: Buffer.from('not a sealed record') });
      expect(await documents(sid)).toEqual(expected);
    });

    test('are missing in a record of an earlier release, which gives the same', async () => {
      const expected = await documents(await fetchedSid());
      const sid = await fetchedSid();
      await changeRecord(sid, { columns_sealed: null });
      expect(await documents(sid)).toEqual(expected);
    });

    test('are passed over when another release laid them out', async () => {
      const expected = await documents(await fetchedSid());
      const sid = await fetchedSid();
      const session = await wire.journey.sessions.find(wire.store.db, sid);
      if (!session?.dataKey) throw new Error('a fetched session has no key');
      const block = gzipSync(Buffer.from('another layout'));
      await changeRecord(sid, { columns_sealed: seal(session.dataKey, `columns:${sid}`, block) });
      expect(await documents(sid)).toEqual(expected);
    });
  });
});
