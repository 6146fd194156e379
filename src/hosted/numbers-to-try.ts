/** `/test-numbers`, with the sandbox on: its numbers by carrier and scenario, each opening the phone page by a link of the demo app. */

import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Journey } from '../journey/journey.ts';
import { makeLink } from '../journey/links.ts';
import { readParams } from '../wire/intake.ts';
import { isOffered, testCarriers, testScenarios } from './number-table.ts';
import { addPageHeaders } from './static-pages.ts';

type Language = 'zh' | 'en';

const words = {
  zh: {
    title: '测试号码',
    lead: '这些号码只存在于沙箱：没有真实运营商，也没有真实的人。点一个号码，就会打开它的授权页，旁边是它的手机：密码和短信都在上面。',
    limit: '同一号码十分钟内最多发起五次；其他号码只要号段有效也可用，末两位决定场景。',
    scenario: '场景',
    other: 'English',
    html: 'zh-CN',
  },
  en: {
    title: 'Test numbers',
    lead: 'These numbers live in the sandbox only: no real carrier, no real person. Click one: its sign-in page opens, and beside it its phone, which shows the password and every message.',
    limit:
      'Five times in ten minutes for each number. Other numbers of the carriers work too; the last two digits choose the scenario.',
    scenario: 'Scenario',
    other: '中文',
    html: 'en',
  },
} as const;

/** The phone page's colours (web/authorise/page.css). */
const css = `:root{--ink:#171a21;--soft:#596273;--ground:#f3f5f9;--sheet:#fff;--hair:#e1e5ec;--accent:#0b5cc4;color-scheme:light dark}
@media(prefers-color-scheme:dark){:root{--ink:#eef1f6;--soft:#a4aebd;--ground:#0e1116;--sheet:#171b22;--hair:#2a303b;--accent:#79b4ff}}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.6 system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{max-width:960px;margin:0 auto;min-height:100vh;padding:8px 20px 40px;background:var(--sheet)}
header{display:flex;justify-content:space-between;align-items:center;min-height:44px}a{color:var(--accent)}
h1{font-size:22px;line-height:1.3;margin:8px 0}p{margin:8px 0}.soft{color:var(--soft);font-size:14px}
tbody th{font-weight:400}.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:0 12px 0 0;border-bottom:1px solid var(--hair)}
button{min-height:44px;padding:0 4px;border:0;background:none;color:var(--accent);font:inherit;font-variant-numeric:tabular-nums;cursor:pointer;text-decoration:underline}
button:focus-visible,a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}`;
const cssHash = createHash('sha256').update(css).digest('base64');

export function addTestNumbers(app: FastifyInstance, { journey, appid }: { journey: Journey; appid: string }): void {
  app.get('/test-numbers', (request, reply) => {
    const isEnglish = new URL(request.raw.url ?? '', 'http://here').searchParams.get('lang') === 'en';
    addOwnHeaders(reply);
    return reply.type('text/html; charset=utf-8').send(pageIn(isEnglish ? 'en' : 'zh'));
  });
  app.post('/test-numbers', async (request, reply) => {
    const { tel } = Buffer.isBuffer(request.body) ? await readParams('', request.body) : {};
    // A link costs a row: only for what the page offers.
    if (typeof tel !== 'string' || !isOffered(tel)) return reply.callNotFound();
    const { path } = await makeLink(journey, appid, {
      subject: { tel, uid: 'test-numbers', userInfo: null, userContacts: [] },
      ...{ telLocked: false, redirectUrl: null, state: '', consent: null, recovery: null },
    });
    addOwnHeaders(reply);
    return reply.redirect(`.${path}`, 303);
  });
}

function addOwnHeaders(reply: FastifyReply): void {
  addPageHeaders(reply);
  const policy = [`default-src 'none'`, `style-src 'sha256-${cssHash}'`, `form-action 'self'`, `base-uri 'none'`];
  reply.headers({
    'content-security-policy': [...policy, `frame-ancestors 'none'`].join('; '),
    'cache-control': 'no-store',
  });
}

function pageIn(language: Language): string {
  const { title, lead, limit, scenario, other, html } = words[language];
  const heads = testCarriers.map((carrier) => `<th scope="col">${carrier[language]}</th>`).join('');
  const rows = testScenarios.map((row) => {
    const cells = testCarriers.map(({ prefix }) => `<td>${tryButton(prefix + row.digits)}</td>`).join('');
    return `<tr><th scope="row">${row.digits} · ${row[language]}</th>${cells}</tr>`;
  });
  return `<!doctype html>
<html lang="${html}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title><style>${css}</style></head><body><main>
<header><span class="soft">Xiangdan 详单 · sandbox</span><a href="?lang=${language === 'zh' ? 'en' : 'zh'}">${other}</a></header>
<h1>${title}</h1><p>${lead}</p><p class="soft">${limit}</p>
<form method="post" action="test-numbers"><div class="wide"><table>
<thead><tr><th scope="col">${scenario}</th>${heads}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></div></form>
</main></body></html>
`;
}

function tryButton(tel: string): string {
  return `<button name="tel" value="${tel}">${tel}</button>`;
}
