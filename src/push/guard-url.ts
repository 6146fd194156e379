/**
 * Keeps pushes out of the operator's own network (SSRF).
 *
 * What counts is the address that is connected to: a name is looked up once, and the addresses that were judged are those that are
 * connected to, so a name that answers differently the second time (DNS rebinding) gains nothing.
 */

import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction, SocketAddress } from 'node:net';

/** An address that pushes may not go to; its message names no host. */
export class RefusedAddress extends Error {
  readonly code = 'REFUSED_ADDRESS';
}

/** Not on the public Internet (IANA's special-purpose registry), and what clouds answer metadata on. */
const closed = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
  // Azure's host, which answers its virtual machines only.
  ['168.63.129.16', 32],
] as const)
  closed.addSubnet(network, prefix, 'ipv4');

/** Of IPv6 only global unicast is open, without what carries an IPv4 address inside (Teredo, 6to4) or is for documents. */
const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  closed.addSubnet(network, prefix, 'ipv6');

export type IsOpen = (address: string) => boolean;

/** Whether an IP address is one that anybody on the Internet has: not loopback, private, link-local, shared, metadata, multicast. */
export const isPublicAddress: IsOpen = (address) => {
  const family = isIP(address);
  if (family === 4) return !closed.check(address, 'ipv4');
  // An IPv4 address written as IPv6 lies outside global unicast, whatever it is.
  return family === 6 && isGlobal6(address);
};

function isGlobal6(address: string): boolean {
  const parsed = new SocketAddress({ address, family: 'ipv6' });
  return global6.check(parsed) && !closed.check(parsed);
}

type Found = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void;

/** `dns.lookup` with `all`, or what a test puts in its place. */
export type LookupAll = (hostname: string, options: LookupOptions & { all: true }, found: Found) => void;

/** A lookup for `net.connect` that answers RefusedAddress when any address of the name is not open. */
export function guardedLookup(isOpen: IsOpen, lookup: LookupAll = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error) callback(error, []);
      else if (!first || !addresses.every(({ address }) => isOpen(address))) callback(refusal(), []);
      else if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

/** For a URL that names an address itself, which is never looked up. Throws RefusedAddress. */
export function requireOpenHost(url: URL, isOpen: IsOpen): void {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(host) !== 0 && !isOpen(host)) throw refusal();
}

function refusal(): RefusedAddress {
  return new RefusedAddress('the address is not on the public Internet');
}
