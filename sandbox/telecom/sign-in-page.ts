/** The sign-in page of 中国电信: the key that it carries, the password that was encrypted with it, the error that it shows. */

import { createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { giveCookie, readCookie } from './cookies.ts';

const errors = {
  '9101': '页面已过期，请刷新后重试。',
  '9102': '验证码错误，请重新输入。',
  '9103': '密码错误，请重新输入。',
  '9104': '您的密码过于简单，请修改后再登录。',
  '9105': '您使用的是初始密码，请修改后再登录。',
  '9106': '您的号码尚未进行实名登记。',
  '9111': '您的登录次数过多，账号已锁定，请明天再试。',
  '9999': '系统繁忙，请稍后再试。',
} as const;

export type SignInError = keyof typeof errors;

const iv = '1234567812345678';

/** The key follows from the cookie, so that nothing has to be kept for pages that nobody comes back to. */
const keyOfPage = (pageId: string): string =>
  createHash('sha256').update(`encryptKey ${pageId}`).digest('hex').slice(0, 16);

const signInForm = (key: string, error: SignInError | null): string =>
  `<!DOCTYPE html><html><head><meta charset="UTF-8"><title>中国电信网上营业厅</title></head><body><h2>电信账号登录</h2>
<form id="loginForm" action="/login" method="post" data-resultcode="${error ?? ''}" data-errmsg="${error === null ? '' : errors[error]}"></form>
<script>var loginType = "201"; var encryptKey = "${key}";</script></body></html>`;

/** Sends the page with a fresh key. */
export function sendSignInPage(reply: FastifyReply, error: SignInError | null): FastifyReply {
  const pageId = randomBytes(16).toString('hex');
  giveCookie(reply, 'ECS_PAGE', pageId);
  return reply.type('text/html; charset=UTF-8').send(signInForm(keyOfPage(pageId), error));
}

/** The password as it was typed, or null when it was not encrypted with the key of the page shown last. */
export function decryptPassword(request: FastifyRequest, encrypted: string): string | null {
  const pageId = readCookie(request, 'ECS_PAGE');
  if (pageId === null) return null;
  try {
    const decipher = createDecipheriv('aes-128-cbc', keyOfPage(pageId), iv);
    const typed = decipher.update(encrypted, 'base64', 'latin1') + decipher.final('latin1');
    // One wrong key in 256 ends in a padding that looks right.
    return /^[ -~]*$/.test(typed) ? typed : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_OSSL')) return null;
    throw error;
  }
}
