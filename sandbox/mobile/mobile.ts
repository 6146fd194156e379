/** 中国移动's portal: bare texts and JSON at the sign-in site, JSON and JSONP in the shop (docs/carriers/mobile.md). */

import type { Dialect } from '../dialect.ts';
import { acceptForms } from '../http/fields.ts';
import { billInfo } from './bill-info.ts';
import { callDetail } from './call-detail.ts';
import { prefix, telOf } from './cookies.ts';
import { customerPage } from './customer.ts';
import { maintenancePage } from './pages.ts';
import { recoverySite } from './recovery-site.ts';
import { shop } from './shop.ts';
import { signInSite } from './sign-in-site.ts';
import { temporaryIdentity } from './temporary-identity.ts';

export const mobile: Dialect = {
  carrier: 'mobile',
  prefix,
  maintenancePage,
  telOf,
  isDataPage: (path) => /\/(detailbillinfojsonp|billinfo)\/:tel$/.test(path),
  routes(app, world) {
    acceptForms(app);
    signInSite(app, world);
    shop(app, world);
    customerPage(app, world);
    billInfo(app, world);
    temporaryIdentity(app, world);
    callDetail(app, world);
    recoverySite(app, world);
  },
};
