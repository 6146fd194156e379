/** Clients that call everything by GET with a query, some with a label for the body that they do not send. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { about, told } from './about.ts';
import { type Encoding, form, nestedPairs, query } from './encodings.ts';
import { finishJourney } from './journey.ts';
import { type LiveService, openLiveService } from './live-service.ts';
import { newSims } from './new-sims.ts';

let service: LiveService;
beforeAll(async () => {
  service = await openLiveService();
});
afterAll(() => service.close());

const jsonLabel = { 'Content-Type': 'application/json' };
const nested = form(nestedPairs);

const nestedQuery: Encoding = (call) => {
  const { target, body = '' } = nested(call);
  return { method: 'GET', target: `${target}&${body}`, headers: {} };
};

/** What the document has as GET, as POST. */
const postForGet: Encoding = ({ path, token, params }) =>
  nested({ path, token: null, params: { ...params, ...(token === null ? {} : { token }) } });

/** `GET /calls/flow?tel=…` with POST for the rest: one known client does so. */
const flowByGet: Encoding = (call) => (call.path === '/calls/flow' ? query() : nested)(call);

const nextTel = newSims();

describe('a client is understood that sends', () => {
  test.each([
    { what: 'everything in the query', post: query() },
    { what: 'everything in the query, nested', post: nestedQuery },
    { what: 'a label for a body that is not there', post: query(jsonLabel), get: query(jsonLabel) },
    {
      what: 'a label and an empty body',
      post: (call) => ({ ...query(jsonLabel)(call), body: '' }),
      get: (call) => ({ ...query(jsonLabel)(call), body: '' }),
    },
    { what: 'POST where the document says GET', post: nested, get: postForGet },
    { what: 'flow by GET and the rest by POST', post: flowByGet },
    { what: 'a slash at the end of its paths', post: (call) => nested({ ...call, path: `${call.path}/` }) },
  ] satisfies { what: string; post: Encoding; get?: Encoding }[])('$what', async (client) => {
    const { record, report, truth } = await finishJourney(service, { ...client, about }, nextTel());
    expect(record).toMatchObject({ uid: 'order-1', call_log: truth.calls });
    expect(report).toMatchObject(told);
  });
});
