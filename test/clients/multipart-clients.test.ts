/** Clients that send multipart forms: a browser's, OkHttp's and Apache HttpClient's parts differ in their headers. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { about, told } from './about.ts';
import { type Call, type Encoding, flatPairs, nestedPairs, withToken } from './encodings.ts';
import { finishJourney } from './journey.ts';
import { type LiveService, openLiveService } from './live-service.ts';
import { newSims } from './new-sims.ts';

let service: LiveService;
beforeAll(async () => {
  service = await openLiveService();
});
afterAll(() => service.close());

interface Style {
  what: string;
  boundary: string;
  /** Header lines of a part besides its disposition. */
  partHeaders: (value: string) => string[];
  pairs: (params: Call['params']) => [string, string][];
}

const styles: Style[] = [
  {
    what: 'as a browser does',
    boundary: '----WebKitFormBoundaryoCqT0zXQfN1J6a8k',
    partHeaders: () => [],
    pairs: nestedPairs,
  },
  {
    what: 'as OkHttp does, with a length for each part',
    boundary: '2f0c3b1e-8a54-4f4e-9f7b-1f1f6f0a7c11',
    partHeaders: (value) => [`Content-Length: ${Buffer.byteLength(value)}`],
    pairs: flatPairs,
  },
  {
    what: 'as Apache HttpClient does, with a type and an encoding for each part',
    boundary: 'kQ7nW_z-3mJ0xYtB4',
    partHeaders: () => ['Content-Type: text/plain; charset=UTF-8', 'Content-Transfer-Encoding: 8bit'],
    pairs: nestedPairs,
  },
];

function multipart(
  { boundary, partHeaders, pairs }: Style,
  label = `multipart/form-data; boundary=${boundary}`,
): Encoding {
  return (call) => ({
    method: 'POST',
    target: withToken(call),
    headers: label === '' ? {} : { 'Content-Type': label },
    body: [
      ...pairs(call.params).flatMap(([name, value]) => [
        `--${boundary}`,
        `Content-Disposition: form-data; name="${name}"`,
        ...partHeaders(value),
        '',
        value,
      ]),
      `--${boundary}--`,
      '',
    ].join('\r\n'),
  });
}

const nextTel = newSims();

describe('a client is understood that sends multipart', () => {
  test.each(styles)('$what', async (style) => {
    const { record, report, truth } = await finishJourney(service, { post: multipart(style), about }, nextTel());
    expect(record).toMatchObject({ uid: 'order-1', call_log: truth.calls });
    expect(report).toMatchObject(told);
  });

  test.each(styles)('$what, without a label', async (style) => {
    const { report } = await finishJourney(service, { post: multipart(style, ''), about }, nextTel());
    expect(report).toMatchObject(told);
  });
});
