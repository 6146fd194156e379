/** Writes docs/test-numbers.md from the table of the page /test-numbers. */

import { writeFileSync } from 'node:fs';
import { testCarriers, testScenarios } from '../src/hosted/number-table.ts';

const page = new URL('../docs/test-numbers.md', import.meta.url);

export function testNumbersPage(): string {
  const heads = testCarriers.map(({ zh, en }) => ` ${zh} (${en}) |`).join('');
  const rows = testScenarios.map(({ digits, zh, en }) => {
    const numbers = testCarriers.map(({ prefix }) => ` \`${prefix}${digits}\` |`).join('');
    return `| ${digits} | ${zh} | ${en} |${numbers}`;
  });
  return `# Test numbers · 测试号码

They exist in the sandbox only. With \`npm start\` the same table is at \`http://127.0.0.1:8080/test-numbers\`: click a number, and its sign-in page
opens with its phone beside it. \`http://127.0.0.1:8090/phone/13001000012\` is a phone alone, and \`http://127.0.0.1:8090/inspect/subscribers/13001000012\` all
that there is to know of it. The last two digits choose the scenario, whatever the other nine are; 00 to 59 is well. Made by \`npm run docs:test-numbers\`.

这些号码只存在于沙箱。\`npm start\` 之后打开 \`http://127.0.0.1:8080/test-numbers\` 就是同一张表：点一个号码即打开它的授权页，旁边是它的手机。
末两位决定场景，前九位只决定运营商和省份；00 至 59 一切正常。

| digits | 场景 | scenario |${heads}
|---|---|---|${'---|'.repeat(testCarriers.length)}
${rows.join('\n')}
`;
}

if (import.meta.main) writeFileSync(page, testNumbersPage());
