/** The sister services of wire contract §8: scores for an app's own calls, tags for single numbers and for many. */

import { createHash } from 'node:crypto';
import { deflateRawSync, deflateSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeKinds } from '../../../test/store-kinds.ts';
import { openTestWire, type TestWire, type WireReply } from '../../../test/test-wire.ts';
import { createApp } from '../../store/apps.ts';

/** As the original's own sample client signs: a TreeMap of the query, secret before and after. */
function signed(query: Record<string, string>, secret: string): Record<string, string> {
  const pairs = Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1));
  const sig = createHash('sha1')
    .update(secret + pairs.flat().join('') + secret)
    .digest('hex');
  return { ...query, sig };
}

describe.each(storeKinds)('on %s', (kind) => {
  let wire: TestWire;
  beforeAll(async () => {
    wire = await openTestWire(kind);
  });
  afterAll(() => wire.close());

  const now = () => String(wire.clock.now);
  const own = () => ({ apikey: wire.app.appid, time: now() });

  async function send(url: string, query: Record<string, string>, body?: string | Buffer): Promise<WireReply> {
    const reply = await wire.api.inject({
      method: body ? 'POST' : 'GET',
      url,
      query,
      ...(body ? { payload: body } : {}),
    });
    const isPacked = reply.headers['content-encoding'] === 'gzip';
    return JSON.parse((isPacked ? gunzipSync(reply.rawPayload) : reply.rawPayload).toString());
  }

  describe('/busi/genCuiShou', () => {
    const calls = (tels: string[]) =>
      tels.map((call_tel, index) => ({
        call_method: index % 2 ? '1' : '2',
        call_duration: 20,
        call_time: wire.clock.now - 3600 * (index + 1),
        call_tel,
      }));
    const bodyOf = (tels: string[]) =>
      JSON.stringify({ tel: '15313695093', time: wire.clock.now, call_log: calls(tels) });
    const score = (body: string | Buffer, query: Record<string, string> = own()) =>
      send('/busi/genCuiShou', signed(query, wire.app.appsecret), body);

    test('scores the calls at once: 1 is out, 2 is in', async () => {
      const reply = await score(bodyOf(['95188', '13916000001', '95188', '']));
      expect(reply).toMatchObject({
        status: 0,
        action: 'done',
        msg: 'OK',
        data: {
          tel: '15313695093',
          uid: '',
          time: wire.clock.now,
          total_num: 4,
          effective_num: 3,
          overview: {
            dunning: { call_total_times: '0' },
            not_sure_dunning: { call_tel_total_nums: '1', call_in_times: '2', call_out_times: '0' },
          },
        },
      });
      expect(reply.data.sid).toMatch(/^[0-9a-f]{32}$/);
    });

    test.each<[string, (text: string) => Buffer]>([
      ['gzip', gzipSync],
      ['zlib', deflateSync],
      ['raw deflate', deflateRawSync],
    ])('takes a body in %s without being told', async (_, pack) => {
      const reply = await score(pack(bodyOf(['95188', '95188'])));
      expect(reply).toMatchObject({ status: 0, data: { total_num: 2, effective_num: 2 } });
    });

    test('with encrypt=1 numbers are md5: tagged ones are known, all others are numbers of their own', async () => {
      const md5 = (text: string) => createHash('md5').update(text).digest('hex');
      const hashes = [md5('95188'), md5('13916000001').toUpperCase(), md5('95188'), '95188'];
      const reply = await score(bodyOf(hashes), { ...own(), encrypt: '1', uid: 'u7' });
      expect(reply).toMatchObject({
        status: 0,
        data: {
          uid: 'u7',
          effective_num: 3,
          overview: { not_sure_dunning: { call_tel_total_nums: '1', call_total_times: '2' } },
        },
      });
    });

    test('refuses a wrong signature, a late clock, an unknown app', async () => {
      const body = bodyOf(['95188']);
      expect(await send('/busi/genCuiShou', { ...own(), sig: '0'.repeat(40) }, body)).toMatchObject({ status: 4005 });
      expect(await score(body, { ...own(), time: String(wire.clock.now - 601) })).toMatchObject({ status: 4005 });
      expect(await score(body, { ...own(), time: `${now()}000` })).toMatchObject({ status: 4005 });
      expect(await score(body, { ...own(), apikey: '0'.repeat(16) })).toMatchObject({ status: 3998, action: 'reset' });
      const query = signed(own(), wire.app.appsecret);
      expect(await send('/busi/genCuiShou', { ...query, encrypt: '1' }, body)).toMatchObject({ status: 4005 });
    });

    test.each([
      ['{"tel":"1"}', '缺少 call_log'],
      ['{"call_log":[]}', '缺少 tel'],
      ['{"tel":"1","call_log":[{},{"call_tel":[1]}]}', 'call_log[1].call_tel 格式不正确'],
      ['{"tel":"1","call_log":[3]}', 'call_log[0] 格式不正确'],
      ['{"tel":"1","time":"17","call_log":[]}', 'time 格式不正确'],
      ['[]', 'JSON 须为对象'],
      ['{', '请求体须为 JSON，可用 gzip 或 deflate 压缩'],
    ])('%s is 4001: %s', async (body, hint) => {
      expect(await score(body)).toMatchObject({ status: 4001, msg: `API 参数错误：${hint}`, data: {} });
    });

    test('a body that unpacks to more than 32 MiB is 4001', async () => {
      expect(await score(gzipSync(Buffer.alloc(33 << 20, ' ')))).toMatchObject({ status: 4001 });
    });
  });

  describe('/itag/?apikey', () => {
    const lookUp = (tel: string) => ({ apikey: wire.app.appid, tel, country: '86', uid: 'u', app: 'a', version: '1' });

    test('tells what is known of one number', async () => {
      const query = signed(lookUp('035110000'), wire.app.appsecret);
      const expected = { status: '0', telnum: '10000', telloc: '山西太原', teldesc: '客户服务热线', itag_ids: [] };
      for (const path of ['/itag/', '/itag']) {
        expect(await send(path, query)).toMatchObject({ status: 0, action: 'done', data: expected });
      }
    });

    test('takes 32 digits of the signature, as its clients send it, but no others', async () => {
      const { sig = '', ...query } = signed(lookUp('95588'), wire.app.appsecret);
      expect(await send('/itag/', { ...query, sig: sig.slice(4, 36) })).toMatchObject({
        data: { name: '中国工商银行' },
      });
      expect(await send('/itag/', { ...query, sig: sig.slice(0, 32) })).toMatchObject({ status: 4005 });
      expect(await send('/itag/', query)).toMatchObject({ status: 4005, data: {} });
    });

    test('refuses what is no number', async () => {
      const query = signed(lookUp('138****1234'), wire.app.appsecret);
      expect(await send('/itag/', query)).toMatchObject({ status: 4001, msg: 'API 参数错误：tel 格式不正确' });
    });
  });

  describe('/batch/ and /batchResult/', () => {
    const apikey = () => ({ apikey: wire.app.appid, country: '86', uid: 'u', app: 'a', app_ver: '1', version: '1' });
    const begin = (numbers: unknown) => send('/batch/', apikey(), gzipSync(JSON.stringify(numbers)));

    test('a batch gives a tid, and the tid the tags, packed for clients that unpack everything', async () => {
      const begun = await begin(['10086', 95588, '138****1234']);
      expect(begun).toMatchObject({ status: 0, action: 'done', data: { tid: expect.stringMatching(/^TID\d{20}$/) } });
      const query = { apikey: wire.app.appid, tid: begun.data.tid };
      const reply = await wire.api.inject({ url: '/batchResult/', query });
      expect(JSON.parse(gunzipSync(reply.rawPayload).toString())).toMatchObject({
        status: 0,
        data: { tid: begun.data.tid, tags: { '10086': { telnum: '10086' }, '95588': { itag_ids: [1] } } },
      });
    });

    test('a result is there for its own app and for an hour', async () => {
      const { tid } = (await begin(['10086'])).data;
      const other = await createApp(wire.store.db, wire.journey.vault, 'other', wire.clock.now);
      expect(await send('/batchResult/', { apikey: other.appid, tid })).toMatchObject({ status: 4016 });
      wire.clock.now += 3600;
      expect(await send('/batchResult/', { apikey: wire.app.appid, tid })).toMatchObject({ status: 0 });
      wire.clock.now += 1;
      expect(await send('/batchResult/', { apikey: wire.app.appid, tid })).toMatchObject({ status: 4016, data: {} });
      const rows = await wire.store.db.selectFrom('tag_batches').select('tid').where('tid', '=', tid).execute();
      expect(rows).toEqual([]);
    });

    test('what is stored shows no number', async () => {
      const { tid } = (await begin(['13916000001'])).data;
      const row = await wire.store.db
        .selectFrom('tag_batches')
        .select('body_sealed')
        .where('tid', '=', tid)
        .executeTakeFirstOrThrow();
      expect(() => gunzipSync(Buffer.from(row.body_sealed))).toThrow('incorrect header check');
    });

    test('500 numbers are taken and 501 are not, nor an empty list, nor a wrong signature', async () => {
      const numbers = Array.from({ length: 501 }, (_, index) => String(13_916_000_000 + index));
      expect(await begin(numbers.slice(1))).toMatchObject({ status: 0 });
      expect(await begin(numbers)).toMatchObject({ status: 4001, msg: 'API 参数错误：号码最多 500 个' });
      expect(await begin([])).toMatchObject({ status: 4001 });
      expect(await begin([['1']])).toMatchObject({ status: 4001, msg: 'API 参数错误：第 1 个号码格式不正确' });
      expect(await send('/batch/', { ...apikey(), sig: '0'.repeat(40) }, '["10086"]')).toMatchObject({ status: 4005 });
    });
  });
});
