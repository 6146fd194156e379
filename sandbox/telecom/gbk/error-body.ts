/** The errors of a T3 portal: a number and a text. */

const texts = {
  61010: '尊敬的客户，对不起，未查询到相关记录',
  61013: '随机密码错误，请重新获取',
  61016: '该月份详单不允许查询',
  61020: '客户姓名或证件号码不匹配',
  61030: '对不起，您的该月账单没有生成',
  61099: '系统忙，请稍后再试',
} as const;

export const errorBody = (number: keyof typeof texts): string =>
  `<div class="error">ErrorNo=${number}<p>${texts[number]}</p></div>`;
