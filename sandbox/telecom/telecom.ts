/** 中国电信's portals: one national sign-in, then the province's own portal in one of three sub-dialects (docs/carriers/telecom.md). */

import type { Dialect } from '../dialect.ts';
import { acceptForms } from '../http/fields.ts';
import { prefix, telOf } from './cookies.ts';
import { entryPages } from './entry.ts';
import { gbkPortal } from './gbk/gbk-portal.ts';
import { htmlPortal } from './html/html-portal.ts';
import { jsonPortal } from './json/json-portal.ts';
import { maintenancePage } from './pages.ts';
import { recoverySite } from './recovery-site.ts';
import { signInSite } from './sign-in-site.ts';

const dataPages =
  /\/(queryVoiceMsgAction|queryBillAction|billDetailQuery|billInfoQuery|getCdrDetail|getBill)\.(action|htm)$/;

export const telecom: Dialect = {
  carrier: 'telecom',
  prefix,
  maintenancePage,
  telOf,
  isDataPage: (path) => dataPages.test(path),
  routes(app, world) {
    acceptForms(app);
    signInSite(app, world);
    recoverySite(app, world);
    entryPages(app, world);
    jsonPortal(app, world);
    htmlPortal(app, world);
    app.register(async (gbk) => gbkPortal(gbk, world));
  },
};
