/** How the text of a setting is read: each gives its value, or throws an Error that says what was expected. */

import { isIP } from 'node:net';
import { type Carrier, carriers, isCarrier } from './domain/carrier.ts';

/** At most `count` flows of one number within `seconds`. */
export interface FlowLimit {
  count: number;
  seconds: number;
}

export function optional<T>(read: (text: string) => T): (text: string) => T | null {
  return (text) => (text === '' ? null : read(text));
}

export function oneOf<const T extends string>(choices: readonly T[]): (text: string) => T {
  return (text) => {
    const choice = choices.find((one) => one === text);
    if (!choice) throw new Error(`one of ${choices.join(', ')}`);
    return choice;
  };
}

export function wholeNumber(least: number, most: number, what = 'a whole number'): (text: string) => number {
  return (text) => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (!(number >= least && number <= most)) throw new Error(`${what} from ${least} to ${most}`);
    return number;
  };
}

export function portNumber(text: string): number {
  return wholeNumber(0, 65535, 'a port')(text);
}

export function onOff(text: string): boolean {
  if (['1', 'on', 'true', 'yes'].includes(text.toLowerCase())) return true;
  if (['0', 'off', 'false', 'no'].includes(text.toLowerCase())) return false;
  throw new Error('on or off');
}

export function urlOf(...protocols: string[]): (text: string) => string {
  return (text) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    if (!url || !protocols.includes(url.protocol))
      throw new Error(`a URL that begins with ${protocols.join('// or ')}//`);
    return text.replace(/\/+$/, '');
  };
}

export function addressList(text: string): string[] {
  const blocks = text.split(',').map((part) => part.trim());
  return blocks.filter((block) => {
    if (block === '') return false;
    const [address = '', bits, extra] = block.split('/');
    const most = isIP(address) === 6 ? 128 : 32;
    const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
    if (isIP(address) === 0 || !fits || extra !== undefined)
      throw new Error('addresses and CIDR blocks, separated by commas');
    return true;
  });
}

export function keyBytes(text: string): Buffer {
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new Error('64 hex digits');
  return Buffer.from(text, 'hex');
}

export function keyList(text: string): Buffer[] {
  return text === '' ? [] : text.split(',').map((part) => keyBytes(part.trim()));
}

/** Whatever a header can carry and nobody guesses. */
export function secretText(text: string): string {
  if (!/^[\x21-\x7e]{16,200}$/.test(text)) throw new Error('16 to 200 printable characters without a space');
  return text;
}

export function secondsList(text: string): number[] {
  return text.split(',').map((part) => wholeNumber(0, 86_400, 'seconds, separated by commas, each')(part.trim()));
}

export function limitList(text: string): FlowLimit[] {
  return text.split(',').map((part) => {
    const match = /^\s*(\d{1,6})\/(\d{1,6})\s*$/.exec(part);
    if (!match) throw new Error('count/seconds pairs, separated by commas');
    return { count: Number(match[1]), seconds: Number(match[2]) };
  });
}

export function carrierUrls(text: string): Partial<Record<Carrier, string>> {
  const readUrl = urlOf('http:', 'https:');
  if (text === '') return {};
  if (URL.canParse(text) && /^https?:/.test(text)) {
    return Object.fromEntries(carriers.map((carrier) => [carrier, `${readUrl(text)}/${carrier}`]));
  }
  const pairs: [string, unknown][] = text.startsWith('{')
    ? Object.entries(jsonObject(text))
    : text
        .split(',')
        .map((part) => [part.slice(0, part.indexOf('=')).trim(), part.slice(part.indexOf('=') + 1).trim()]);
  return Object.fromEntries(
    pairs.map(([carrier, url]) => {
      if (!isCarrier(carrier)) throw new Error(`carriers among ${carriers.join(', ')}`);
      return [carrier, readUrl(String(url))];
    }),
  );
}

function jsonObject(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === 'object') return value;
  } catch {
    // fall through to the sentence below, which says what is wanted
  }
  throw new Error('a URL, carrier=URL pairs, or a JSON object');
}
