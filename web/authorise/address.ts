/** What the page's address says: `#id.secret` of a fresh link, `?link=id` of one opened here before, `#fault=code` of a refusal. */

import type { Code } from '../../src/errors.ts';
import { isKnownCode } from './code-words.ts';

export type Address =
  | { kind: 'fresh'; id: string; secret: string }
  | { kind: 'opened'; id: string }
  | { kind: 'fault'; code: Code }
  | { kind: 'none' };

export function readAddress({ hash, search }: Pick<Location, 'hash' | 'search'>): Address {
  const [, id, secret] = /^#([0-9a-f]{16})\.([0-9a-f]{32})$/.exec(hash) ?? [];
  if (id && secret) return { kind: 'fresh', id, secret };
  const fault = Number(/^#fault=(\d{4,5})$/.exec(hash)?.[1]);
  if (isKnownCode(fault)) return { kind: 'fault', code: fault };
  const opened = new URLSearchParams(search).get('link');
  return opened && /^[0-9a-f]{16}$/.test(opened) ? { kind: 'opened', id: opened } : { kind: 'none' };
}
