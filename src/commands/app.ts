/** `app create|list|set|rotate|disable|enable`: who may call the API, and where its pushes go. */

import { parseArgs } from 'node:util';
import { createApp, disableApp, enableApp, listApps, rotateApp } from '../store/apps.ts';
import { appendAudit } from '../store/audit.ts';
import { setConsentRules } from '../store/consents.ts';
import type { Database } from '../store/database.ts';
import { consentOptions, readConsentRules } from './app-consent.ts';
import { setApp } from './app-set.ts';
import { asUsage } from './as-usage.ts';
import { type Command, InputError, UsageError } from './command.ts';
import { withStore } from './with-store.ts';

const actions: Record<string, (words: string[]) => Promise<void>> = {
  async create(words) {
    const { values, positionals } = asUsage(() =>
      parseArgs({ args: words, options: consentOptions, allowPositionals: true }),
    );
    const name = only(positionals, 'name');
    const rules = readConsentRules(values);
    await withStore(async (db, vault) => {
      const { appid, appsecret } = await createApp(db, vault, name, Date.now() / 1000);
      if (Object.keys(rules).length > 0) await setConsentRules(db, appid, rules);
      await note(db, 'app.created', appid);
      print({ appid, appsecret, name });
    });
  },
  async list(words) {
    if (words[0] !== undefined) throw new UsageError(`Found "${words[0]}" after list, expected nothing more.`);
    await withStore(async (db) => {
      for (const one of await listApps(db))
        process.stdout.write(`${one.appid}  ${one.disabled ? 'disabled' : 'active  '}  ${one.name}\n`);
    });
  },
  set: setApp,
  async rotate(words) {
    const appid = only(words, 'appid');
    await withStore(async (db, vault) => {
      const appsecret = await rotateApp(db, vault, appid);
      if (appsecret === null) throw noSuchApp(appid);
      await note(db, 'app.rotated', appid);
      print({ appid, appsecret });
    });
  },
  async disable(words) {
    const appid = only(words, 'appid');
    await withStore(async (db) => {
      if (!(await disableApp(db, appid, Date.now() / 1000))) throw noSuchApp(appid);
      await note(db, 'app.disabled', appid);
      print({ appid, disabled: true });
    });
  },
  async enable(words) {
    const appid = only(words, 'appid');
    await withStore(async (db) => {
      if (!(await enableApp(db, appid))) throw noSuchApp(appid);
      await note(db, 'app.enabled', appid);
      print({ appid, disabled: false });
    });
  },
};

export const app: Command = {
  usage: 'app create NAME | list | set APPID … | rotate APPID | disable APPID | enable APPID',
  summary: 'who may call the API, and where its pushes go',
  async run([action = '', ...words]) {
    const act = Object.hasOwn(actions, action) ? actions[action] : undefined;
    if (!act) throw new UsageError(`Found "${action}", expected one of ${Object.keys(actions).join(', ')}.`);
    await act(words);
  },
};

function only([word, ...rest]: string[], what: string): string {
  if (!word) throw new UsageError(`Found no ${what}, expected one.`);
  if (rest[0] !== undefined) throw new UsageError(`Found "${rest[0]}" after the ${what}, expected nothing more.`);
  return word;
}

async function note(db: Database, action: string, appid: string): Promise<void> {
  await appendAudit(db, { at: Date.now() / 1000, actor: 'cli', action, appid, sid: null, detail: {} });
}

function noSuchApp(appid: string): InputError {
  return new InputError(`Found no app "${appid}", expected one of those that app list shows.`);
}

function print(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
