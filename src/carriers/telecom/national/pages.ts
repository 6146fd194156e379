/** The readers of 中国电信's national site, where everybody signs in. */

import { PortalTrouble, showCode } from '../../portal-trouble.ts';
import type { Reader } from '../../reader.ts';
import { textAt } from '../../values/json-object.ts';
import { provinces } from '../provinces/provinces.ts';
import { objectIn, passNational, passProvincial } from '../recognise.ts';

/** Where a number is at home, as the site's own forms want it. */
export interface HomeOfNumber {
  /** A key of `provinces`. */
  provinceId: string;
  siteCode: string;
  areaCode: string;
  cityNo: string;
}

/** checkphone; null: not a number of this carrier. A province that we do not know is a page that we do not know. */
export const readCheckPhone: Reader<HomeOfNumber | null> = (text, page) => {
  passNational(text, page);
  const reply = objectIn(text, page);
  const result = textAt(reply, 'result');
  if (result === '1') return null;
  const home = {
    provinceId: textAt(reply, 'ProvinceID'),
    siteCode: textAt(reply, 'siteCode'),
    areaCode: textAt(reply, 'areaCode'),
    cityNo: textAt(reply, 'cityNo'),
  };
  // The site code becomes part of a path.
  const isKnown = result === '0' && Object.hasOwn(provinces, home.provinceId) && /^[a-z]{2}$/.test(home.siteCode);
  if (!isKnown) throw new PortalTrouble('unknownPage', page, showCode(result));
  return home;
};

/** loadlogincaptcha: is a captcha wanted? */
export const readWantsCaptcha: Reader<boolean> = (text, page) => {
  passNational(text, page);
  const { captchaFlag } = objectIn(text, page);
  if (typeof captchaFlag !== 'boolean') throw new PortalTrouble('unknownPage', page);
  return captchaFlag;
};

/** The sign-in page: the key that the next password is encrypted with, and why the last one was refused, '' on a fresh page. */
export const readSignInPage: Reader<{ key: string; refusal: string }> = (text, page) => {
  passNational(text, page);
  const key = /encryptKey\s*=\s*"([!-~]{16})"/.exec(text)?.[1];
  const refusal = /data-resultcode="(\d{0,6})"/.exec(text)?.[1];
  if (key === undefined || refusal === undefined) throw new PortalTrouble('unknownPage', page);
  return { key, refusal };
};

/** The jump page, which ends at the province's entry page. */
export const passEntryPage: Reader<void> = (text, page) => {
  passProvincial(text, page);
  if (text.includes('系统参数错误')) throw new PortalTrouble('unknownPage', page, 'the jump was refused');
};
