/** What an operator may allow an app: which endpoints, whose numbers whole, from which addresses. */

import { BlockList, isIP } from 'node:net';

/** Each endpoint belongs to one. `signin`: everything up to the end of a sign-in; `score` and `tags`: the sister services too. */
export const scopes = ['signin', 'record', 'report', 'score', 'tags', 'recovery', 'links', 'sessions'] as const;
export type Scope = (typeof scopes)[number];

/** Whether the numbers of those whom a subscriber talks with leave this service whole or as `138****5678`. */
export type ThirdParty = 'whole' | 'masked';

export function isScope(text: string): text is Scope {
  return scopes.some((scope) => scope === text);
}

/** Entries that are neither an address nor a CIDR block. */
export function faultyAddresses(list: readonly string[]): string[] {
  return list.filter((entry) => {
    const [address = '', bits, extra] = entry.split('/');
    const family = isIP(address);
    if (family === 0 || extra !== undefined) return true;
    return bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
  });
}

/** Lists are few and asked at every call. */
const built = new Map<string, BlockList>();
const mostBuilt = 1000;

/** `list`: addresses and CIDR blocks, separated by commas. An IPv4 address that comes as `::ffff:a.b.c.d` is that address. */
export function isListed(list: string, address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  const family = isIP(plain);
  if (family === 0) return false;
  let blocks = built.get(list);
  if (!blocks) {
    if (built.size >= mostBuilt) built.clear();
    blocks = blockListOf(list.split(','));
    built.set(list, blocks);
  }
  return blocks.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}

function blockListOf(entries: string[]): BlockList {
  const blocks = new BlockList();
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/');
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    if (bits === undefined) blocks.addAddress(address, family);
    else blocks.addSubnet(address, Number(bits), family);
  }
  return blocks;
}
