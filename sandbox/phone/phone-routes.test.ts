/** Tests of the phone, over HTTP. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSandbox, type TestSandbox } from '../test-sandbox.ts';
import { startJourney, unicomTel } from '../unicom/test-journey.ts';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await openTestSandbox();
});
afterAll(() => sandbox.close());

const tel = unicomTel('北京', '北京', '41');

/** Reads a stream of events until so many messages were seen. */
async function readMessages(body: ReadableStream<Uint8Array>, count: number): Promise<string[]> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const messages = () =>
    text
      .split('\n\n')
      .slice(0, -1)
      .filter((event) => event.startsWith('data: '));
  while (messages().length < count) {
    const { value, done } = await reader.read();
    if (done) break;
    text += value;
  }
  await reader.cancel();
  return messages().map((event) => event.slice('data: '.length));
}

test('a message appears on an open phone when the portal sends it, and on one opened later', async () => {
  const open = await fetch(`${sandbox.origin}/phone/${tel}/messages`);
  expect(open.headers.get('content-type')).toBe('text/event-stream');
  await startJourney(sandbox, tel).signIn();
  const [sms] = (await sandbox.inspect(tel)).sms;
  expect(sms?.text).toContain(`【中国联通】`);
  expect(sms?.text).toContain(sms?.code);
  const later = await fetch(`${sandbox.origin}/phone/${tel}/messages`);
  for (const { body } of [open, later]) {
    if (body === null) throw new Error('no stream');
    expect((await readMessages(body, 1)).map((text) => JSON.parse(text))).toEqual([sms]);
  }
});

test('the page is whole in itself: Chinese, for a narrow screen, and loads nothing from elsewhere', async () => {
  const page = await fetch(`${sandbox.origin}/phone/${tel}`);
  expect(page.headers.get('content-type')).toBe('text/html; charset=UTF-8');
  const html = await page.text();
  expect(html).toContain('<html lang="zh-CN">');
  expect(html).toContain('width=device-width');
  expect(html).toContain('prefers-color-scheme:dark');
  expect(html).not.toMatch(/https?:|src=|@import|url\(/);
});

test('no such number has neither a phone nor messages', async () => {
  expect((await fetch(`${sandbox.origin}/phone/12345`)).status).toBe(404);
  expect((await fetch(`${sandbox.origin}/phone/12345/messages`)).status).toBe(404);
});

test('a text that somebody posts arrives on the phone, and its six digits are its code', async () => {
  const post = (body: object) =>
    fetch(`${sandbox.origin}/phone/sms`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  expect((await post({ tel, text: '验证码 048213，5 分钟内有效' })).status).toBe(200);
  expect((await sandbox.inspect(tel)).sms.at(-1)).toMatchObject({
    text: '验证码 048213，5 分钟内有效',
    code: '048213',
  });
  expect((await post({ tel: '12345', text: 'x' })).status).toBe(404);
  expect((await post({ tel })).status).toBe(400);
});
