/** Brings a number as a carrier prints it into the one form that calls are counted by (report semantics §1). */

/** `hidden`: nothing that could be called, or masked. `foreign`: of no form used on the mainland. */
export type NumberKind = 'mobile' | 'landline' | 'service' | 'foreign' | 'hidden';

export interface NormalisedNumber {
  /** `13912345678`, `010-53912857`, `95187`, `0085221234567`; for hidden numbers the text that came, without blanks. */
  formatTel: string;
  kind: NumberKind;
  /** The area code that was dialled before a service number (`0351` of `035110000`), else `''`; §17 shows its place. */
  areaCode: string;
}

const mobile = /^1[3-9]\d{9}$/;

/**
 * Numbers that belong to no place: 95xxx with extensions, 96xxx, 400 and 800, and everything that starts 10 to 12
 * (110, 10086, 12345, 1008611, 10690…). Tried before landlines, because 9516720668 (§15) looks like one.
 */
const service = /^(95\d{3,}|96\d{3,}|400\d{7}|800\d{7}|1[0-2]\d+)$/;

const landline = /^(0(?:10|2\d|[3-9]\d\d))(\d+)$/;

/** Behind an area code seven digits may be a subscriber's number, so only the known lengths count as service numbers. */
const serviceBehindAreaCode = /^(95\d{3,}|96\d{3,}|[48]00\d{7}|1[0-2]\d(\d{2,3})?|100\d{2,6})$/;

/** Dialled before a number for a cheaper rate. They are numbers of their own too, so something callable must follow. */
const accessCode = /^(17951|17911|12593|10193)(?=\d{5})/;

/** `+86 10 5391 2857`: behind the country code Peking's area code has lost its 0 and looks like a service number. */
const pekingAbroad = /^10[2-8]\d{7}$/;

export function normalise(raw: string): NormalisedNumber {
  // Most numbers come as they should be, and cleaning one takes ten times as long as this look.
  if (mobile.test(raw)) return plain(raw, 'mobile');
  const text = raw.normalize('NFKC').replace(/[\s\-()'"=]/g, '');
  if (!/^\+?\d{3,}$/.test(text) || /^\+?0+$/.test(text)) return { formatTel: text, kind: 'hidden', areaCode: '' };
  return fromDigits(text);
}

function fromDigits(text: string): NormalisedNumber {
  const domestic = /^(?:\+|00)86(\d+)$/.exec(text)?.[1];
  if (domestic !== undefined)
    return fromDigits(/^[48]00|^1|^9|^0/.test(domestic) ? fromAbroad(domestic) : `0${domestic}`);
  if (/^(\+|00)/.test(text)) return plain(text.replace(/^\+/, '00'), 'foreign');

  if (mobile.test(text)) return plain(text, 'mobile');
  const mobileBehind = /^(?:0|86)(1[3-9]\d{9})$/.exec(text)?.[1];
  if (mobileBehind !== undefined) return plain(mobileBehind, 'mobile');
  if (accessCode.test(text)) return fromDigits(text.replace(accessCode, ''));
  if (service.test(text)) return plain(text, 'service');

  const [, areaCode = '', local = ''] = landline.exec(text) ?? [];
  if (serviceBehindAreaCode.test(local)) return behindAreaCode(areaCode, local);
  if (local.length >= 5) return plain(`${areaCode}-${local}`, 'landline');
  if (service.test(text.slice(1)) && text.startsWith('0')) return plain(text.slice(1), 'service');
  return withoutPlan(text);
}

function fromAbroad(domestic: string): string {
  return pekingAbroad.test(domestic) ? `0${domestic}` : domestic;
}

/** 96xxx means something else in every province, so it keeps its area code; other service numbers lose it. */
function behindAreaCode(areaCode: string, local: string): NormalisedNumber {
  const formatTel = local.startsWith('96') ? `${areaCode}-${local}` : local;
  return { formatTel, kind: 'service', areaCode };
}

/** A landline of the caller's own town, a short number inside a company's network, or nothing known here. */
function withoutPlan(text: string): NormalisedNumber {
  if (/^[2-8]\d{6,7}$/.test(text)) return plain(text, 'landline');
  return plain(text, text.length <= 6 ? 'service' : 'foreign');
}

function plain(formatTel: string, kind: NumberKind): NormalisedNumber {
  return { formatTel, kind, areaCode: '' };
}
