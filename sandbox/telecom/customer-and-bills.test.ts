/** Tests of the customer information and the bills of 中国电信's three sub-dialects, over HTTP and against the inspected truth. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSandbox, type TestSandbox } from '../test-sandbox.ts';
import { startJourney, telecomTel } from './test-journey.ts';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await openTestSandbox();
});
afterAll(() => sandbox.close());

interface Customer {
  name: string;
  idCard: string;
  address: string;
  openDate: string;
}

interface Bill {
  total: string;
  items: [name: string, fee: string][];
}

interface Pages {
  dialect: string;
  place: [province: string, city: string];
  customerPath: string;
  readCustomer(page: string): Customer;
  billPath: string;
  billForm(month: string): Record<string, string>;
  readBill(page: string): Bill;
  noBill: string;
  /** How what is not disclosed reads. */
  undisclosed: string;
}

const cellAfter = (page: string, label: string) =>
  new RegExp(`>${label}：?</t[hd]><td>([^<]*)</td>`).exec(page)?.[1] ?? 'absent';

const htmlCustomer = (page: string, address: string, openDate: string): Customer => ({
  name: cellAfter(page, '客户名称'),
  idCard: cellAfter(page, '证件号码'),
  address: cellAfter(page, address),
  openDate: cellAfter(page, openDate).replace(/^(\d{4})[年/](\d\d)[月/](\d\d)日?$/, '$1-$2-$3'),
});

/** Cells in twos. */
function pairsOf(page: string): [string, string][] {
  return [...page.matchAll(/<td>([^<]*)<\/td><td>([\d.]+)<\/td>/g)].map(([, name = '', fee = '']) => [name, fee]);
}

const kinds: Pages[] = [
  {
    dialect: 'JSON',
    place: ['江苏', '南京'],
    customerPath: '/queryCustInfoAction.action',
    readCustomer(page) {
      const { custName, certNumber, certAddress = 'absent', installDate } = JSON.parse(page);
      return { name: custName, idCard: certNumber, address: certAddress, openDate: installDate.slice(0, 10) };
    },
    billPath: '/queryBillAction.action',
    billForm: (month) => ({ billingCycle: month }),
    readBill(page) {
      const { sumChargeCh, items } = JSON.parse(page);
      return {
        total: sumChargeCh,
        items: items.map((item: { chargeName: string; chargeCh: string }) => [item.chargeName, item.chargeCh]),
      };
    },
    noBill: '"TSR_RESULT":"5001"',
    undisclosed: 'absent',
  },
  {
    dialect: 'HTML',
    place: ['北京', '北京'],
    customerPath: '/iframe/custquery/qryCustInfo.action',
    readCustomer: (page) => htmlCustomer(page, '通信地址', '入网时间'),
    billPath: '/iframe/feequery/billInfoQuery.action',
    billForm: (month) => ({ billCycle: `${month.slice(0, 4)}年${month.slice(4)}月` }),
    readBill: (page) => ({
      total: /本期费用合计：<span>([\d.]+)<\/span>元/.exec(page)?.[1] ?? 'absent',
      items: pairsOf(page),
    }),
    noBill: '对不起，您的该月账单没有生成',
    undisclosed: '',
  },
  {
    dialect: 'GBK',
    place: ['浙江', '宁波'],
    customerPath: '/zjpr/customer/custInfo.htm',
    readCustomer: (page) => htmlCustomer(page, '客户地址', '入网日期'),
    billPath: '/zjpr/bill/getBill.htm',
    billForm: (month) => ({ cdrmonth: month }),
    readBill(page) {
      const pairs = pairsOf(page);
      return { total: pairs.find(([name]) => name === '合计')?.[1] ?? 'absent', items: pairs.slice(0, -1) };
    },
    noBill: 'ErrorNo=61030',
    undisclosed: '--',
  },
];

/** Which amount of §13 an item belongs to, by keyword as the protocol page says. */
const amountOf = [
  [/月固定费|套餐/, 'bill_package'],
  [/语音|通话/, 'bill_ext_calls'],
  [/上网|流量/, 'bill_ext_data'],
  [/短信|彩信/, 'bill_ext_sms'],
  [/增值/, 'bill_zengzhifei'],
  [/代收/, 'bill_daishoufei'],
  [/其他/, 'bill_qita'],
] as const;

function recordOf(month: string, { total, items }: Bill): Record<string, string> {
  const amounts = amountOf.map(([, key], rank) => {
    const own = items.filter(([name]) => amountOf.findIndex(([words]) => words.test(name)) === rank);
    return [key, own.reduce((sum, [, fee]) => sum + Number(fee), 0).toFixed(2)];
  });
  return { bill_month: month, bill_amount: total, ...Object.fromEntries(amounts) };
}

const numbers = Array.from({ length: 30 }, (_, index) => String(index + 10));
const months = ['202610', '202609', '202608', '202607', '202606'];

test.each(kinds)('$dialect: every past month has its total and its items, all seven kinds among them', async (kind) => {
  const met = new Set<string>();
  for (const digits of numbers) {
    const tel = telecomTel(...kind.place, digits);
    const journey = startJourney(sandbox, tel);
    await journey.signIn();
    const pages = await Promise.all(months.map((month) => journey.ask(kind.billPath, kind.billForm(month))));
    const records = pages.map((page, index) => recordOf(months[index] ?? '', kind.readBill(page)));
    expect(records).toEqual((await sandbox.inspect(tel)).bills);
    for (const record of records)
      for (const [key, amount] of Object.entries(record)) if (amount !== '0.00') met.add(key);
  }
  expect([...met].toSorted()).toEqual(['bill_amount', 'bill_month', ...amountOf.map(([, key]) => key)].toSorted());
});

test.each(kinds)(
  '$dialect: a bill that cannot be had says so: 71, the current month, the seventh month back, nonsense',
  async (kind) => {
    const journey = startJourney(sandbox, telecomTel(...kind.place, '71'));
    await journey.signIn();
    for (const month of ['202609', '202611', '202605', 'abcdef', '']) {
      expect(await journey.ask(kind.billPath, kind.billForm(month))).toContain(kind.noBill);
    }
    expect(await journey.ask(kind.billPath, kind.billForm('202610'))).not.toContain(kind.noBill);
  },
);

test.each(kinds)('$dialect: the customer is shown as far as the carrier discloses', async (kind) => {
  const addresses = new Set<boolean>();
  const names = new Set<boolean>();
  for (const digits of [...numbers, '76', '82']) {
    const tel = telecomTel(...kind.place, digits);
    const journey = startJourney(sandbox, tel);
    await journey.signIn();
    const { shown, open_date } = await sandbox.inspect(tel);
    const disclosed = shown.address !== '运营商未透露';
    const { name, idCard, address, openDate } = kind.readCustomer(await journey.ask(kind.customerPath));
    expect([name, idCard]).toEqual([shown.full_name, shown.id_card]);
    expect(address).toBe(disclosed ? shown.address : kind.undisclosed);
    expect(Date.parse(`${openDate}T00:00:00+08:00`) / 1000).toBe(Number(open_date));
    addresses.add(disclosed);
    names.add(name.includes('*'));
  }
  expect([addresses.size, names.size]).toEqual([2, 2]);
});
