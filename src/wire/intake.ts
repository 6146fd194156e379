/**
 * Reads a request's parameters from query and body together, as tolerantly as the original's clients need (wire contract §2).
 *
 * The form of a body is seen by looking at it, never by its label: one client sends JSON labelled `app/json`, another sends forms
 * without a label. Numbers keep their source text, so that an 18-digit ID card sent as a JSON number loses no digit.
 */

import { parse } from 'qs';
import { Fault } from '../errors.ts';

/** Trimmed keys; a value is text, or what was nested. Empty strings and `null` are absent. */
export interface Params {
  [key: string]: Value | undefined;
}
export type Value = string | Value[] | Params;

const mostKeys = 200;
const mostItems = 50;
const mostDepth = 5;

/** Throws Fault 4001 for what cannot be read or is over the limits. `search` is the query string without `?`. */
export async function readParams(search: string, body: Buffer | null): Promise<Params> {
  const fromQuery = parseForm(search);
  const fromBody = body && body.length > 0 ? await parseBody(body) : {};
  const budget = { keys: mostKeys };
  return { ...cleanObject(fromQuery, 1, budget), ...cleanObject(fromBody, 1, budget) };
}

async function parseBody(body: Buffer): Promise<object> {
  const text = decodeUtf8(body).trim();
  if (text.startsWith('{') || text.startsWith('[')) return parseJson(text);
  if (text.startsWith('--') && /content-disposition:\s*form-data/i.test(text))
    return parseForm(await multipartAsForm(body, text));
  return parseForm(text);
}

function decodeUtf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Fault(4001, 'the body is not UTF-8', '请求须为 UTF-8 编码');
  }
}

/** JSON.parse gives the source text of a number to its reviver (ES2025); TypeScript's library does not know it yet. */
type Reviver = (this: unknown, key: string, value: unknown, context?: { source?: string }) => unknown;
const numbersAsText: Reviver = (_key, value, context) =>
  typeof value === 'number' ? (context?.source ?? String(value)) : value;

function parseJson(text: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text, numbersAsText);
  } catch {
    throw new Fault(4001, 'the body begins like JSON and is none', 'JSON 格式不正确');
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new Fault(4001, 'the JSON body is no object', 'JSON 须为对象');
  }
  return value;
}

function parseForm(text: string): object {
  try {
    return parse(text, {
      depth: mostDepth,
      strictDepth: true,
      parameterLimit: mostKeys,
      arrayLimit: mostItems,
      throwOnLimitExceeded: true,
      decoder: decodeFormText,
    });
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault(4001, 'the form is over the limits of depth, keys or items', '参数过多或嵌套过深');
  }
}

function decodeFormText(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new Fault(4001, 'a form value is not percent-encoded UTF-8', '参数须为 UTF-8 编码');
  }
}

/** The parts as one form text, so that `user_info[user_name]` nests the same way in both. Files are left out. */
async function multipartAsForm(body: Buffer, text: string): Promise<string> {
  const boundary = text.slice(2, text.indexOf('\n')).trim();
  try {
    const form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': `multipart/form-data; boundary="${boundary}"` },
    }).formData();
    const pairs = [...form].flatMap(([name, value]) =>
      typeof value === 'string' ? [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`] : [],
    );
    return pairs.join('&');
  } catch {
    throw new Fault(4001, 'the multipart body cannot be read', 'multipart 格式不正确');
  }
}

function cleanObject(raw: object, depth: number, budget: { keys: number }): Params {
  const params: Params = Object.create(null);
  for (const [key, value] of Object.entries(raw)) {
    budget.keys -= 1;
    if (budget.keys < 0) throw new Fault(4001, `more than ${mostKeys} keys`, '参数过多');
    const clean = cleanValue(value, depth, budget);
    if (clean !== undefined) params[key.trim()] = clean;
  }
  return params;
}

function cleanValue(value: unknown, depth: number, budget: { keys: number }): Value | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'object') {
    const text = String(value).trim();
    return text === '' || text === 'null' ? undefined : text;
  }
  if (depth >= mostDepth) throw new Fault(4001, `nested deeper than ${mostDepth}`, '参数嵌套过深');
  if (!Array.isArray(value)) return cleanObject(value, depth + 1, budget);
  if (value.length > mostItems) throw new Fault(4001, `more than ${mostItems} items`, '数组过长');
  return value.map((item) => cleanValue(item, depth + 1, budget)).filter((item) => item !== undefined);
}

/** A nested value that may also come as a JSON string in its field: `user_info={"user_name":…}` (wire contract §2). */
export function unfold(value: Value | undefined): Value | undefined {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
  try {
    return cleanValue(JSON.parse(value, numbersAsText), 1, { keys: mostKeys });
  } catch (error) {
    if (error instanceof Fault) throw error;
    return value;
  }
}

export function isParams(value: Value | undefined): value is Params {
  return typeof value === 'object' && !Array.isArray(value);
}
