/** `app set APPID`: where the app's pushes go and whether its results are encrypted; without options, what is set. */

import { parseArgs } from 'node:util';
import { faultOfPushUrl } from '../push/push-url.ts';
import { listApps, type PushSettings, setAppPushes } from '../store/apps.ts';
import { pushKinds } from '../store/push-kinds.ts';
import { asUsage } from './as-usage.ts';
import { InputError, UsageError } from './command.ts';
import { withStore } from './with-store.ts';

const usage = 'app set APPID [--auth-url URL|none] [--result-url …] [--report-url …] [--tags-url …] [--encrypt on|off]';

const options = {
  'auth-url': { type: 'string' },
  'result-url': { type: 'string' },
  'report-url': { type: 'string' },
  'tags-url': { type: 'string' },
  encrypt: { type: 'string' },
} as const;

/** `words` are those behind `set`. Prints the app's push settings as one line of JSON. */
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
  const encrypted = values.encrypt === undefined ? {} : { encrypted: readSwitch(values.encrypt) };
  await withStore(async (db) => {
    if (Object.keys({ ...urls, ...encrypted }).length > 0) await setAppPushes(db, appid, { urls, ...encrypted });
    const app = (await listApps(db)).find((one) => one.appid === appid);
    if (!app) throw new InputError(`Found no app "${appid}", expected one of those that app list shows.`);
    process.stdout.write(`${JSON.stringify({ appid, ...app.pushes })}\n`);
  });
}

function readUrl(option: string, text: string): string | null {
  if (text === 'none') return null;
  const fault = faultOfPushUrl(text);
  // Not the text itself: it may be the one with a password in it.
  if (fault !== null) throw new UsageError(`${option}: ${fault}.`);
  return text;
}

function readSwitch(text: string): boolean {
  if (text !== 'on' && text !== 'off') throw new UsageError(`--encrypt: found "${text}", expected on or off.`);
  return text === 'on';
}
