/** `compat-check`: behaves as the known clients do against any installation, and prints what it expected beside what it found. */

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { asUsage } from './as-usage.ts';
import { type Command, InputError, UsageError } from './command.ts';
import { formChecks } from './compat/forms.ts';
import { connectHost, type Host } from './compat/host.ts';
import { journeyChecks } from './compat/journeys.ts';
import type { Line } from './compat/line.ts';
import { pushChecks } from './compat/pushes.ts';
import { refusalChecks, signedChecks } from './compat/refusals.ts';
import { send } from './compat/send.ts';
import { sessionChecks } from './compat/session.ts';
import { tokenChecks } from './compat/tokens.ts';
import { tableLine } from './table-line.ts';

export const compatCheck: Command = {
  usage: 'compat-check --url URL --app FILE [--appid APPID] [--tel TEL] [--sandbox URL [--listen PORT]]',
  summary: 'what known clients do, tried against an installation: a table, and exit 1 where it is not as expected',
  async run(words) {
    const { values } = asUsage(() => parseArgs({ args: words, options }));
    const origin = originOf('--url', values.url);
    const { appid, appsecret } = readApp(values.app, values.appid);
    const sandboxUrl = values.sandbox === undefined ? null : originOf('--sandbox', values.sandbox);
    const tel = values.tel ?? null;
    if (tel !== null && !/^1[3-9]\d{9}$/.test(tel))
      throw new UsageError(`Found --tel ${tel}, expected a mobile number of 11 digits, whose owner is asked nothing.`);
    const port = readPort(values.listen, sandboxUrl);
    await requireInstallation(origin);

    const host = connectHost(origin, appid, appsecret);
    const groups: [string, AsyncGenerator<Line>][] = [
      ['Tokens', tokenChecks(host)],
      ['Writings', formChecks(host)],
      ['Refusals', refusalChecks(host)],
      ['Signed calls', signedChecks(host)],
      ...(tel === null ? [] : ([['A session that waits', sessionChecks(host, tel)]] satisfies typeof groups)),
      ...(sandboxUrl === null ? [] : ([['Journeys', journeyChecks(host, sandboxUrl)]] satisfies typeof groups)),
      ...(sandboxUrl === null || port === null
        ? []
        : ([['Pushes', pushChecks(host, sandboxUrl, port)]] satisfies typeof groups)),
    ];
    const { passed, failed } = await printAll(groups, host);
    const left = [
      tel === null && 'sessions (--tel)',
      sandboxUrl === null && 'journeys (--sandbox)',
      port === null && 'pushes (--listen)',
    ].filter((one) => one !== false);
    process.stdout.write(
      `\n${passed + failed} checks, ${failed} not as expected${left.length > 0 ? `; not looked at: ${left.join(', ')}` : ''}\n`,
    );
    if (failed > 0) throw new Error(`${origin} does not do what clients rely on: see the lines marked ✗.`);
  },
};

const options = {
  url: { type: 'string' },
  app: { type: 'string' },
  appid: { type: 'string' },
  tel: { type: 'string' },
  sandbox: { type: 'string' },
  listen: { type: 'string' },
} as const;

function originOf(name: string, text: string | undefined): string {
  if (text === undefined || !URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new UsageError(`Found ${name} ${text ?? 'nothing'}, expected an address such as http://127.0.0.1:8080.`);
  return new URL(text).origin;
}

function readPort(text: string | undefined, sandboxUrl: string | null): number | null {
  if (text === undefined) return null;
  if (!/^\d{1,5}$/.test(text))
    throw new UsageError(`Found --listen ${text}, expected a port that the app's push addresses lead to.`);
  if (sandboxUrl === null)
    throw new UsageError('Found --listen without --sandbox, expected both: pushes follow a sign-in.');
  return Number(text);
}

/** The secret is in a file and never in the list of processes: JSON as in demo-app.json, or the secret alone beside --appid. */
function readApp(file: string | undefined, named: string | undefined): { appid: string; appsecret: string } {
  if (file === undefined)
    throw new UsageError('Found no --app, expected a file with {"appid", "appsecret"}, or the secret alone.');
  const text = readText(file);
  const { appid = '', appsecret = text } = text.startsWith('{') ? readJson(file, text) : {};
  const app = { appid: named ?? appid, appsecret };
  if (app.appid === '') throw new UsageError(`Found no appid in ${file}, expected one there or as --appid.`);
  if (!/^\S+$/.test(appsecret))
    throw new InputError(`${file}: found no appsecret, expected {"appid", "appsecret"} or the secret alone.`);
  return app;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new InputError(`${file} cannot be read: ${error instanceof Error ? error.message : error}.`);
  }
}

function readJson(file: string, text: string): { appid?: string; appsecret?: string } {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError(`${file}: found text that begins like JSON and is none, expected {"appid", "appsecret"}.`);
  }
}

/** Nothing else is sent to a host that does not answer as this API does. */
async function requireInstallation(origin: string): Promise<void> {
  const reply = await send(origin, { target: '/token' }).catch((error: unknown) => {
    const why = error instanceof Error ? error.message || error.name : String(error);
    throw new InputError(`${origin} does not answer (${why}): expected an installation of this API there.`);
  });
  const { envelope, httpStatus, contentType } = reply;
  if (envelope && 'status' in envelope && 'msg' in envelope) return;
  throw new InputError(
    `${origin} is no installation of this API: /token answered HTTP ${httpStatus} ${contentType || 'without a type'}, expected JSON with status, action, msg and data.`,
  );
}

const widths = [62, 24];

async function printAll(groups: readonly [string, AsyncGenerator<Line>][], host: Host) {
  let [passed, failed] = [0, 0];
  const print = ({ behaviour, expected, found }: Line) => {
    const isRight = found === expected;
    if (isRight) passed++;
    else failed++;
    process.stdout.write(`${isRight ? '✓' : '✗'}${tableLine([behaviour, expected, isRight ? '' : found], widths)}\n`);
  };
  for (const [title, lines] of groups) {
    process.stdout.write(`\n ${tableLine([title, 'expected', 'found'], widths)}\n`);
    try {
      for await (const one of lines) print(one);
    } catch (error) {
      print({
        behaviour: 'and the rest of these',
        expected: 'answers',
        found: error instanceof Error ? error.message : String(error),
      });
    }
    if (host.token === '') break;
  }
  return { passed, failed };
}
