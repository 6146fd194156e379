/** What the OpenAPI document says of an endpoint beyond what the server itself needs to know. */

import type { TObject, TSchema } from 'typebox';
import type { Code } from '../../errors.ts';

export interface Reference {
  /** Codes besides those that authentication, parameters and our own faults give every endpoint. */
  codes: readonly Code[];
  /** What `data` holds where the endpoint's own schema lets everything through. */
  document?: TSchema;
  /** Parameters that are no text, read by the handler itself. */
  nested?: Record<string, TSchema>;
  /** What an endpoint that reads its body itself finds in it. */
  body?: TSchema;
}

export type Method = 'GET' | 'POST' | 'DELETE';

/** An endpoint as the document's builder sees it. */
export interface Described {
  path: string;
  methods: readonly Method[];
  summary: string;
  params: TObject;
  data: TObject;
  /** Whether a call needs a token; `sometimes` where the parameters decide. */
  token: 'always' | 'sometimes' | 'never';
  reference: Reference;
}
