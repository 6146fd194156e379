/** Where a page of a list ended, as text that the page hands back for the next one. */

import { Refused } from './refused.ts';

export interface Place {
  createdAt: number;
  id: string;
}

export function placeText({ createdAt, id }: Place): string {
  return `${createdAt}_${id}`;
}

export function readPlace(text: string | undefined): Place | null {
  if (text === undefined) return null;
  const [, createdAt, id] = /^(\d{1,11}(?:\.\d{1,6})?)_(\w{1,60})$/.exec(text) ?? [];
  if (createdAt === undefined || id === undefined)
    throw new Refused('bad_request', 'after: expected what the page before gave as next.');
  return { createdAt: Number(createdAt), id };
}

/** Rows of one page: one more is asked for, to know whether there is another. */
export const pageRows = 50;

/** Cuts the extra row off and says where the page ended. */
export function pageOf<T>(rows: T[], placeOf: (row: T) => Place): { rows: T[]; next: string | null } {
  const page = rows.slice(0, pageRows);
  const last = page.at(-1);
  return { rows: page, next: rows.length > pageRows && last ? placeText(placeOf(last)) : null };
}
