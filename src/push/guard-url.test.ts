/** Which addresses are closed, in every spelling, and that the judged address is the one connected to. */

import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isPublicAddress, type LookupAll } from './guard-url.ts';
import { createSender, type SenderOptions } from './send.ts';

describe('addresses', () => {
  test.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '100.100.100.200', '127.0.0.1', '127.255.0.1', '169.254.169.254'],
    ...['172.16.0.1', '172.31.255.255', '192.0.0.192', '192.0.2.1', '192.168.0.1', '198.18.0.1', '203.0.113.7'],
    ...['224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255', '168.63.129.16'],
    ...[
      '::',
      '::1',
      '::ffff:127.0.0.1',
      '::ffff:8.8.8.8',
      '::127.0.0.1',
      '64:ff9b::7f00:1',
      'fc00::1',
      'fd00:ec2::254',
    ],
    ...['fe80::1', 'fe80::1%lo', 'fec0::1', 'ff02::1', '2001::1', '2001:db8::1', '2002:7f00:1::', '3fff::1'],
    ...['', 'localhost', '127.1', '8.8.8.8 '],
  ])('"%s" is closed', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each([
    ...['1.1.1.1', '8.8.8.8', '100.63.255.255', '100.128.0.0', '172.15.255.255', '172.32.0.0', '192.167.255.255'],
    ...['223.255.255.255', '2400:3200::1', '2606:4700::1111', '2001:4860:4860::8888', '2003::1'],
  ])('%s is open', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('a push', () => {
  let receiver: Server;
  let port: number;
  let requests: number;
  beforeEach(async () => {
    requests = 0;
    receiver = createServer((_request, reply) => {
      requests++;
      reply.end('ok');
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const address = receiver.address();
    port = typeof address === 'object' && address ? address.port : 0;
  });
  afterEach(() => {
    receiver.closeAllConnections();
    receiver.close();
  });

  async function send(url: string, options: Omit<SenderOptions, 'allowPrivate'> = {}, allowPrivate = false) {
    const sender = createSender({ allowPrivate, ...options });
    const push = { url: url.replace('PORT', String(port)), headers: {}, body: Buffer.from('{}') };
    const sent = await sender.send(push, new AbortController().signal);
    await sender.close();
    return sent;
  }
  const refused = { acknowledged: false, status: null, error: 'no connection: REFUSED_ADDRESS' };
  /** Answers the first with the first list, and so on; the last list from then on. */
  function answering(...answers: string[][]): { lookup: LookupAll; asked: () => number } {
    let asked = 0;
    return {
      asked: () => asked,
      lookup: (_hostname, _options, found) => {
        const addresses = answers[Math.min(asked++, answers.length - 1)] ?? [];
        found(
          null,
          addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        );
      },
    };
  }

  test.each([
    ...['http://127.0.0.1:PORT/', 'http://2130706433:PORT/', 'http://0x7f.1:PORT/', 'http://0177.0.0.1:PORT/'],
    ...['http://127.0.0.1.:PORT/', 'http://[::1]:PORT/', 'http://[::ffff:127.0.0.1]:PORT/', 'http://[::]:PORT/'],
    ...['http://localhost:PORT/', 'http://LOCALHOST:PORT/', 'https://127.0.0.1:PORT/', 'http://0.0.0.0:PORT/'],
  ])('to %s is refused before anything is connected to', async (url) => {
    expect(await send(url)).toEqual(refused);
    expect(requests).toBe(0);
  });

  test('to a private address goes out where that is allowed', async () => {
    expect(await send('http://localhost:PORT/', {}, true)).toEqual({ acknowledged: true, status: 200 });
    expect(requests).toBe(1);
  });

  test.each([
    ['one', ['10.0.0.1']],
    ['one among open ones', ['127.0.0.1', '10.0.0.1']],
    ['an IPv6 one', ['::ffff:10.0.0.1']],
    ['none', []],
  ])('to a name that has %s closed address is refused', async (_what, addresses) => {
    const isOpen = (address: string) => address === '127.0.0.1';
    expect(await send('http://receiver.example:PORT/', { isOpen, ...answering(addresses) })).toEqual(refused);
    expect(requests).toBe(0);
  });

  /** Where 127.0.0.1 is the Internet and everything else the operator's network. */
  const isOpen = (address: string) => address === '127.0.0.1';

  test('asks for the name once and connects to what it judged: another answer a moment later changes nothing', async () => {
    const dns = answering(['127.0.0.1'], ['10.0.0.1']);
    expect(await send('http://receiver.example:PORT/', { isOpen, lookup: dns.lookup })).toMatchObject({
      acknowledged: true,
    });
    expect([dns.asked(), requests]).toEqual([1, 1]);
  });

  test('judges anew each time: a name that was open an attempt ago and is closed now is refused', async () => {
    const dns = answering(['127.0.0.1'], ['127.0.0.2']);
    const sender = createSender({ allowPrivate: false, isOpen, lookup: dns.lookup });
    const push = { url: `http://receiver.example:${port}/`, headers: {}, body: Buffer.from('{}') };
    const { signal } = new AbortController();
    expect(await sender.send(push, signal)).toEqual({ acknowledged: true, status: 200 });
    expect(await sender.send(push, signal)).toEqual(refused);
    expect([dns.asked(), requests]).toEqual([2, 1]);
    await sender.close();
  });

  test('to a name that cannot be found says so', async () => {
    const lookup: LookupAll = (_hostname, _options, found) =>
      found(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }), []);
    expect(await send('http://receiver.example:PORT/', { lookup })).toMatchObject({
      error: 'no connection: ENOTFOUND',
    });
  });
});
