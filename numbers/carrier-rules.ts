/** Whom each mobile prefix was given to by the ministry: the source of `carriers.json`. */

/**
 * Prefixes by owner; ranges are inclusive. Satellite telephones (1349, 174) have no owner here.
 *
 * Virtual operators rent from a carrier (165, 1703, 1705, 1706 from 移动; 167, 171, 1704, 1707–1709 from 联通; 162, 1700–1702
 * from 电信) but a call from them says nothing about that carrier. A ported number keeps the owner of its prefix.
 */
const owners: Record<string, string> = {
  mobile: '1340-1348 135-139 144 147 148 150-152 157-159 172 178 182-184 187 188 195 197 198',
  unicom: '130-132 140 145 146 155 156 166 175 176 185 186 196',
  telecom: '133 141 149 153 173 177 180 181 189-191 193 199',
  broadnet: '192',
  virtual: '162 165 167 1700-1709 171',
};

/** Prefix of 3 or 4 digits → owner, ascending. */
export function carrierRules(): Map<string, string> {
  const rules = Object.entries(owners).flatMap(([owner, list]) =>
    list.split(' ').flatMap((item) => span(item).map((prefix): [string, string] => [prefix, owner])),
  );
  return new Map(rules.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function span(item: string): string[] {
  const [first = '', last = first] = item.split('-');
  const size = Number(last) - Number(first) + 1;
  return Array.from({ length: size }, (_, step) => String(Number(first) + step));
}
