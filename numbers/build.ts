/** Writes the committed tables of this folder anew: `node numbers/build.ts`. */

import { writeFileSync } from 'node:fs';
import { buildTables } from './tables.ts';

for (const [name, content] of Object.entries(buildTables())) {
  writeFileSync(new URL(name, import.meta.url), content);
  console.log(`${name}: ${content.length}`);
}
