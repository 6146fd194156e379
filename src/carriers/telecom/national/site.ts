/** 中国电信's national site: whose number it is, the captcha, the password, and the way to the province. */

import type { StepContext } from '../../connector.ts';
import { loadCaptcha } from '../../load-captcha.ts';
import { PortalTrouble } from '../../portal-trouble.ts';
import type { Reader } from '../../reader.ts';
import { withRetries } from '../../retry.ts';
import { encryptPassword } from './encrypt-password.ts';
import { type HomeOfNumber, passEntryPage, readCheckPhone, readSignInPage, readWantsCaptcha } from './pages.ts';

export const questionPath = '/dqmh/login/ajax';
export const signInPath = '/login';
const homePath = '/my189/initMy189home.do';
const jumpPath = '/dqmh/ssoLink.do';

/** Asking changes nothing, so a failed connection may be tried again. */
function question<T>({ portal, tel }: StepContext, m: string, read: Reader<T>): Promise<T> {
  return withRetries(portal.pace, 'signInTries', async () => {
    const reply = await portal.post(questionPath, { form: { m, phone: tel } });
    return read(reply.text, questionPath);
  });
}

/** Null: not a number of this carrier. */
export const homeOfNumber = (context: StepContext): Promise<HomeOfNumber | null> =>
  question(context, 'checkphone', readCheckPhone);

export const wantsCaptcha = (context: StepContext): Promise<boolean> =>
  question(context, 'loadlogincaptcha', readWantsCaptcha);

/** Base64 of its image. */
export const newImage = (context: StepContext): Promise<string> =>
  loadCaptcha(context, '/login/captcha', { source: 'login', t: String(context.now() * 1000) });

const outdatedPage = '9101';

/** Signs in; '' when that went well, else the page's result code. `captcha`: '' when none is wanted. */
export async function signIn(
  context: StepContext,
  home: HomeOfNumber,
  { password, captcha }: { password: string; captcha: string },
): Promise<string> {
  const { portal, tel } = context;
  const fresh = await withRetries(portal.pace, 'signInTries', () => portal.get(signInPath));
  const { key } = readSignInPage(fresh.text, signInPath);

  async function submit(withKey: string): Promise<{ key: string; refusal: string } | null> {
    const form = {
      Account: tel,
      UType: '201',
      ProvinceID: home.provinceId,
      AreaCode: home.areaCode,
      CityNo: home.cityNo,
      RandomFlag: '0',
      Password: encryptPassword(password, withKey),
      Captcha: captcha,
    };
    const { url, text } = await portal.post(signInPath, { form });
    return new URL(url).pathname.endsWith(homePath) ? null : readSignInPage(text, signInPath);
  }

  // Every sign-in page makes the key of the one before it worthless. Answering the newer one costs no try.
  let again = await submit(key);
  if (again?.refusal === outdatedPage) again = await submit(again.key);
  if (again?.refusal === '') throw new PortalTrouble('unknownPage', signInPath, 'neither signed in nor refused');
  return again?.refusal ?? '';
}

/** Without the jump every page of the province answers its sign-in page. `entryPath` is below the province's folder. */
export async function jumpToProvince({ portal }: StepContext, home: HomeOfNumber, entryPath: string): Promise<void> {
  const toStUrl = `/${home.siteCode}${entryPath}`;
  const query = { method: 'linkTo', platNo: `100${home.provinceId}`, toStUrl };
  const { url, text } = await withRetries(portal.pace, 'signInTries', () => portal.get(jumpPath, { query }));
  passEntryPage(text, jumpPath);
  if (!new URL(url).pathname.endsWith(toStUrl)) throw new PortalTrouble('unknownPage', jumpPath);
}
