/** What each carrier asks for and offers, province by province, and whether it can be asked at all. */

import { Type } from 'typebox';
import { capabilities } from '../carriers/capabilities.ts';
import { carrierNames, carriers } from '../domain/carrier.ts';
import { resource } from './resource.ts';

const words = Type.Array(Type.String());

export const carrierTable = resource({
  method: 'GET',
  path: '/carriers',
  who: 'auditor',
  reply: Type.Object({
    rows: Type.Array(
      Type.Object({
        carrier: Type.String(),
        name: Type.String(),
        connected: Type.Boolean(),
        provinces: Type.Array(
          Type.Object({
            province: Type.String(),
            login: words,
            second: words,
            historyMonths: Type.Integer(),
            recovery: Type.Boolean(),
            passwordLengths: Type.Array(Type.Integer()),
          }),
        ),
      }),
    ),
  }),
  async handle({ parts: { journey } }) {
    const rows = carriers.map((carrier) => ({
      carrier,
      name: carrierNames[carrier],
      connected: journey.connectorFor(carrier) !== null,
      provinces: Object.entries(capabilities[carrier]).map(([province, row]) => ({
        province,
        login: row.login,
        second: row.second,
        historyMonths: row.history_months,
        recovery: row.recovery,
        passwordLengths: row.password_lengths,
      })),
    }));
    return { rows };
  },
});
