/** What an operator sets for an app: push addresses, limits, contract date, scopes, addresses, consent, retention. */

import { type Static, Type } from 'typebox';
import { faultyAddresses, isScope } from '../domain/access.ts';
import { faultOfPushUrl } from '../push/push-url.ts';
import { setAppAccess } from '../store/apps/app-access.ts';
import { listApps, setAppPushes } from '../store/apps.ts';
import { setConsentRules } from '../store/consents.ts';
import { pushKinds } from '../store/pushes/push-kinds.ts';
import { appRow, noSuchApp, shownApp } from './apps.ts';
import { Refused } from './refused.ts';
import { nullable, resource } from './resource.ts';

const url = Type.Optional(nullable(Type.String({ maxLength: 2000 })));
const limit = Type.Optional(nullable(Type.Integer({ minimum: 1, maximum: 1_000_000 })));

/** What is not named stays as it is; null takes a setting away. */
const change = Type.Object(
  {
    pushUrls: Type.Optional(Type.Object({ auth: url, result: url, report: url, tags: url })),
    encrypted: Type.Optional(Type.Boolean()),
    contractUntil: Type.Optional(nullable(Type.Number({ minimum: 0, maximum: 1e10 }))),
    scopes: Type.Optional(nullable(Type.Array(Type.String(), { maxItems: 20 }))),
    thirdParty: Type.Optional(Type.Union([Type.Literal('whole'), Type.Literal('masked')])),
    ipAllow: Type.Optional(nullable(Type.String({ maxLength: 2000 }))),
    tokensPerHour: limit,
    callsPerMinute: limit,
    consent: Type.Optional(Type.Union([Type.Literal('assumed'), Type.Literal('required')])),
    retentionDays: Type.Optional(nullable(Type.Integer({ minimum: 1, maximum: 3650 }))),
  },
  { additionalProperties: false },
);

export const appSettings = resource({
  method: 'PUT',
  path: '/apps/:appid',
  who: 'operator',
  body: change,
  reply: appRow,
  async handle({ parts: { journey }, params: { appid = '' }, body, audit }) {
    const access = accessOf(body);
    const urls = urlsOf(body);
    await journey.db.transaction().execute(async (transaction) => {
      const encrypted = body.encrypted === undefined ? {} : { encrypted: body.encrypted };
      if (Object.keys({ ...urls, ...encrypted }).length > 0)
        await setAppPushes(transaction, appid, { urls, ...encrypted });
      if (Object.keys(access).length > 0) await setAppAccess(transaction, appid, access);
      const { consent, retentionDays } = body;
      const rules = {
        ...(consent === undefined ? {} : { consent }),
        ...(retentionDays === undefined ? {} : { retentionDays }),
      };
      if (Object.keys(rules).length > 0) await setConsentRules(transaction, appid, rules);
    });
    const app = (await listApps(journey.db)).find((one) => one.appid === appid);
    if (!app) throw noSuchApp();
    await audit('app.set', { appid, detail: { options: Object.keys(body).sort().join(' ') } });
    return shownApp(journey.db, app);
  },
});

function urlsOf({ pushUrls = {} }: Static<typeof change>) {
  const named = pushKinds.flatMap((kind) => {
    const found = pushUrls[kind];
    if (found === undefined) return [];
    const fault = found === null ? null : faultOfPushUrl(found);
    // Not the text itself: it may be the one with a password in it.
    if (fault !== null) throw new Refused('bad_request', `pushUrls/${kind}: ${fault}.`);
    return [[kind, found] as const];
  });
  return Object.fromEntries(named);
}

function accessOf({
  scopes,
  thirdParty,
  ipAllow,
  tokensPerHour,
  callsPerMinute,
  contractUntil,
}: Static<typeof change>) {
  const known = scopes?.filter(isScope) ?? null;
  if (scopes && known?.length !== scopes.length)
    throw new Refused('bad_request', 'scopes: found one that there is not, expected those that the page offers.');
  const addresses = ipAllow?.split(/[\s,]+/).filter((entry) => entry !== '') ?? [];
  const faulty = faultyAddresses(addresses);
  if (faulty.length > 0)
    throw new Refused('bad_request', `ipAllow: found "${faulty[0]}", expected addresses and CIDR blocks.`);
  return {
    ...(scopes === undefined ? {} : { scopes: known }),
    ...(thirdParty === undefined ? {} : { thirdParty }),
    ...(ipAllow === undefined ? {} : { ipAllow: addresses.length === 0 ? null : addresses.join(',') }),
    ...(tokensPerHour === undefined ? {} : { tokensPerHour }),
    ...(callsPerMinute === undefined ? {} : { callsPerMinute }),
    ...(contractUntil === undefined ? {} : { contractUntil }),
  };
}
