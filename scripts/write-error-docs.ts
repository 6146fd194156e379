/** Writes docs/errors.md from the table in src/errors.ts. */

import { writeFileSync } from 'node:fs';
import { codes } from '../src/errors.ts';

const page = new URL('../docs/errors.md', import.meta.url);

export function errorPage(): string {
  const rows = Object.entries(codes).map(
    ([code, { msg, action, cause, next }]) => `| ${code} | ${msg} | \`${action}\` | ${cause} | ${next} |`,
  );
  return `# Codes

Every reply carries \`status\`: 0, or one of these. \`action\` says how to go on: \`processing\` with the same session, \`reset\` with a new one.
Every failure of \`/calls/flow\` is \`reset\`. \`msg\` may go on after \`：\` with a hint. This page is made by \`npm run docs:errors\` from \`src/errors.ts\`.

| code | text | action | what happened | what to do |
|---|---|---|---|---|
| 0 | OK | \`processing\` or \`done\` | | |
${rows.join('\n')}
`;
}

if (import.meta.main) writeFileSync(page, errorPage());
