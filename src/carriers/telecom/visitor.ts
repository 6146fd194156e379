/** Who visits a province's portal, from what the session has noted, and which kind of portal that is. */

import type { Notes, StepContext } from '../connector.ts';
import type { HomeOfNumber } from './national/pages.ts';
import { gbkSite } from './provinces/gbk/site.ts';
import { htmlSite } from './provinces/html/site.ts';
import { jsonSite } from './provinces/json/site.ts';
import { provinces, type SubDialect } from './provinces/provinces.ts';
import type { ProvincialSite, Visitor } from './provinces/provincial-site.ts';

const sites: Readonly<Record<SubDialect, ProvincialSite>> = { json: jsonSite, html: htmlSite, gbk: gbkSite };

export const noteHome = ({ provinceId, siteCode, areaCode, cityNo }: HomeOfNumber): Notes => ({
  provinceId,
  siteCode,
  areaCode,
  cityNo,
});

/** Null in a session whose opening failed before the portal said where the number is at home. */
export function notedHome({ provinceId, siteCode, areaCode = '', cityNo = '' }: Notes): HomeOfNumber | null {
  return provinceId === undefined || siteCode === undefined ? null : { provinceId, siteCode, areaCode, cityNo };
}

/** Throws for a province that `readCheckPhone` does not let in. */
export function siteOf({ provinceId }: HomeOfNumber): ProvincialSite {
  return sites[provinceOf(provinceId).dialect];
}

/** What was typed stays in the notes only where the province asks for it again. */
export function visitorOf({ portal, tel }: StepContext, { provinceId, siteCode }: HomeOfNumber, notes: Notes): Visitor {
  const { typedName: fullName = '', typedIdCard: idCard = '', smsCode = '' } = notes;
  return { portal, tel, province: provinceOf(provinceId), siteCode, fullName, idCard, smsCode };
}

function provinceOf(provinceId: string) {
  const province = provinces[provinceId];
  if (province === undefined) throw new Error(`no province of 中国电信: ${provinceId}`);
  return province;
}
