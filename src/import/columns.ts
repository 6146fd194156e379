/** Which column holds what, by the names that the carriers give their columns (carrier facts §7). */

export type Field = 'date' | 'time' | 'place' | 'method' | 'number' | 'duration' | 'type' | 'fee' | 'region';

/**
 * Whole names, never parts of one: in 联通's exports 呼叫类型 is the method and 通话类型 the type, 业务类型 a third thing.
 * Where several stand in a file the first named here counts: 小计 is what was paid, 通话费 a part of it.
 */
const names: Readonly<Record<Field, readonly string[]>> = {
  date: ['日期', '通话日期', '通信日期', '起始日期', '开始日期', '呼叫日期'],
  time: [
    ...['起始时间', '通话起始时间', '通话开始时间', '开始时间', '通话时间', '通信时间', '呼叫时间'],
    ...['通信起始时间', '通信开始时间', '时间'],
  ],
  place: ['通信地点', '通话地点', '本机通话地', '通话位置', '通话地'],
  method: ['通信方式', '呼叫类型', '通话方式', '主被叫', '主叫/被叫', '呼叫方式'],
  number: ['对方号码', '对端号码', '通话号码'],
  duration: ['通信时长', '通话时长', '时长'],
  type: ['通信类型', '通话类型', '业务类型'],
  fee: ['小计', '实收通信费', '实收费用', '通话费', '通话费用', '费用'],
  region: ['对方归属地', '对方所在地'],
};

const fieldOf = new Map(Object.entries(names).flatMap(([field, list]) => list.map((name) => [name, field] as const)));

/** Field → index of its column. */
export type Columns = Partial<Record<Field, number>>;

/** So many known names make a row the header; no row of calls has one. */
const enough = 4;

/** `通话时长(秒)` is `通话时长`. Other units in brackets are left: minutes read as seconds would be wrong figures. */
function nameIn(cell: string): string {
  return cell
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replace(/\((秒|元|时:?分:?秒)\)$/, '');
}

/** The known names in a row, as they are printed in the table above. */
export function knownNames(row: readonly string[]): string[] {
  return row.map(nameIn).filter((name) => fieldOf.has(name));
}

/** The columns that a header row names; null when the row is no header. */
export function readHeader(row: readonly string[]): Columns | null {
  const found = row.map(nameIn);
  if (knownNames(row).length < enough) return null;
  const columns: Columns = {};
  for (const field of fields) {
    const name = names[field].find((one) => found.includes(one));
    if (name !== undefined) columns[field] = found.indexOf(name);
  }
  return columns;
}

const fields: readonly Field[] = ['date', 'time', 'place', 'method', 'number', 'duration', 'type', 'fee', 'region'];

/** What a header needs for calls to be made of its rows, and how to name it to whoever brought the file. */
const needed: readonly (readonly [readonly Field[], string])[] = [
  [['time', 'date'], '起始时间'],
  [['number'], '对方号码'],
  [['method'], '通信方式'],
  [['duration'], '通信时长'],
];

/** Example names of the columns that are not there and must be. */
export function missingColumns(columns: Columns): string[] {
  return needed.filter(([any]) => any.every((field) => columns[field] === undefined)).map(([, example]) => example);
}
