/** 中国联通's portal: JSONP with unquoted keys at the sign-in site, JSON by POST at the self-service site (docs/carriers/unicom.md). */

import type { Dialect } from '../dialect.ts';
import { acceptForms } from '../http/fields.ts';
import { billPages } from './bill-pages.ts';
import { callDetail } from './call-detail.ts';
import { prefix, telOf } from './cookies.ts';
import { maintenancePage } from './pages.ts';
import { recoverySite } from './recovery-site.ts';
import { selfServiceSite } from './self-service.ts';
import { signInSite } from './sign-in-site.ts';

export const unicom: Dialect = {
  carrier: 'unicom',
  prefix,
  maintenancePage,
  telOf,
  isDataPage: (path) => /\/(callDetail|currentFee|queryHistoryBill)$/.test(path),
  routes(app, world) {
    acceptForms(app);
    signInSite(app, world);
    recoverySite(app, world);
    selfServiceSite(app, world);
    callDetail(app, world);
    billPages(app, world);
  },
};
