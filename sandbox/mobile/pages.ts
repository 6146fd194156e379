/** The HTML pages of 中国移动. */

const page = (title: string, text: string) =>
  `<!DOCTYPE html><html><head><meta charset="UTF-8"><title>${title}</title></head><body><div class="msg">${text}</div></body></html>`;

/** Where a sign-in ends. */
export const homePage = page('中国移动网上商城', '欢迎来到中国移动网上商城');

/** With status 403, for a page that was asked for from nowhere. */
export const forbiddenPage = page('403 Forbidden', '403 Forbidden');

/** With status 200, whatever was asked for. */
export const maintenancePage = page('系统维护', '尊敬的客户，系统升级维护中，给您带来的不便敬请谅解。');
