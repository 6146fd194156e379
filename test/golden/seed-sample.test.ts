/** The report that §15.5 prints, rebuilt from the seven calls behind it (report semantics §11). */

import { describe, expect, test } from 'vitest';
import { type CallRecord, type RecordData, undisclosed } from '../../src/domain/call-record.ts';
import { buildReport } from '../../src/report/build-report.ts';
import { dunningDegrees } from '../../src/report/dunning.ts';
import { builtInDirectory } from './built-in-directory.ts';
import sample from './seed-sample.json' with { type: 'json' };

const { input, expected, dunning_sample } = sample;

const calls = input.call_log.map(
  ({ call_tel, call_time, call_duration, call_method, call_from, call_to, call_type, call_cost }): CallRecord => ({
    call_tel,
    call_time,
    call_duration,
    call_method,
    call_from,
    call_to,
    call_type,
    call_cost,
  }),
);

const record: RecordData = {
  tel: input.tel,
  uid: '',
  sid: 'SIDc06bb4a157744a46a7131a9b47cbcff0',
  call_log: calls,
  tel_info: {
    full_name: input.carrier_tel_info.full_name,
    id_card: undisclosed,
    address: undisclosed,
    open_date: String(input.carrier_tel_info.open_date),
  },
  bill: [],
  call_log_missing_month_list: input.call_log_missing_month_list,
  call_log_possibly_missing_month_list: input.call_log_possibly_missing_month_list,
  call_log_part_missing_month_list: input.call_log_part_missing_month_list,
  phone_bill_missing_month_list: ['201710'],
};

const report = buildReport({
  record,
  userInfo: input.user_info,
  userContacts: input.user_contact,
  now: input.now,
  // All other numbers of the sample are known to the directory that ships.
  directory: builtInDirectory({ '19900000006': { region: '北京', flag: { fid: 4, type: '快递送餐', num: 1 } } }),
});

const actual: Readonly<Record<string, unknown>> = { ...report };

describe('the sample report', () => {
  test.each(Object.entries(expected).filter(([key]) => key !== 'calls_overview'))('has its %s', (key, value) => {
    expect(actual[key]).toStrictEqual(value);
  });

  test('has its calls_overview, and the evening figures that the document describes but does not print', () => {
    expect(report.calls_overview).toStrictEqual({
      ...expected.calls_overview,
      evening_calls_length: 0,
      evening_calls_percent: 0,
    });
  });

  test('has all fifteen groups of financial tags, empty', () => {
    expect(report.calls_sa_by_tags_financial.map((row) => row.tags_name).join(' ')).toBe(
      '催收 赌博 律师 信用卡热线 贷款 公检法 银行 互联网金融 典当 保险 理财 小号 证券 110 120',
    );
    for (const { tags_name, ...rest } of report.calls_sa_by_tags_financial) {
      expect(rest, tags_name).toStrictEqual({
        call_times: '',
        call_length: '',
        contact_last_time: '',
        contact_detail: [],
      });
    }
  });

  test('has the fields that the document lists and the sample lacks or misprints', () => {
    expect(report.sid).toBe('SIDc06bb4a157744a46a7131a9b47cbcff0');
    expect(report.phone_bill_missing_month_list).toEqual(['201710']);
    expect(report.invalid_call_log).toEqual([]);
  });

  test('has no dunning call, so every figure is 0 and none is absent', () => {
    const { cuishou, cuishou_degree, detection_result } = report.cuishou_risk_detection;
    expect(Object.keys(cuishou).sort()).toEqual(Object.keys(dunning_sample.values.cuishou).sort());
    expect(Object.keys(cuishou_degree).sort()).toEqual(Object.keys(dunning_sample.degrees.cuishou_degree).sort());
    expect(new Set(Object.values(cuishou))).toEqual(new Set([0, '0']));
    expect(detection_result).toBe(0);
  });
});

test('the dunning figures that the document prints give the degrees that it prints', () => {
  const { values, degrees } = dunning_sample;
  expect(dunningDegrees(values.cuishou)).toStrictEqual(degrees.cuishou_degree);
  expect(dunningDegrees(values.yisicuishou)).toStrictEqual(degrees.yisicuishou_degree);
});
