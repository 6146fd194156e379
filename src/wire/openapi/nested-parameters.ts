/** Parameters and bodies that are no text, as their readers take them; the readers stay more tolerant than these schemas say. */

import { Type } from 'typebox';

const text = Type.Optional(Type.String({ maxLength: 200 }));

/** See src/wire/subject.ts. */
export const userInfoParam = Type.Object(
  { user_name: text, user_idcard: text, user_province: text, user_city: text, user_address: text },
  {
    title: 'UserInfoParam',
    description: 'Who the app says that the subscriber is. Its fields may come flat beside `tel`.',
  },
);

export const userContactParam = Type.Array(
  Type.Object(
    {
      contact_tel: Type.String(),
      contact_name: text,
      contact_relationship: text,
      contact_priority: Type.Optional(Type.Integer({ minimum: 1 })),
    },
    { title: 'UserContactParam' },
  ),
  { maxItems: 20, description: 'Emergency contacts.' },
);

/** See src/wire/tel-list.ts. */
export const telListParam = Type.Array(Type.String(), {
  description: 'Three numbers called between 90 and 5 days ago. Comma-separated text is taken too.',
});

/** See src/wire/own-calls.ts. */
export const ownCallsBody = Type.Object(
  {
    tel: Type.String(),
    time: Type.Optional(Type.Integer({ description: 'Base instant, unix seconds; without it, now.' })),
    call_log: Type.Array(
      Type.Object({
        call_tel: Type.String({ description: 'With `encrypt=1` the md5 of the number in hex.' }),
        call_time: Type.Integer({ description: 'Unix seconds.' }),
        call_duration: Type.Integer({ minimum: 0, description: 'Seconds.' }),
        call_method: Type.Union([Type.Literal('1'), Type.Literal('2')], { description: '1 out · 2 in.' }),
      }),
    ),
  },
  { title: 'OwnCalls', description: 'May be gzipped or deflated.' },
);

export const numbersBody = Type.Array(Type.String(), {
  minItems: 1,
  maxItems: 500,
  description: 'May be gzipped or deflated.',
});
