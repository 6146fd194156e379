/** What a T3 portal is sent: forms whose percent signs hide GBK, and XML in GBK. */

import type { FastifyInstance } from 'fastify';
import iconv from 'iconv-lite';

/** `%D5%C5` → `张`; a `+` is a blank. */
function decodeField(text: string): string {
  const latin1 = text
    .replaceAll('+', ' ')
    .replaceAll(/%([\da-f]{2})/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return iconv.decode(Buffer.from(latin1, 'latin1'), 'gbk');
}

function decodeForm(body: string): Record<string, string> {
  const pairs = body.split('&').filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [decodeField(name), decodeField(value.join('='))];
    }),
  );
}

/** Forms become fields, XML stays text; both take the place of what the portal read before. */
export function acceptGbk(app: FastifyInstance): void {
  const form = 'application/x-www-form-urlencoded';
  app.removeContentTypeParser(form);
  app.addContentTypeParser(form, { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, decodeForm(Buffer.from(body).toString('latin1')));
  });
  app.addContentTypeParser('text/xml', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, iconv.decode(Buffer.from(body), 'gbk'));
  });
}
