/** `data` of `/itag` (§17) and of the look-ups of single numbers as schemas. */

import { Type } from 'typebox';
import { label } from './parts.ts';

export const tagEntrySchema = Type.Object(
  {
    status: Type.Literal('0'),
    name: Type.Optional(Type.String({ description: 'Yellow-page name.' })),
    teldesc: Type.Optional(label),
    telnum: Type.String({ description: 'The number after normalising.' }),
    telloc: Type.Optional(Type.String({ description: 'Province, city and carrier: `湖北襄阳电信`.' })),
    flag: Type.Optional(Type.Object({ type: label, num: Type.Integer(), fid: Type.Integer() })),
    catnames: Type.Optional(Type.Array(label)),
    itag_ids: Type.Array(Type.Integer()),
  },
  { title: 'TagEntry' },
);

const tags = Type.Record(Type.String(), tagEntrySchema, { description: 'By the number as it came.' });

export const tagsSchema = Type.Object({ sid: label, tags }, { title: 'TagsData' });

export const batchResultSchema = Type.Object({ tid: label, tags }, { title: 'BatchResult' });
