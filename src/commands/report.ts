/** `report`: the report of §15 from an input JSON, for whoever has a record and needs no service. */

import { aggregateColumns } from '../report/aggregate.ts';
import { reportOf } from '../report/build-report.ts';
import { explain } from '../report/explain.ts';
import { readOptions } from './analysis/read-options.ts';
import { reportInputOf } from './analysis/report-input-of.ts';
import { writeResult } from './analysis/write-result.ts';
import type { Command } from './command.ts';

const options = ['--input', '--now', '--directory', '--thresholds', '--out', '--explain'];

export const report: Command = {
  usage: 'report --input F [--now EPOCH] [--directory F] [--thresholds F] [--out F] [--explain]',
  summary: 'the report (§15) of a record as JSON',
  async run(words) {
    const chosen = readOptions(words, options, () => Date.now() / 1000);
    const prepared = aggregateColumns(reportInputOf(chosen));
    const data = reportOf(prepared);
    writeResult(chosen.explain ? { data, explain: explain(prepared, data) } : data, chosen.out);
  },
};
