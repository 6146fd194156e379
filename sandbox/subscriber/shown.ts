/** What a carrier's pages show of a subscriber: much of it masked, some of it not at all. */

import type { Person } from './person.ts';
import { chance, type Random } from './seeded.ts';

/** '' where the carrier does not disclose. */
export interface Shown {
  fullName: string;
  idCard: string;
  address: string;
}

/** `张*`, `王*明`. */
export function maskName(name: string): string {
  return name.length < 3 ? `${name.charAt(0)}*` : `${name.charAt(0)}*${name.slice(2)}`;
}

/** `9901**********0010`: the first and the last four stay. */
export function maskIdCard(idCard: string): string {
  return `${idCard.slice(0, 4)}**********${idCard.slice(-4)}`;
}

export function shownOf(random: Random, person: Person, address: string): Shown {
  return {
    fullName: chance(random, 0.5) ? person.name : maskName(person.name),
    idCard: maskIdCard(person.idCard),
    address: chance(random, 2 / 3) ? address : '',
  };
}
