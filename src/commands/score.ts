/** `score`: the score of §16 from an input JSON. */

import { documentSid } from '../domain/document-sid.ts';
import { aggregateColumns } from '../report/aggregate.ts';
import { score as scoreOf } from '../report/score.ts';
import { readOptions } from './analysis/read-options.ts';
import { reportInputOf } from './analysis/report-input-of.ts';
import { writeResult } from './analysis/write-result.ts';
import type { Command } from './command.ts';

const options = ['--input', '--now', '--directory', '--thresholds', '--out'];

export const score: Command = {
  usage: 'score --input F [--now EPOCH] [--directory F] [--thresholds F] [--out F]',
  summary: 'the score (§16) of a record as JSON',
  async run(words) {
    const chosen = readOptions(words, options, () => Date.now() / 1000);
    const input = reportInputOf(chosen);
    const { sid } = input.record;
    writeResult(scoreOf(aggregateColumns(input), documentSid('score', sid), sid), chosen.out);
  },
};
