/** What every connector promises when the portal itself is in trouble. */

import { expect, test } from 'vitest';
import type { Stage } from './journey.ts';
import { withScriptedPortal } from './scripted-portal.ts';
import type { Subject } from './subject.ts';

export function troubleSuite(subject: Subject, stage: () => Stage): void {
  const { plain } = subject;

  test('maintenance is told at once', async () => {
    expect(await stage().begin(`${plain}60`).open()).toMatchObject({ kind: 'refused', code: 20020 });
  });

  test('a portal that hangs, breaks or is not there is a busy carrier', async () => {
    const hanging = await stage().begin(`${plain}80`, { requestTimeoutMs: 150 }).open();
    expect(hanging).toMatchObject({
      kind: 'refused',
      code: 4007,
      detail: expect.stringMatching(/^\/.+: no answer in time$/),
    });
    const broken = await stage().begin(`${plain}81`).open();
    expect(broken).toMatchObject({
      kind: 'refused',
      code: 4007,
      detail: expect.stringMatching(/: server error \(500\)$/),
    });
    let closed = '';
    await withScriptedPortal({}, async ({ baseUrl }) => {
      closed = baseUrl;
    });
    expect(await stage().begin(`${plain}08`, {}, closed).open()).toMatchObject({ kind: 'refused', code: 4007 });
  });

  test('a page that nobody knows is reported by its name, never by its content', async () => {
    const page = `<html><body>张三 ${plain}08 余额 12.30</body></html>`;
    await withScriptedPortal({ '': () => page }, async ({ baseUrl }) => {
      const journey = stage().begin(`${plain}08`, {}, baseUrl);
      for (const outcome of [await journey.open(), await journey.login(), await journey.verify()]) {
        expect(outcome).toMatchObject({ kind: 'refused', code: 4007 });
        expect(JSON.stringify(outcome)).toMatch(/"detail":"\/[\w/.{}]+: a page we do not know"/);
        expect(JSON.stringify(outcome)).not.toMatch(/张三|余额|12\.30/);
      }
    });
  });

  test('cancelling midway ends a fetch with the reason given', async () => {
    const cancel = new AbortController();
    const reason = new Error('erased by the operator');
    const journey = stage().begin(`${plain}75`);
    await journey.signIn();
    const fetched = journey.fetch({ signal: cancel.signal, onProgress: () => cancel.abort(reason) });
    await expect(fetched).rejects.toBe(reason);
  });

  test('a sign-in elsewhere ends a fetch with 4017', async () => {
    const journey = stage().begin(`${plain}67`);
    expect(await journey.signIn()).toMatchObject({ kind: 'signedIn' });
    await expect(journey.fetch()).rejects.toMatchObject({ code: 4017 });
  });

  test('a session that the carrier has forgotten ends a fetch with 4004', async () => {
    const journey = stage().begin(`${plain}09`);
    await journey.signIn();
    await stage().sandbox.turn('reset', {});
    await expect(journey.fetch()).rejects.toMatchObject({ code: 4004 });
  });
}
