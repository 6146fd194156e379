/** The one way from the page to the console's API. */

import { ref } from 'vue';
import { t } from './language.ts';

export interface Me {
  username: string;
  role: 'operator' | 'auditor';
}

/** What the page is told before anybody signs in. */
export interface Start {
  hasAccounts: boolean;
  me: Me | null;
}

/** Null: nobody is signed in. */
export const me = ref<Me | null>(null);

export const isOperator = (): boolean => me.value?.role === 'operator';

export class ApiFault extends Error {
  readonly word: string;
  readonly waitSeconds: number;

  constructor(word: string, message: string, waitSeconds = 0) {
    super(message);
    this.word = word;
    this.waitSeconds = waitSeconds;
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** `T` is what the resource's schema says; our own server keeps to it. Throws an ApiFault. */
export async function callApi<T>(method: Method, path: string, body?: object | File): Promise<T> {
  let reply: Response;
  try {
    reply = await fetch(`./api${path}`, {
      method,
      headers: { 'x-xiangdan-console': '1' },
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: body instanceof File ? body : JSON.stringify(body) }),
    });
  } catch {
    throw new ApiFault('unreachable', t('无法连接服务', 'The service cannot be reached'));
  }
  const answer = await reply.json().catch(() => ({}));
  if (reply.ok) return answer;
  const word = String(answer.word ?? 'own_fault');
  if (word === 'not_signed_in') me.value = null;
  throw new ApiFault(word, String(answer.message ?? reply.status), Number(reply.headers.get('retry-after') ?? 0));
}

/** What to tell a person. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof ApiFault)) return String(error);
  const known = sentences[error.word]?.();
  const isPlain = error.word === 'unreachable' || known === undefined;
  return isPlain ? error.message : `${known}${detailed.has(error.word) ? `（${error.message}）` : ''}`;
}

/** Whose message says more than the word does. */
const detailed = new Set(['bad_request', 'bad_file', 'conflict']);

const sentences: Record<string, () => string> = {
  not_signed_in: () => t('登录已失效，请重新登录', 'Your session has ended: sign in again'),
  wrong_password: () => t('用户名或密码不正确', 'Wrong name or password'),
  too_many_tries: () => t('错误次数过多，请稍后再试', 'Too many wrong passwords: wait a while'),
  forbidden: () => t('您的角色无权进行此操作', 'Your role may not do this'),
  foreign_origin: () => t('请求来源不被信任', 'The request came from elsewhere'),
  not_found: () => t('未找到', 'Not found'),
  conflict: () => t('当前状态不允许此操作', 'Not possible as things stand'),
  bad_request: () => t('填写有误', 'Something is filled in wrongly'),
  bad_file: () => t('文件有误，未导入', 'The file is faulty: nothing was imported'),
  own_fault: () => t('服务内部错误', 'The service failed'),
};
