/** `carriers`: what each carrier asks for and offers, province by province. */

import { type Capability, capabilities } from '../carriers/capabilities.ts';
import { connectorFor } from '../carriers/registry.ts';
import { carrierNames, carriers as served } from '../domain/carrier.ts';
import { type Command, UsageError } from './command.ts';
import { tableLine } from './table-line.ts';

const widths = [12, 28, 16, 8, 10, 10];

export const carriers: Command = {
  usage: 'carriers [--json]',
  summary: 'what each carrier asks for, province by province',
  async run(args) {
    const [found] = args.filter((arg) => arg !== '--json');
    if (found !== undefined) throw new UsageError(`Found "${found}", expected nothing or --json.`);
    process.stdout.write(
      args.includes('--json') ? `${JSON.stringify(capabilities, null, 2)}\n` : `${lines().join('\n')}\n`,
    );
  },
};

function lines(): string[] {
  return served.flatMap((carrier) => [
    `${carrierNames[carrier]}${connectorFor(carrier) ? '' : '（无连接器）'}`,
    tableLine(['省份', '登录', '二次验证', '月数', '找回密码', '密码位数'], widths),
    ...Object.entries(capabilities[carrier]).map(([province, row]) => tableLine([province, ...cellsOf(row)], widths)),
    '',
  ]);
}

function cellsOf(row: Capability): string[] {
  return [
    row.login.join(' + '),
    row.second.join(' + ') || '-',
    String(row.history_months),
    row.recovery ? '支持' : '不支持',
    row.password_lengths.join(' / '),
  ];
}
