/** In how many ways a parameter may be written: each of these names an unknown session, so 4016 says that it was read. */

import { formType, type Host } from './host.ts';
import { type Line, line } from './line.ts';
import type { RawRequest } from './send.ts';
import { unknownSid } from './tokens.ts';

const read = '4016 reset';
const unread = '4001 processing';

export async function* formChecks(host: Host): AsyncGenerator<Line> {
  const target = `/calls/login?token=${host.token}`;
  const json = JSON.stringify({ sid: unknownSid, tel: '13001000012' });
  const text = new URLSearchParams({ sid: unknownSid, tel: '13001000012' }).toString();
  const typed = (type: string, body: string): RawRequest => ({ target, headers: { 'content-type': type }, body });
  const ways: [string, string, RawRequest][] = [
    ['GET where the document says POST', read, { target: `${target}&${text}` }],
    ['POST where it says GET', read, { target: `/calls/record?token=${host.token}`, body: text }],
    ['a form', read, typed(formType, text)],
    ['a form without Content-Type', read, { target, body: text }],
    ['a form labelled as JSON', read, typed('application/json', text)],
    ['a form labelled as text', read, typed('text/plain;charset=utf-8', text)],
    ['JSON', read, typed('application/json', json)],
    ['JSON labelled app/json', read, typed('app/json', json)],
    ['JSON labelled as a form', read, typed(formType, json)],
    ['JSON without Content-Type', read, { target, body: json }],
    [
      'a label of JSON on a GET without a body',
      read,
      { target: `${target}&${text}`, headers: { 'content-type': 'application/json' } },
    ],
    ['multipart/form-data', read, multipart(target)],
    ['a body in chunks, without its length', read, { ...typed(formType, text), chunked: true }],
    ['blanks around keys and values', read, typed(formType, `sid+=+${unknownSid}%09&tel=13001000012`)],
    ['a slash at the end of the path', read, { ...typed(formType, text), target: `/calls/login/?token=${host.token}` }],
    ['fields that nobody knows', read, typed(formType, `${text}&colour=blue&list[]=1`)],
    ['null for what a client does not know', read, typed(formType, `${text}&captcha_code=null&sms_code=`)],
    ['numbers in JSON where texts are expected', read, typed('application/json', '{"sid":5,"tel":13001000012}')],
    ['a required parameter that is missing', unread, typed(formType, 'tel=13001000012')],
    ['an empty text is a missing parameter', unread, typed(formType, 'sid=&tel=13001000012')],
    ['the text null is one too', unread, typed(formType, 'sid=null&tel=13001000012')],
    ['JSON that ends too early', unread, typed('application/json', '{"sid":')],
    ['201 keys', unread, typed(formType, `${text}${Array.from({ length: 201 }, (_, i) => `&k${i}=1`).join('')}`)],
    ['nesting of six levels', unread, typed('application/json', '{"sid":{"a":{"a":{"a":{"a":{"a":1}}}}}}')],
    ['a body of more than 1 MiB', 'HTTP 413 4001 processing', typed(formType, `sid=${'0'.repeat(1_100_000)}`)],
    ['a path that is none', 'HTTP 404 4001 processing', { target: '/calls/none' }],
  ];
  for (const [what, expected, raw] of ways) yield line(what, expected, await host.send(raw));
}

function multipart(target: string): RawRequest {
  const boundary = '----compat';
  const parts = Object.entries({ sid: unknownSid, tel: '13001000012' }).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return {
    target,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: `${parts.join('')}--${boundary}--\r\n`,
  };
}
