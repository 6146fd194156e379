/** `numbers import`, run as an operator runs it, and what the next start makes of it. */

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runCli } from '../../test/cli-process.ts';
import { loadDirectory, newerPlacesFile } from '../directory-files.ts';
import { phoneDat } from '../import/test-phone-dat.ts';

function newPlace() {
  const dataDir = mkdtempSync(join(tmpdir(), 'xiangdan-numbers-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  return {
    dataDir,
    write(bytes: Buffer) {
      writeFileSync(join(dataDir, 'phone.dat'), bytes);
      return join(dataDir, 'phone.dat');
    },
    run: (...words: string[]) => runCli(['numbers', ...words], { DATA_DIR: dataDir }),
  };
}

test('the places are known from the next start on, and a bad file later changes nothing', () => {
  const place = newPlace();
  expect(loadDirectory({}, place.dataDir).lookUp('19900010006').telloc).toBe('');
  const file = place.write(phoneDat([{ range: 1_990_001, record: '湖北|襄阳|441000|0710', kind: 3 }]));
  expect(place.run('import', file)).toEqual({
    code: 0,
    stdout: '{"version":"2611","ranges":1,"places":1}\n',
    stderr: '',
  });
  expect(place.run('import', place.write(Buffer.from('2611')))).toEqual({
    code: 2,
    stdout: '',
    stderr: 'phone.dat: found 4 bytes at offset 0, expected a header of 8\n',
  });
  const directory = loadDirectory({}, place.dataDir);
  expect(directory.lookUp('19900010006')).toMatchObject({ region: '湖北', telloc: '湖北襄阳电信' });
  expect(directory.lookUp('15335686893')).toEqual(loadDirectory().lookUp('15335686893'));
  expect(readdirSync(place.dataDir).sort()).toEqual(['phone.bin.gz', 'phone.dat']);
});

test('a start says so when the places cannot be read', () => {
  const { dataDir } = newPlace();
  writeFileSync(newerPlacesFile(dataDir), 'not gzip');
  expect(() => loadDirectory({}, dataDir)).toThrow(
    /phone\.bin\.gz cannot be read \(.*\): import phone\.dat again or remove/,
  );
});

test('words and files that cannot be used are named', () => {
  const { run, dataDir } = newPlace();
  expect(run()).toMatchObject({ code: 2, stderr: expect.stringContaining('Found "", expected import.') });
  expect(run('import')).toMatchObject({ code: 2, stderr: expect.stringContaining('Found no file or several') });
  expect(run('import', join(dataDir, 'none'))).toMatchObject({ code: 2, stderr: expect.stringContaining('(ENOENT)') });
});
