/** `app set APPID`: where the app's pushes go, whether its results are encrypted, what it may do; without options, what is set. */

import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { newToken } from '../domain/ids.ts';
import { faultOfPushUrl } from '../push/push-url.ts';
import { giveStaticToken, setAppAccess, takeStaticToken } from '../store/apps/app-access.ts';
import { listApps, type PushSettings, setAppPushes } from '../store/apps.ts';
import { appendAudit } from '../store/audit.ts';
import { consentRulesOf, setConsentRules } from '../store/consents.ts';
import type { Database } from '../store/database.ts';
import { pushKinds } from '../store/pushes/push-kinds.ts';
import { accessOptions, accessUsage, readAccessChange } from './app-access.ts';
import { consentOptions, consentUsage, readConsentRules } from './app-consent.ts';
import { asUsage } from './as-usage.ts';
import { InputError, UsageError } from './command.ts';
import { withStore } from './with-store.ts';

const usage =
  'app set APPID [--auth-url URL|none] [--result-url …] [--report-url …] [--tags-url …] [--encrypt on|off] ' +
  `${accessUsage} ${consentUsage}`;

const options = {
  'auth-url': { type: 'string' },
  'result-url': { type: 'string' },
  'report-url': { type: 'string' },
  'tags-url': { type: 'string' },
  encrypt: { type: 'string' },
  ...accessOptions,
  ...consentOptions,
  'token-static': { type: 'string' },
} as const;

/** `words` are those behind `set`. Prints what is set as one line of JSON, with a static token in it only when one was made now. */
export async function setApp(words: string[]): Promise<void> {
  const { values, positionals } = asUsage(() => parseArgs({ args: words, options, allowPositionals: true }));
  const [appid, extra] = positionals;
  if (appid === undefined) throw new UsageError(`Found no appid, expected one: ${usage}.`);
  if (extra !== undefined) throw new UsageError(`Found "${extra}" after the appid, expected options: ${usage}.`);
  const urls: Partial<PushSettings['urls']> = {};
  for (const kind of pushKinds) {
    const text = values[`${kind}-url`];
    if (text !== undefined) urls[kind] = readUrl(`--${kind}-url`, text);
  }
  const encrypted = values.encrypt === undefined ? {} : { encrypted: readSwitch('--encrypt', values.encrypt) };
  const change = readAccessChange(values);
  const rules = readConsentRules(values);
  const given = values['token-static'];
  const isStatic = given === undefined ? null : readSwitch('--token-static', given);
  const named = Object.keys(values);
  await withStore(async (db) => {
    await requireApp(db, appid);
    if (Object.keys({ ...urls, ...encrypted }).length > 0) await setAppPushes(db, appid, { urls, ...encrypted });
    if (Object.keys(change).length > 0) await setAppAccess(db, appid, change);
    if (Object.keys(rules).length > 0) await setConsentRules(db, appid, rules);
    const token = isStatic ? newToken(randomBytes) : null;
    const at = Date.now() / 1000;
    if (token !== null) await giveStaticToken(db, appid, token, at);
    else if (isStatic === false) await takeStaticToken(db, appid);
    const detail = { options: named.sort().join(' ') };
    if (named.length > 0) await appendAudit(db, { at, actor: 'cli', action: 'app.set', appid, sid: null, detail });
    const { pushes, access, contractUntil } = await requireApp(db, appid);
    const { consent, retentionDays } = await consentRulesOf(db, appid);
    const shown = {
      appid,
      ...pushes,
      ...access,
      contractUntil,
      consent,
      retentionDays,
      ...(token === null ? {} : { token }),
    };
    process.stdout.write(`${JSON.stringify(shown)}\n`);
  });
}

async function requireApp(db: Database, appid: string) {
  const app = (await listApps(db)).find((one) => one.appid === appid);
  if (!app) throw new InputError(`Found no app "${appid}", expected one of those that app list shows.`);
  return app;
}

function readUrl(option: string, text: string): string | null {
  if (text === 'none') return null;
  const fault = faultOfPushUrl(text);
  // Not the text itself: it may be the one with a password in it.
  if (fault !== null) throw new UsageError(`${option}: ${fault}.`);
  return text;
}

function readSwitch(option: string, text: string): boolean {
  if (text !== 'on' && text !== 'off') throw new UsageError(`${option}: found "${text}", expected on or off.`);
  return text === 'on';
}
