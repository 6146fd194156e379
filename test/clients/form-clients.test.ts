/** Clients that send forms: nested, flat, with JSON in their fields, unlabelled, with blanks, with `null` for nothing. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { about, aboutFlat, told } from './about.ts';
import { answerNames, type Call, type Encoding, flatPairs, form, formType, nestedPairs } from './encodings.ts';
import { finishJourney } from './journey.ts';
import { type LiveService, openLiveService } from './live-service.ts';
import { newSims } from './new-sims.ts';

let service: LiveService;
beforeAll(async () => {
  service = await openLiveService();
});
afterAll(() => service.close());

const nested = form(nestedPairs);

/** Java's string concatenation: a variable without a value becomes the text `null`. */
const nullForNothing: Encoding = (call) => {
  const nothing = Object.fromEntries(answerNames.map((name) => [name, 'null']));
  return nested({ ...call, params: { ...nothing, ...call.params } });
};

const emptyForNothing: Encoding = (call) => {
  const nothing = Object.fromEntries(answerNames.map((name) => [name, '']));
  return nested({ ...call, params: { ...nothing, ...call.params } });
};

const blanks = (params: Call['params']) =>
  nestedPairs(params).map(([key, value]): [string, string] => [`${key} `, ` ${value}\t `]);

const tokenInBody: Encoding = ({ path, token, params }) =>
  nested({ path, token: null, params: { ...params, token: token ?? '' } });

const phpLists = (params: Call['params']) =>
  flatPairs(params).flatMap(([key, value]): [string, string][] =>
    key === 'user_contact'
      ? about.user_contact.map((contact) => [`${key}[]`, JSON.stringify(contact)])
      : [[key, value]],
  );

const nextTel = newSims();

describe('a client is understood that sends', () => {
  test.each([
    { what: "PHP's nested keys", post: nested },
    { what: 'objects as JSON text in their fields', post: form(flatPairs) },
    { what: 'each contact as JSON text in a list', post: form(phpLists) },
    { what: 'no Content-Type at all', post: form(nestedPairs, {}) },
    { what: 'a charset in its label', post: form(nestedPairs, { 'Content-Type': `${formType};charset=UTF-8` }) },
    { what: 'a form labelled as text', post: form(nestedPairs, { 'Content-Type': 'text/plain;charset=utf-8' }) },
    { what: 'a form labelled as JSON', post: form(nestedPairs, { 'Content-Type': 'application/json' }) },
    { what: 'a label that is none', post: form(nestedPairs, { 'Content-Type': 'form' }) },
    { what: 'keys and values with blanks around them', post: form(blanks) },
    { what: 'null for what it does not know', post: nullForNothing },
    { what: 'nothing for what it does not know', post: emptyForNothing },
    { what: 'its token in the body', post: tokenInBody },
  ])('$what', async ({ post }) => {
    const { record, report, truth } = await finishJourney(service, { post, about }, nextTel());
    expect(record).toMatchObject({ uid: 'order-1', call_log: truth.calls });
    expect(report).toMatchObject(told);
  });

  test('the fields of objects flat beside the number', async () => {
    const { report } = await finishJourney(service, { post: form(flatPairs), about: aboutFlat }, nextTel());
    expect(report.user_info).toMatchObject(told.user_info);
    expect(report.mergency_contact).toMatchObject([told.mergency_contact[0]]);
  });

  test('an empty uid, and gets an empty one back', async () => {
    const { record } = await finishJourney(service, { post: nested, about: { ...about, uid: '' } }, nextTel());
    expect(record.uid).toBe('');
  });

  test.each(['+86 130-1020-6076', '8613010206076', '+8613010206076', '130 1020 6076'])(
    'its number as %s',
    async (written) => {
      const tel = '13010206076';
      const post: Encoding = (call) =>
        nested({ ...call, params: { ...call.params, ...('tel' in call.params ? { tel: written } : {}) } });
      const { record } = await finishJourney(service, { post, about }, tel);
      expect(record.tel).toBe(tel);
    },
  );
});
