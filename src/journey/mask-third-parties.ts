/** A stored document as an app may see it that is not to learn whole numbers of those whom a subscriber talks with. */

import { normalise } from '../directory/normalise.ts';
import type { ThirdParty } from '../domain/access.ts';
import { masked } from '../report/sections/calls_sa_by_tags_financial.ts';
import { packDocument, type StoredDocument, unpackedLater } from '../store/sessions/documents.ts';

/** Wherever a record, report, score or tags names a number, it is under one of these; in tags it is the key too. */
const numberKeys = new Set(['call_tel', 'format_tel', 'telnum', 'tel']);

/** `own` is the subscriber's number, which stays whole. Masked documents are unpacked and packed again, others sent as stored. */
export async function shownTo(thirdParty: ThirdParty, document: StoredDocument, own: string): Promise<StoredDocument> {
  if (thirdParty === 'whole') return document;
  const reply: unknown = JSON.parse((await document.plain()).toString('utf8'));
  return unpackedLater(await packDocument(Object(maskIn(reply, own))));
}

function maskIn(value: unknown, own: string): unknown {
  if (Array.isArray(value)) return value.map((each) => maskIn(each, own));
  if (value === null || typeof value !== 'object') return value;
  const entries: [string, unknown][] = [];
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'tags' && inner !== null && typeof inner === 'object' && !Array.isArray(inner)) {
      entries.push([key, maskKeys(inner, own)]);
    } else if (numberKeys.has(key) && typeof inner === 'string') entries.push([key, maskNumber(inner, own)]);
    else entries.push([key, maskIn(inner, own)]);
  }
  return Object.fromEntries(entries);
}

/** Two numbers that look alike when masked are told apart by a count: none is lost. */
function maskKeys(tags: object, own: string): object {
  const shown: Record<string, unknown> = {};
  for (const [number, entry] of Object.entries(tags)) {
    const key = maskNumber(number, own);
    let count = 1;
    let free = key;
    while (Object.hasOwn(shown, free)) free = `${key}#${++count}`;
    shown[free] = maskIn(entry, own);
  }
  return shown;
}

/** Normalised first: behind `+86` or an access code the middle of a mobile number would stay readable. */
function maskNumber(raw: string, own: string): string {
  if (raw === '' || raw === own || raw.includes('*')) return raw;
  return masked(normalise(raw).formatTel);
}
