/** The three carriers that a session can be opened with, and the others that a number can belong to. */

export const carriers = ['mobile', 'unicom', 'telecom'] as const;

/** A carrier that we have a connector for. */
export type Carrier = (typeof carriers)[number];

/** Whom a mobile number belongs to by its prefix: `broadnet` is 中国广电, `virtual` a virtual operator. */
export type NumberOwner = Carrier | 'broadnet' | 'virtual';

/** Names as the report's `telecom` field prints them (report semantics §8). */
export const carrierNames: Record<NumberOwner, string> = {
  mobile: '中国移动',
  unicom: '中国联通',
  telecom: '中国电信',
  broadnet: '中国广电',
  virtual: '虚拟运营商',
};

export function isCarrier(owner: string | null): owner is Carrier {
  return carriers.some((carrier) => carrier === owner);
}
