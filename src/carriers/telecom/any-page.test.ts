/** Whatever a portal sends, a reader reads it or throws a PortalTrouble: nothing else, and never what the page said. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PortalTrouble } from '../portal-trouble.ts';
import type { Reader } from '../reader.ts';
import * as national from './national/pages.ts';
import { readBuffaloReply } from './provinces/gbk/buffalo.ts';
import * as gbk from './provinces/gbk/pages.ts';
import * as html from './provinces/html/pages.ts';
import * as json from './provinces/json/pages.ts';
import { sample } from './test-samples.ts';

const readers: [string, Reader<unknown>, string][] = [
  ['checkphone', national.readCheckPhone, 'checkphone.json'],
  ['login', national.readSignInPage, 'sign-in-wrong-password.html'],
  ['JSON calls', json.callPageReader('201708'), 'json-calls.json'],
  ['JSON bill', json.billReader('201707'), 'json-bill.json'],
  ['JSON customer', json.readCustomerPage, 'json-customer.json'],
  ['HTML calls', html.callPageReader('201708'), 'html-calls.html'],
  ['HTML bill', html.billReader('201707'), 'html-bill.html'],
  ['HTML customer', html.readCustomerPage, 'html-customer.html'],
  ['GBK calls', gbk.callPageReader('201708'), 'gbk-calls.html'],
  ['GBK bill', gbk.billReader('201707'), 'gbk-bill.html'],
  ['GBK customer', gbk.readCustomerPage, 'gbk-customer.html'],
  ['XML step', readBuffaloReply, 'gbk-buffalo.xml'],
];

const scraps = fc.constantFrom(
  '<',
  '>',
  '<table>',
  '<tr>',
  '<td>',
  '<!',
  '<![CDATA[',
  '<?',
  '</',
  '"',
  '{',
  '&#',
  '[<!DOCTYPE a [',
);

test.each(readers)('%s: a page cut, or with scraps in it', (_, read, name) => {
  const whole = sample(name);
  fc.assert(
    fc.property(
      fc.nat(whole.length),
      fc.nat(whole.length),
      fc.array(scraps, { maxLength: 4 }),
      (from, to, inserted) => {
        const text = whole.slice(0, from) + inserted.join('') + whole.slice(to);
        try {
          read(text, '/xx/thePage');
        } catch (error) {
          expect(error).toBeInstanceOf(PortalTrouble);
          expect(String(error)).toMatch(/^PortalTrouble: \/xx\/thePage: [\w ]+( \([\w ]+\))?$/);
        }
      },
    ),
    { numRuns: 300 },
  );
});
