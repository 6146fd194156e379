/** The `report` command: what it takes, what it prints, and how it refuses. */

import { describe, expect, test } from 'vitest';
import { at, bill, call, contact, reportInput } from '../../test/golden/small-record.ts';
import { buildReport } from '../report/build-report.ts';
import { InputError, UsageError } from './command.ts';
import { report } from './report.ts';
import { cliPlace } from './test-cli.ts';

const now = at('2017-11-20 12:00:00');
const calls = [
  call({ tel: '13916000001', time: '2017-11-10 10:00:00' }),
  call({ tel: '13916000001', time: '2017-11-11 10:00:00', method: '主叫' }),
  call({ tel: '95588', time: '2017-10-11 10:00:00' }),
];
const given = {
  calls,
  record: { bill: [bill('201710', '8.55')], call_log_missing_month_list: ['201708'] },
  userInfo: { user_name: '测试甲' },
  contacts: [contact(1, '13916000001')],
};
const whole = reportInput(given);
const input = { record: whole.record, user_info: whole.userInfo, user_contact: whole.userContacts };

test('prints the report and nothing else', () => {
  const place = cliPlace();
  const run = place.run('report', '--input', place.write('input.json', input), '--now', String(now + 0.6462));
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(run.stdout)).toEqual(JSON.parse(JSON.stringify(buildReport({ ...whole, now: now + 0.6462 }))));
});

test('--out writes the same bytes to a file, whole, and prints nothing', () => {
  const place = cliPlace();
  const words = ['report', '--input', place.write('input.json', input), `--now=${now}`];
  const printed = place.run(...words);
  expect(place.run(...words, '--out', place.path('report.json'))).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(place.read('report.json')).toBe(printed.stdout);
  expect(place.names().sort()).toEqual(['input.json', 'report.json']);
});

test('what a record may lack is taken as empty, and a number is as good as its text', () => {
  const place = cliPlace();
  const sparse = {
    record: {
      tel: 15313695093,
      call_log: [{ call_tel: 95588, call_time: now - 86_400, call_duration: 60, call_method: '主叫' }],
      tel_info: { open_date: at('2016-01-01') },
    },
  };
  const { code, stdout } = place.run('report', '--input', place.write('input.json', sparse), '--now', String(now));
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    tel_info: { tel: '15313695093', full_name: '运营商未透露', open_date: String(at('2016-01-01')) },
    user_info: {},
    calls_overview: { call_times_sum: 1 },
    call_log_missing_month_list: [],
    calls_sa_by_times: [{ format_tel: '95588', call_length: '60' }],
  });
});

test('--directory is laid over the built-in one, and --thresholds shows in the version', () => {
  const place = cliPlace();
  const run = place.run(
    ...['report', '--input', place.write('input.json', input), '--now', String(now)],
    ...['--directory', place.write('directory.json', { '+86 139-1600-0001': { list: 'dunning', name: '测试公司' } })],
    ...['--thresholds', place.write('thresholds.json', { dunningDegrees: { nums_tel: [2, 3, 4] } })],
  );
  const report = JSON.parse(run.stdout);
  expect(report.cuishou_risk_detection).toMatchObject({ cuishou: { nums_tel: 1 }, cuishou_degree: { nums_tel: 0 } });
  expect(report.calls_sa_by_times[0]).toMatchObject({ format_tel: '13916000001', tags_yellow_page: '测试公司' });
  expect(report.version).toMatch(/^V2\.8\.0-[0-9a-f]{8}$/);
});

test('--explain puts the definitions beside the data', () => {
  const place = cliPlace();
  const run = place.run('report', '--input', place.write('input.json', input), '--now', String(now), '--explain');
  const { data, explain } = JSON.parse(run.stdout);
  expect(data).toEqual(JSON.parse(JSON.stringify(buildReport(whole))));
  expect(explain['calls_overview.call_times_sum']).toEqual({ definition: 'Valid calls.', calls: [0, 1, 2] });
});

test('a wrong file and wrong words end in exit 2, and only the words are answered with the usage', () => {
  const place = cliPlace();
  const path = place.path('missing.json');
  expect(place.run('report', '--input', path)).toEqual({
    code: 2,
    stdout: '',
    stderr: `${path} cannot be read (ENOENT).\n`,
  });
  const words = place.run('report', '--inptu', path);
  expect(words).toMatchObject({ code: 2, stdout: '' });
  expect(words.stderr).toMatch(/^Found "--inptu", expected one of .*\nUsage: xiangdan report --input F/);
});

describe('a wrong input is refused in one sentence, and nothing is written', () => {
  test.each<[string, unknown, string]>([
    ['no record', {}, 'record: found nothing, expected an object'],
    ['a list', [], 'input: found a list, expected an object'],
    ['no calls', { record: { tel: '1' } }, 'record.call_log: found nothing, expected a list'],
    ['no number', { record: { call_log: [] } }, 'record.tel: found nothing, expected a string'],
    [
      'a list in a row',
      { record: { tel: '1', call_log: [{}, { call_tel: [1, 2] }] } },
      'record.call_log[1].call_tel: found a number-list, expected a string',
    ],
    [
      'no month',
      { record: { tel: '1', call_log: [], bill: [{ bill_month: '2017-01' }] } },
      'record.bill[0].bill_month: found a string, expected a month as YYYYMM',
    ],
    [
      'no list of months',
      { record: { tel: '1', call_log: [], bill: 3 } },
      'record.bill: found a number, expected a list',
    ],
    [
      'no contact',
      { record: { tel: '1', call_log: [] }, user_contact: ['1'] },
      'user_contact[0]: found a string, expected an object',
    ],
    [
      'no JSON',
      '{"record": {\n  "tel": "1",\n  "call_log": [{"call_tel": "2"} {}]}}',
      'no valid JSON at line 3, column 34.',
    ],
  ])('%s', async (_, document, sentence) => {
    const place = cliPlace();
    const path = place.write('input.json', document);
    const refused = report.run(['--input', path, '--out', place.path('report.json')]);
    await expect(refused).rejects.toThrow(InputError);
    await expect(refused).rejects.toThrow(sentence);
    expect(place.names()).toEqual(['input.json']);
  });

  test.each<[string, string, unknown, string]>([
    [
      'a directory entry of the wrong form, its number masked',
      '--directory',
      { '13916000001': { itag_ids: ['13'] } },
      'directory["139****0001"].itag_ids[0]: found a string, expected a tag id (a number)',
    ],
    [
      'a threshold that nobody knows',
      '--thresholds',
      { numberUsed: { billsUnder20: 1 } },
      'thresholds.numberUsed.billsUnder20: found a number, expected no key but longestSilenceDays',
    ],
    [
      'degrees that do not ascend',
      '--thresholds',
      { dunningDegrees: { nums_tel: [3, 2, 1] } },
      'thresholds.dunningDegrees.nums_tel: found a number-list, expected three ascending numbers',
    ],
  ])('%s', async (_, option, content, sentence) => {
    const place = cliPlace();
    const words = ['--input', place.write('input.json', input), option, place.write('other.json', content)];
    await expect(report.run(words)).rejects.toThrow(sentence);
  });
});

test('a place that cannot be written is said, and leaves nothing behind', async () => {
  const place = cliPlace();
  const out = place.path('missing/report.json');
  const words = ['--input', place.write('input.json', input), '--out', out];
  await expect(report.run(words)).rejects.toThrow(`${out} cannot be written (ENOENT).`);
  expect(place.names()).toEqual(['input.json']);
});

test.each<[string[], string]>([
  [[], 'Found no --input, expected the path of an input JSON.'],
  [['--input'], 'Found --input without a value, expected one after it.'],
  [['--input', '--now', '1'], 'Found --input without a value, expected one after it.'],
  [['--input', 'x', '--now', '2017'], 'Found --now "2017", expected unix seconds'],
  [['--input', 'x', '--input', 'y'], 'Found --input twice, expected it once.'],
])('the words %j are refused', async (words, sentence) => {
  const refused = report.run(words);
  await expect(refused).rejects.toThrow(UsageError);
  await expect(refused).rejects.toThrow(sentence);
});
