/** The flat text fields of a request: query string and form body, everything else left out. */

import type { FastifyInstance, FastifyRequest } from 'fastify';

export type Fields = Readonly<Record<string, string | undefined>>;

function textsOf(value: unknown): Fields {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** `?userName=…&pwdType=01`. */
export const queryOf = (request: FastifyRequest): Fields => textsOf(request.query);

/** The parts of the path that have a name: `/billinfo/:tel`. */
export const pathOf = (request: FastifyRequest): Fields => textsOf(request.params);

/** The fields of a form body; empty when there is none. */
export const formOf = (request: FastifyRequest): Fields => textsOf(request.body);

/** Teaches a portal to read `application/x-www-form-urlencoded` in UTF-8; a field sent twice keeps its last value. */
export function acceptForms(app: FastifyInstance): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(String(body))));
  });
}
