/** The HTML pages that 中国联通 shows in place of an answer, with status 200. */

const page = (title: string, text: string) =>
  `<!DOCTYPE html><html><head><meta charset="UTF-8"><title>${title}</title></head><body><div class="errorTips"><p>${text}</p></div></body></html>`;

/** Where a successful sign-in points to. */
export const homePage = page('中国联通网上营业厅', '欢迎使用中国联通网上营业厅');

export const busyPage = page('中国联通网上营业厅', '出了一点点问题，请您稍候再试或立即反馈我们处理');

export const maintenancePage = page('系统升级', '尊敬的用户，系统升级维护中，给您带来的不便敬请谅解。');
