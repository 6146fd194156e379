/** Small files in the form of phone.dat, made by the tests themselves. */

export interface PhoneDatEntry {
  range: number;
  record: string;
  kind?: number;
}

export function phoneDat(entries: readonly PhoneDatEntry[], version = '2611'): Buffer {
  const records = [...new Set(entries.map(({ record }) => record))];
  const texts = records.map((record) => Buffer.from(`${record}\0`));
  const offsets = texts.map((_, at) => 8 + Buffer.concat(texts.slice(0, at)).length);
  const index = 8 + Buffer.concat(texts).length;
  const header = Buffer.alloc(8);
  header.write(version);
  header.writeUInt32LE(index, 4);
  const lines = entries.map(({ range, record, kind = 1 }) => {
    const line = Buffer.alloc(9);
    line.writeUInt32LE(range);
    line.writeUInt32LE(offsets[records.indexOf(record)] ?? 0, 4);
    line.writeUInt8(kind, 8);
    return line;
  });
  return Buffer.concat([header, ...texts, ...lines]);
}
