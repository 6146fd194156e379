/** Rows of an exported table that are no calls: totals, page numbers, titles repeated on every page, advice. */

/** First words of such rows; a row of calls begins with its number in the list, a time, or a kind of call. */
const openings =
  /^(合计|总|小计|共计|共\s*\d|本页|本月|第\s*\d+\s*页|页码|说明|备注|注[:：]|温馨|尊敬|打印|导出|查询|制表|时间范围|账期|月份|客户|用户|姓名|机主|号码|手机|本机)/;
const none = /(无|没有|未查询到|暂无|查无).{0,6}(记录|详单|数据)/;

/** `cells` are those of a row that are not blank. */
export function isRemark(cells: readonly string[]): boolean {
  const [first = ''] = cells;
  return openings.test(first) || saysNone(first) || (cells.length === 1 && !/\d{2}/.test(first));
}

/** The carrier's explicit word that there are no calls. */
export function saysNone(text: string): boolean {
  return none.test(text);
}
