/** `POST /links`: a one-time link to the phone page, with no API credential in it (wire contract §8). */

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { formatDateTime } from '../../domain/shanghai-time.ts';
import { Fault } from '../../errors.ts';
import { makeLink } from '../../journey/links.ts';
import { type Endpoint, text } from '../endpoint.ts';
import { succeed } from '../envelope.ts';
import { userContactParam, userInfoParam } from '../openapi/nested-parameters.ts';
import { readUserContacts, readUserInfo } from '../subject.ts';
import { readTel } from '../tel.ts';

const longText = Type.String({ maxLength: 2000, pattern: '^[^\\u0000]*$' });

const params = Type.Object({
  tel: Type.Optional(text),
  uid: Type.Optional(text),
  tel_locked: Type.Optional(text),
  redirect_url: Type.Optional(longText),
  state: Type.Optional(longText),
});

export const links: Endpoint<typeof params> = {
  path: '/links',
  summary: 'Get a one-time link to the phone page',
  scope: 'links',
  params,
  data: Type.Object({ url: Type.String(), expires: Type.String() }),
  reference: { codes: [], nested: { user_info: userInfoParam, user_contact: userContactParam } },
  async handle({ journey, appid, params, all, request }) {
    const tel = params.tel === undefined ? '' : readTel(params.tel);
    const telLocked = readFlag('tel_locked', params.tel_locked);
    if (telLocked && tel === '') throw new Fault(4001, 'tel_locked without tel', '缺少 tel');
    const { path, expiresAt } = await makeLink(journey, appid, {
      subject: { tel, uid: params.uid ?? '', userInfo: readUserInfo(all), userContacts: readUserContacts(all) },
      telLocked,
      redirectUrl: params.redirect_url === undefined ? null : readWebAddress('redirect_url', params.redirect_url),
      state: params.state ?? '',
      consent: null,
      recovery: null,
    });
    const url = `${journey.publicUrl ?? rootOf(request)}${path}`;
    return succeed('done', { url, expires: formatDateTime(expiresAt) });
  },
};

/** Throws 4001 for anything that a browser would not open as a page. */
export function readWebAddress(name: string, value: string): string {
  const isWeb = URL.canParse(value) && ['http:', 'https:'].includes(new URL(value).protocol);
  if (!isWeb) throw new Fault(4001, `${name} is no http(s) address`, `${name} 须为 http(s) 地址`);
  return value;
}

/** As the client reached us; behind a proxy that is not trusted PUBLIC_URL says it. */
export function rootOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`;
}

function readFlag(name: string, value: string | undefined): boolean {
  if (value === undefined || ['0', 'false', 'no'].includes(value)) return false;
  if (['1', 'true', 'yes'].includes(value)) return true;
  throw new Fault(4001, `${name} is neither 0 nor 1`, `${name} 须为 0 或 1`);
}
