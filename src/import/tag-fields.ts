/** What a line of a tag list may say, under the names that its columns or keys may have. */

export type TagField = 'number' | 'list' | 'itag_ids' | 'flag_type' | 'flag_num' | 'name';

/** A line's values as text; absent and empty are the same. */
export type TagLine = Partial<Record<TagField, string>>;

const names: Readonly<Record<TagField, readonly string[]>> = {
  number: ['number', 'tel', 'phone', '号码', '电话', '电话号码'],
  list: ['list', 'kind', '名单'],
  itag_ids: ['itag_ids', 'itag_id', 'itags', 'itag', '标签'],
  flag_type: ['flag_type', 'flag', '标记'],
  flag_num: ['flag_num', 'flag_count', 'count', 'num', '标记次数', '次数'],
  name: ['name', '名称'],
};

const fields: readonly TagField[] = ['number', 'list', 'itag_ids', 'flag_type', 'flag_num', 'name'];

export const expectedNames = `number and some of ${fields.slice(1).join(', ')}`;

/** The field that a column or key is, null for a name that is none. */
export function tagFieldOf(name: string): TagField | null {
  const bare = name.trim().toLowerCase();
  return fields.find((field) => names[field].includes(bare)) ?? null;
}
