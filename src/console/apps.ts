/** Apps: who may call the API, with which secret, and where their pushes go. A secret is shown once, when it is made. */

import { randomBytes } from 'node:crypto';
import { type Static, Type } from 'typebox';
import { probe } from '../push/probe.ts';
import { faultOfPushUrl } from '../push/push-url.ts';
import { signatureHeaders } from '../push/sign.ts';
import { type App, createApp, disableApp, enableApp, findApp, listApps, rotateApp } from '../store/apps.ts';
import { consentRulesOf } from '../store/consents.ts';
import type { Database } from '../store/database.ts';
import { Refused } from './refused.ts';
import { done, nullable, resource } from './resource.ts';

const url = nullable(Type.String());
export const appRow = Type.Object({
  appid: Type.String(),
  name: Type.String(),
  disabled: Type.Boolean(),
  contractUntil: nullable(Type.Number()),
  pushUrls: Type.Object({ auth: url, result: url, report: url, tags: url }),
  encrypted: Type.Boolean(),
  scopes: nullable(Type.Array(Type.String())),
  thirdParty: Type.String(),
  ipAllow: nullable(Type.String()),
  tokensPerHour: nullable(Type.Integer()),
  callsPerMinute: nullable(Type.Integer()),
  consent: Type.String(),
  retentionDays: nullable(Type.Integer()),
});

const credentials = Type.Object({ appid: Type.String(), appsecret: Type.String() });

export const appList = resource({
  method: 'GET',
  path: '/apps',
  who: 'auditor',
  reply: Type.Object({ rows: Type.Array(appRow) }),
  async handle({ parts }) {
    const { db } = parts.journey;
    return { rows: await Promise.all((await listApps(db)).map((app) => shownApp(db, app))) };
  },
});

export async function shownApp(db: Database, app: Omit<App, 'appsecret'>): Promise<Static<typeof appRow>> {
  const { appid, name, disabled, contractUntil, pushes, access } = app;
  const { consent, retentionDays } = await consentRulesOf(db, appid);
  const { urls: pushUrls, encrypted } = pushes;
  return { appid, name, disabled, contractUntil, pushUrls, encrypted, ...access, consent, retentionDays };
}

export const appCreation = resource({
  method: 'POST',
  path: '/apps',
  who: 'operator',
  body: Type.Object({
    name: Type.String({ minLength: 1, maxLength: 60, pattern: '^[^\\u0000]*[^\\u0000\\s][^\\u0000]*$' }),
  }),
  reply: credentials,
  async handle({ parts: { journey }, body, audit }) {
    const { appid, appsecret } = await createApp(journey.db, journey.vault, body.name.trim(), journey.now());
    await audit('app.created', { appid });
    return { appid, appsecret };
  },
});

export const appRotation = resource({
  method: 'POST',
  path: '/apps/:appid/rotate',
  who: 'operator',
  reply: credentials,
  async handle({ parts: { journey }, params: { appid = '' }, audit }) {
    const appsecret = await rotateApp(journey.db, journey.vault, appid);
    if (appsecret === null) throw noSuchApp();
    await audit('app.rotated', { appid });
    return { appid, appsecret };
  },
});

export const appDisabling = resource({
  method: 'POST',
  path: '/apps/:appid/disable',
  who: 'operator',
  reply: done,
  async handle({ parts: { journey }, params: { appid = '' }, audit }) {
    if (!(await disableApp(journey.db, appid, journey.now()))) throw noSuchApp();
    await audit('app.disabled', { appid });
    return {};
  },
});

export const appEnabling = resource({
  method: 'POST',
  path: '/apps/:appid/enable',
  who: 'operator',
  reply: done,
  async handle({ parts: { journey }, params: { appid = '' }, audit }) {
    if (!(await enableApp(journey.db, appid))) throw noSuchApp();
    await audit('app.enabled', { appid });
    return {};
  },
});

/** Sends a signed push that says `test`, to nowhere but where a push may go. */
export const endpointTest = resource({
  method: 'POST',
  path: '/apps/:appid/test-push',
  who: 'operator',
  body: Type.Object({ url: Type.String({ maxLength: 2000 }) }),
  reply: Type.Object({
    acknowledged: Type.Boolean(),
    status: nullable(Type.Integer()),
    error: nullable(Type.String()),
    ms: Type.Integer(),
    answer: Type.String(),
  }),
  async handle({ parts: { journey, allowPrivate }, params: { appid = '' }, body, audit }) {
    const app = await findApp(journey.db, journey.vault, appid);
    if (!app) throw noSuchApp();
    const fault = faultOfPushUrl(body.url);
    if (fault !== null) throw new Refused('bad_request', `url: ${fault}.`);
    await audit('push.tested', { appid });
    const bytes = Buffer.from(JSON.stringify({ status: 0, test: true }), 'utf8');
    const id = `msg_test_${randomBytes(8).toString('hex')}`;
    const headers = signatureHeaders(app.appsecret, { id, timestamp: Math.floor(journey.now()), body: bytes });
    return probe({ url: body.url, headers, body: bytes }, { allowPrivate });
  },
});

export function noSuchApp(): Refused {
  return new Refused('not_found', 'Found no such app, expected an appid that the list shows.');
}
