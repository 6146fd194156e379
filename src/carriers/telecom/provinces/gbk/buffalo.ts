/** The XML step of the GBK provinces: a method called with a few strings, a sentence for an answer. */

import { XMLParser } from 'fast-xml-parser';
import iconv from 'iconv-lite';
import { PortalTrouble } from '../../../portal-trouble.ts';
import type { Reader } from '../../../reader.ts';
import { isJsonObject, objectAt } from '../../../values/json-object.ts';
import { passProvincial } from '../../recognise.ts';
import type { Visitor } from '../provincial-site.ts';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escapeXml(text: string): string {
  return text.replaceAll(/[&<>]/g, (sign) => escapes[sign] ?? sign);
}

const parser = new XMLParser({ parseTagValue: false, processEntities: false });

/** The sentence of a reply. */
export const readBuffaloReply: Reader<string> = (text, page) => {
  passProvincial(text, page);
  const tree = treeOf(text, page);
  const sentence = isJsonObject(tree) ? objectAt(tree, 'buffalo-reply').string : undefined;
  if (typeof sentence !== 'string') throw new PortalTrouble('unknownPage', page);
  return sentence;
};

/** The parser makes a tree of nearly anything, HTML too; what it throws at the rest are plain Errors. */
function treeOf(text: string, page: string): unknown {
  try {
    return parser.parse(text);
  } catch {
    throw new PortalTrouble('unknownPage', page, 'no XML');
  }
}

export async function callBuffalo(
  { portal, siteCode }: Visitor,
  method: 'CheckCustByNbr' | 'SendVCodeByNbr' | 'CheckVCodeByNbr',
  strings: readonly string[],
): Promise<string> {
  const page = `/${siteCode}/bfapp/buffalo/VCodeOperation`;
  const list = strings.map((text) => `<string>${escapeXml(text)}</string>`).join('');
  const reply = await portal.post(page, {
    headers: { 'content-type': 'text/xml; charset=GBK' },
    body: iconv.encode(`<buffalo-call><method>${method}</method>${list}</buffalo-call>`, 'gbk'),
  });
  return readBuffaloReply(reply.text, page);
}
