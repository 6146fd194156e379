/** HTML pages of 中国电信: their frame, their charset, and the texts that several sites share. */

import type { FastifyReply } from 'fastify';
import iconv from 'iconv-lite';
import type { SubDialect } from './province.ts';

const frame = (charset: string, body: string) =>
  `<!DOCTYPE html><html><head><meta charset="${charset}"><title>中国电信网上营业厅</title></head><body>\n${body}\n</body></html>`;

export const nationalPage = (body: string): string => frame('UTF-8', body);

/** A page of a province: GBK where it speaks it. */
export function sendPage(reply: FastifyReply, dialect: SubDialect, body: string): FastifyReply {
  if (dialect !== 'gbk') return reply.type('text/html; charset=UTF-8').send(frame('UTF-8', body));
  return reply.type('text/html; charset=GBK').send(iconv.encode(frame('GBK', body), 'gbk'));
}

export const maintenancePage = nationalPage('<p>尊敬的用户，系统升级维护中，给您带来的不便敬请谅解。</p>');

/** A province shows it to whom it does not know; the way back leads through the national site. */
export const signedOutBody = '<h2>电信账号登录</h2>\n<p>您尚未登录或登录已超时，请重新登录。</p>';

export const kickedOutBody = '<h2>电信账号登录</h2>\n<p>您的账号已在其他地方登录，如非本人操作请及时修改密码。</p>';

/** `<tr>` with a `<td>` for each text. */
export const tableRow = (cells: readonly string[]): string =>
  `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;

/** `<tr>` with a `<th>` for each text. */
export const tableHead = (cells: readonly string[]): string =>
  `<tr>${cells.map((cell) => `<th>${cell}</th>`).join('')}</tr>`;
