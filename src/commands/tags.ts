/** `tags`: what the directory says of the numbers in an input JSON (§17); `tags import`, `list` and `remove`: lists of an operator's own. */

import { tagEntries } from '../directory/itag.ts';
import { documentSid } from '../domain/document-sid.ts';
import { readOptions } from './analysis/read-options.ts';
import { reportInputOf } from './analysis/report-input-of.ts';
import { writeResult } from './analysis/write-result.ts';
import type { Command } from './command.ts';
import { importTagLists, importTagsUsage } from './import-tags.ts';
import { keptTagListsUsage, listKept, removeKept } from './kept-tag-lists.ts';

/** `--now` changes nothing here; it is taken so that one line of options serves all three commands. */
const options = ['--input', '--now', '--directory', '--out'];

export const tags: Command = {
  usage: `tags --input F [--now EPOCH] [--directory F] [--out F] | ${importTagsUsage} | ${keptTagListsUsage}`,
  summary: 'what is known of the numbers (§17) of a record as JSON',
  async run(words) {
    const [action, ...rest] = words;
    if (action === 'import') return importTagLists(rest);
    if (action === 'list') return listKept(rest);
    if (action === 'remove') return removeKept(rest);
    const chosen = readOptions(words, options, () => Date.now() / 1000);
    const { record, calls, directory } = reportInputOf(chosen);
    writeResult({ sid: documentSid('tags', record.sid), tags: tagEntries(directory, calls.telTexts) }, chosen.out);
  },
};
