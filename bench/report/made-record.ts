/** A record of any size for the bench: always the same calls, in the shares that a busy subscriber's have. */

import type { CallRecord, RecordData } from '../../src/domain/call-record.ts';

/** 2026-11-20 12:00:00 in Shanghai: the reports of the bench are made then. */
export const benchNow = 1_795_147_200;

const windowSeconds = 165 * 86_400;
/** One silence, of five days. */
const silenceSeconds = 5 * 86_400;
const places = ['北京', '北京', '北京', '北京', '浙江宁波', '上海', '河北廊坊', ''];
const services = ['10086', '95588', '95188', '110', '4008205555', '010-53912857'];

/** Newest call first; a tenth as many numbers as calls, some of them called far more often than others; one row in 250 makes no sense. */
export function madeRecord(callCount: number): RecordData {
  const next = congruence(20_261_120);
  const numbers = Array.from({ length: Math.ceil(callCount / 10) }, () => mobile(next()));
  return {
    tel: '15313695093',
    uid: '',
    sid: `SID${'0'.repeat(32)}`,
    call_log: Array.from({ length: callCount }, (_, index): CallRecord => {
      const isService = next() < 0.05;
      const place = Math.floor(next() * places.length);
      return {
        call_from: places[place] ?? '',
        call_time: index % 500 === 250 ? '--' : String(timeOf((index + next()) / callCount)),
        call_to: '北京',
        call_tel: index % 500 === 100 ? '138****0000' : pick(isService ? services : numbers, next() ** 2),
        call_method: next() < 0.5 ? '主叫' : '被叫',
        call_type: '国内通话',
        call_cost: '0.00',
        call_duration: String(Math.floor(next() ** 3 * 900)),
      };
    }),
    tel_info: { full_name: '测试甲', id_card: '运营商未透露', address: '运营商未透露', open_date: '1451577600' },
    bill: [],
    call_log_missing_month_list: [],
    call_log_possibly_missing_month_list: [],
    call_log_part_missing_month_list: [],
    phone_bill_missing_month_list: [],
  };
}

/** `age` from 0 to 1. */
function timeOf(age: number): number {
  return Math.floor(benchNow - age * windowSeconds - (age > 0.6 ? silenceSeconds : 0)) - 1;
}

function pick(from: readonly string[], share: number): string {
  return from[Math.floor(share * from.length)] ?? '';
}

function mobile(share: number): string {
  return String(13_000_000_000 + Math.floor(share * 6_999_999_999));
}

/** From 0 to 1, the same on every run. */
function congruence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
