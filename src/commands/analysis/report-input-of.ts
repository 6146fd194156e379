/** Everything that an analysis is made from, read from the files that the options name. */

import type { Directory } from '../../directory/directory.ts';
import { loadDirectory } from '../../directory-files.ts';
import type { ColumnsInput } from '../../report/report-input.ts';
import { readInput } from './read-input.ts';
import type { AnalysisOptions } from './read-options.ts';
import { readOverrides } from './read-overrides.ts';
import { readThresholds } from './read-thresholds.ts';

/** Throws an InputError for a file that cannot be used. The small files are read first: their faults show at once. */
export function reportInputOf(options: AnalysisOptions): ColumnsInput & { directory: Directory } {
  const { input, now, directory, thresholds } = options;
  const overrides = directory === null ? {} : readOverrides(directory);
  return {
    ...(thresholds === null ? {} : { thresholds: readThresholds(thresholds) }),
    ...readInput(input),
    now,
    directory: loadDirectory(overrides),
  };
}
