/** `tags`: what the directory says of the numbers in an input JSON (§17); `tags import`: a list of an operator's own. */

import { tagEntries } from '../directory/itag.ts';
import { documentSid } from '../domain/document-sid.ts';
import { readOptions } from './analysis/read-options.ts';
import { reportInputOf } from './analysis/report-input-of.ts';
import { writeResult } from './analysis/write-result.ts';
import type { Command } from './command.ts';
import { importTagLists, importTagsUsage } from './import-tags.ts';

/** `--now` changes nothing here; it is taken so that one line of options serves all three commands. */
const options = ['--input', '--now', '--directory', '--out'];

export const tags: Command = {
  usage: `tags --input F [--now EPOCH] [--directory F] [--out F] | ${importTagsUsage}`,
  summary: 'what is known of the numbers (§17) of a record as JSON',
  async run(words) {
    if (words[0] === 'import') return importTagLists(words.slice(1));
    const chosen = readOptions(words, options, () => Date.now() / 1000);
    const { record, directory } = reportInputOf(chosen);
    const numbers = record.call_log.map(({ call_tel }) => call_tel);
    writeResult({ sid: documentSid('tags', record.sid), tags: tagEntries(directory, numbers) }, chosen.out);
  },
};
