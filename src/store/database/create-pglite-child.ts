/** The program that create-pglite.ts runs: makes one PGlite directory and ends. */

import { PGlite } from '@electric-sql/pglite';

const directory = process.argv[2];
if (!directory) throw new Error('usage: create-pglite-child.ts DIRECTORY');
const pglite = new PGlite(directory);
await pglite.waitReady;
await pglite.close();
