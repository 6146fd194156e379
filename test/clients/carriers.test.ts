/** A typed client through a whole journey with each carrier and each of their dialects: it reads every reply without a surprise. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { flatPairs, form } from './encodings.ts';
import { finishJourney } from './journey.ts';
import { type LiveService, openLiveService } from './live-service.ts';

let service: LiveService;
beforeAll(async () => {
  service = await openLiveService();
});
afterAll(() => service.close());

const client = {
  post: form(flatPairs),
  about: { uid: 'order-1', user_info: { user_name: '张三', user_province: '北京' } },
};

const journeys = [
  { tel: '13061300045', asks: '联通, the password' },
  { tel: '13001000012', asks: '联通, the password, then an SMS' },
  { tel: '13911000012', asks: '移动, the password and an SMS, then a captcha and an SMS' },
  { tel: '13570000012', asks: '移动, the password and a captcha, then a captcha and an SMS' },
  { tel: '18911000012', asks: '电信 HTML, the password and a captcha, then an SMS' },
  { tel: '18916000012', asks: '电信 JSON, the password and a captcha, then an SMS' },
  { tel: '18057100012', asks: '电信 GBK, the password, a captcha, name and ID card, then an SMS' },
  { tel: '13321590012', asks: '电信 吉林, with notes to the SMS' },
];

describe('from the token to the report', () => {
  test.each(journeys)('$tel ($asks)', async ({ tel }) => {
    const { sid, record, report, truth } = await finishJourney(service, client, tel);
    expect(record).toMatchObject({ tel, sid, uid: 'order-1', call_log: truth.calls, bill: truth.bills });
    expect(truth.calls.length).toBeGreaterThan(100);
    expect(report).toMatchObject({ sid, tel_info: { tel }, user_info: { user_name: '张三', user_city: '' } });
    expect(report.calls_overview.call_times_sum).toBe(truth.calls.length);
  });
});
