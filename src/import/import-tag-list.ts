/** A tag list that an operator brings, read into one packed block; a list with a bad line is not taken at all. */

import { mergeFacts } from '../directory/join-lists.ts';
import { createNumberCollector } from '../directory/number-collector.ts';
import { type ListedFacts, packTagList } from '../directory/tag-list.ts';
import { BadFile } from './bad-file.ts';
import { readTagLine } from './read-tag-line.ts';
import { readTagLines } from './read-tag-lines.ts';

export interface ImportedTagList {
  packed: Uint8Array;
  /** Distinct numbers. */
  count: number;
}

const faultsNamed = 20;

/**
 * `onProgress` is told the lines read, after every piece of the file. A number on several lines is said all of it, the later word
 * standing in place of the earlier. Throws a BadFile that names the bad lines, the first twenty and how many more.
 */
export async function importTagList(path: string, onProgress: (lines: number) => void): Promise<ImportedTagList> {
  const facts = factTable();
  const numbers = createNumberCollector(facts.merge);
  const faults: string[] = [];
  let lines = 0;
  let bad = 0;
  let good = 0;
  for await (const piece of readTagLines(path)) {
    for (const line of piece) {
      lines += 1;
      if (line === null) continue;
      const read = 'fault' in line ? line : readTagLine(line);
      if ('fault' in read) {
        bad += 1;
        if (faults.length < faultsNamed) faults.push(`line ${lines}: ${read.fault}`);
        continue;
      }
      good += 1;
      numbers.add(read.key, facts.indexOf(read.facts));
    }
    onProgress(lines);
  }
  if (bad > 0) {
    const more = bad > faults.length ? `\nand ${bad - faults.length} more` : '';
    throw new BadFile(`found ${bad} bad lines of ${lines}, nothing is imported\n${faults.join('\n')}${more}`);
  }
  if (good === 0) throw new BadFile('found no line with a number, expected at least one');
  const sorted = numbers.sorted();
  return { packed: packTagList(sorted, facts.all), count: sorted.values.length };
}

/** Lists say the same of many numbers, so each thing said is kept once. */
function factTable() {
  const all: ListedFacts[] = [];
  const indexes = new Map<string, number>();
  function indexOf(facts: ListedFacts): number {
    const key = JSON.stringify(facts);
    const known = indexes.get(key);
    if (known !== undefined) return known;
    const index = all.push(facts) - 1;
    indexes.set(key, index);
    return index;
  }
  return {
    all,
    indexOf,
    merge: (earlier: number, later: number): number =>
      earlier === later ? earlier : indexOf(mergeFacts(all[earlier] ?? {}, all[later] ?? {})),
  };
}
