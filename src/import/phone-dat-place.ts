/** The place in a record of phone.dat, `山东|济南|250000|0531`, under the names that the built-in table has. */

/** Province and city without suffix; municipalities name themselves twice. */
export type PlacePair = readonly [province: string, city: string];

const suffix = /(市|地区|自治州|盟|林区)$/;
const form = /^([^|]+)\|([^|]+)\|\d{0,6}\|0?\d{0,4}$/;

/** Null when the record is not of this form or names no province of the mainland. `known` is `places.json` (numbers/README.md). */
export function placeReader(known: readonly (readonly string[])[]): (record: string) => PlacePair | null {
  const citiesOf = new Map<string, string[]>();
  for (const [province = '', city = ''] of known.slice(1)) {
    citiesOf.set(province, [...(citiesOf.get(province) ?? []), city]);
  }
  return (record) => {
    const [, provinceText = '', cityText = ''] = form.exec(record) ?? [];
    const [province, cities] = [...citiesOf].find(([name]) => provinceText.startsWith(name)) ?? [];
    if (province === undefined || cities === undefined) return null;
    if (cities.includes(province)) return [province, province];
    return [province, cities.find((name) => cityText.startsWith(name)) ?? cityText.replace(suffix, '')];
  };
}
