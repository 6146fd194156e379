/** An app's settings as a form's fields, and back. */

import type { AppRow, PushKind } from './resources.ts';
import { instant } from './shown.ts';

/** As the server's src/domain/access.ts has them. */
export const scopes = ['signin', 'record', 'report', 'score', 'tags', 'recovery', 'links', 'sessions'];

export interface AppForm {
  pushUrls: Record<PushKind, string>;
  encrypted: boolean;
  scopes: string[];
  /** A day, its last second in Shanghai included; '' for no end. */
  contractUntil: string;
  thirdParty: string;
  consent: string;
  ipAllow: string;
  retentionDays: string | number;
  tokensPerHour: string | number;
  callsPerMinute: string | number;
}

export function appForm(app: AppRow): AppForm {
  const { auth, result, report, tags } = app.pushUrls;
  return {
    pushUrls: { auth: auth ?? '', result: result ?? '', report: report ?? '', tags: tags ?? '' },
    encrypted: app.encrypted,
    scopes: app.scopes ?? [...scopes],
    contractUntil: app.contractUntil === null ? '' : instant(app.contractUntil).slice(0, 10),
    thirdParty: app.thirdParty,
    consent: app.consent,
    ipAllow: app.ipAllow ?? '',
    retentionDays: app.retentionDays ?? '',
    tokensPerHour: app.tokensPerHour ?? '',
    callsPerMinute: app.callsPerMinute ?? '',
  };
}

export function appChange(form: AppForm): object {
  const url = (text: string) => (text.trim() === '' ? null : text.trim());
  const number = (value: string | number) => (value === '' ? null : Number(value));
  const { auth, result, report, tags } = form.pushUrls;
  return {
    pushUrls: { auth: url(auth), result: url(result), report: url(report), tags: url(tags) },
    encrypted: form.encrypted,
    scopes: form.scopes.length === scopes.length ? null : form.scopes,
    contractUntil: form.contractUntil === '' ? null : Date.parse(`${form.contractUntil}T23:59:59+08:00`) / 1000,
    thirdParty: form.thirdParty,
    consent: form.consent,
    ipAllow: form.ipAllow.trim() === '' ? null : form.ipAllow,
    retentionDays: number(form.retentionDays),
    tokensPerHour: number(form.tokensPerHour),
    callsPerMinute: number(form.callsPerMinute),
  };
}
