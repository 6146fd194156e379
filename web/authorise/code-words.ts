/** Every code of §20 in the subscriber's words: what happened, and what to do now. */

import type { Code } from '../../src/errors.ts';

export interface CodeWords {
  zh: readonly [what: string, next: string];
  en: readonly [what: string, next: string];
  /** Beginning again may help; where it cannot, no button invites to it. */
  mayRetry: boolean;
}

const retry = true;
const noRetry = false;

const words = (zh: readonly [string, string], en: readonly [string, string], mayRetry: boolean): CodeWords => ({
  zh,
  en,
  mayRetry,
});

const askApp = '请联系让您来此授权的应用。';
const askAppEn = 'Please contact the app that sent you here.';

export const codeWords: Record<Code, CodeWords> = {
  3001: words(
    ['正在查询', '请稍候，完成后本页会自动更新。'],
    ['Fetching your records', 'Please wait; this page updates by itself.'],
    noRetry,
  ),
  3100: words(
    ['没有取得通话详单', '运营商中断了查询。请重新开始；期间不要在其他地方登录运营商账户。'],
    [
      'Your records could not be fetched',
      'The carrier cut the query short. Start again, and do not sign in to the carrier elsewhere meanwhile.',
    ],
    retry,
  ),
  3101: words(
    ['正在生成报告', '请稍候，您可以关闭本页。'],
    ['The report is being made', 'Please wait; you may close this page.'],
    noRetry,
  ),
  3102: words(['报告没有生成', '请重新开始一次授权。'], ['The report could not be made', 'Please start again.'], retry),
  3997: words(['应用的服务已到期', askApp], ['The app’s contract has ended', askAppEn], noRetry),
  3998: words(['应用已停用', askApp], ['The app has been disabled', askAppEn], noRetry),
  3999: words(
    ['应用请求过于频繁', '请过一会儿从应用重新进入。'],
    ['The app is asking too often', 'Please open this page from the app again in a while.'],
    noRetry,
  ),
  4000: words(
    ['这个地址已失效', '请从应用重新进入。'],
    ['This address is no longer valid', 'Please open this page from the app again.'],
    noRetry,
  ),
  4001: words(
    ['填写的内容有误', '请检查后重新提交；如果是从应用打开时出现，请联系该应用。'],
    [
      'Something entered is not right',
      'Check it and submit again. If this appeared as the page opened, contact the app.',
    ],
    retry,
  ),
  4004: words(
    ['等待时间过长，已超时', '超过 10 分钟没有操作。请重新开始，之前填写的内容已被清除。'],
    [
      'This took too long and has expired',
      'Nothing was entered for ten minutes. Start again; what you had entered was erased.',
    ],
    retry,
  ),
  4005: words(['应用的签名有误', askApp], ['The app’s signature is wrong', askAppEn], noRetry),
  4006: words(
    ['运营商没能发出短信', '请稍等一分钟后重新获取验证码。'],
    ['The carrier could not send the text message', 'Wait a minute, then ask for the code again.'],
    retry,
  ),
  4007: words(
    ['运营商暂时没有响应', '您填写的内容没有问题，请稍等片刻再提交一次。'],
    ['The carrier is not responding right now', 'What you entered is fine. Wait a moment and submit it again.'],
    retry,
  ),
  4008: words(
    ['验证码不正确', '请对照图片或最新一条短信重新输入；看不清可以换一张图片。'],
    [
      'The code is not right',
      'Enter it again from the picture or the latest text message. Get another picture if it is hard to read.',
    ],
    retry,
  ),
  4009: words(
    ['今天的短信次数已用完', '运营商今天不再向该号码发送验证码，请明天再来。'],
    ['No more text messages today', 'The carrier sends this number no more codes today. Please come back tomorrow.'],
    noRetry,
  ),
  4010: words(
    ['姓名或身份证号不正确', '请填写办理该号码时登记的姓名和身份证号。'],
    ['The name or ID number is not right', 'Enter the name and ID number this phone number is registered to.'],
    retry,
  ),
  4012: words(
    ['服务密码不正确', '请填写运营商的服务密码（不是手机解锁密码）。忘记了可以点“忘记密码”。'],
    [
      'The service password is not right',
      'Enter the carrier’s service password, not your phone’s passcode. If you forgot it, choose “Forgot password”.',
    ],
    retry,
  ),
  4013: words(
    ['服务密码过于简单', '运营商不允许用它登录。请点“忘记密码”设置新的服务密码。'],
    [
      'The service password is too simple',
      'The carrier does not accept it. Choose “Forgot password” to set a new one.',
    ],
    retry,
  ),
  4016: words(
    ['这次授权已结束', '它可能被新的一次授权取代，或已被删除。请重新开始。'],
    ['This authorisation has ended', 'A newer one may have taken its place, or it was erased. Please start again.'],
    retry,
  ),
  4017: words(
    ['您的运营商账户在别处登录了', '请退出其他设备上的运营商网站或 App，再重新开始。'],
    [
      'Your carrier account was signed in elsewhere',
      'Sign out of the carrier’s website or app on other devices, then start again.',
    ],
    retry,
  ),
  4990: words(
    ['上一条短信验证码仍然有效', '请输入最近收到的那条短信中的验证码。'],
    ['The last code is still valid', 'Enter the code from the latest text message.'],
    retry,
  ),
  9999: words(
    ['系统出了点问题', '请稍后再提交一次；如果仍然不行，请把下面的编号告诉应用的客服。'],
    [
      'Something went wrong on our side',
      'Submit again in a while. If it keeps failing, tell the app’s support the number below.',
    ],
    retry,
  ),
  20005: words(
    ['操作过于频繁', '请等 30 分钟后再试。'],
    ['Too many attempts', 'Please wait 30 minutes and try again.'],
    noRetry,
  ),
  20006: words(
    ['输错次数过多', '这次授权已结束。请先确认服务密码，或点“忘记密码”重设后重新开始。'],
    ['Too many wrong entries', 'This attempt has ended. Check your service password or reset it, then start again.'],
    retry,
  ),
  20008: words(
    ['该号码没有实名登记', '请先到运营商营业厅或其 App 办理实名登记。'],
    ['This number is not registered to a person', 'Register it with your carrier first, in a shop or its app.'],
    noRetry,
  ),
  20011: words(
    ['今天的尝试次数已用完', '为保护您的账户，请明天再来。'],
    ['No more attempts today', 'To protect your account, please come back tomorrow.'],
    noRetry,
  ),
  20013: words(
    ['验证码错误或已过期', '新的验证码已发到您的手机，请输入新的那一条。'],
    ['The code was wrong or too old', 'A new one has been sent to your phone: enter that one.'],
    retry,
  ),
  20014: words(
    ['不能使用初始密码', '请先在运营商 App 或客服热线修改服务密码，再重新开始。'],
    [
      'The initial password cannot be used',
      'Change the service password in the carrier’s app or by its hotline, then start again.',
    ],
    retry,
  ),
  20015: words(
    ['暂不支持这个号码', '虚拟运营商、中国广电等号码无法查询，请换一个号码。'],
    [
      'This number is not supported',
      'Numbers of virtual operators, China Broadnet and the like cannot be queried. Please use another one.',
    ],
    retry,
  ),
  20016: words(
    ['运营商不允许查询该号码的详单', '过户不久等情况会被拒绝。请换一个号码，或咨询运营商客服。'],
    [
      'The carrier refuses the records of this number',
      'This happens after a change of owner, for example. Use another number or ask the carrier.',
    ],
    retry,
  ),
  20017: words(
    ['已经认证成功', '不用重复提交，请刷新本页查看进度。'],
    ['Already verified', 'There is no need to submit again. Reload this page to see the progress.'],
    noRetry,
  ),
  20018: words(
    ['这个号码正在查询中', '请稍等片刻再试。'],
    ['This number is being processed', 'Please wait a moment and try again.'],
    retry,
  ),
  20019: words(
    ['运营商已锁定您的账户', '输错次数过多，明天会自动解锁，请明天再来。'],
    [
      'The carrier has locked your account',
      'There were too many wrong entries. It unlocks by itself tomorrow; please come back then.',
    ],
    noRetry,
  ),
  20020: words(
    ['运营商正在维护', '请过几个小时再来。'],
    ['The carrier is in maintenance', 'Please come back in a few hours.'],
    retry,
  ),
  30001: words(
    ['该地区不能在线重设服务密码', '请拨打运营商客服热线（移动 10086、联通 10010、电信 10000）重设。'],
    [
      'The password cannot be reset online in this province',
      'Call the carrier’s hotline (Mobile 10086, Unicom 10010, Telecom 10000).',
    ],
    noRetry,
  ),
  30002: words(
    ['新密码须为 8 位数字', '请重新输入。'],
    ['The new password must have 8 digits', 'Please enter another one.'],
    retry,
  ),
  30003: words(
    ['新密码须为 6 位数字', '请重新输入。'],
    ['The new password must have 6 digits', 'Please enter another one.'],
    retry,
  ),
  30004: words(
    ['新密码与原密码相同', '请换一个密码。'],
    ['The new password is the old one', 'Please choose another one.'],
    retry,
  ),
  30005: words(
    ['新密码过于简单', '不要使用重复或连续的数字，也不要使用身份证号、手机号中的数字。'],
    ['The new password is too simple', 'Use no repeated or consecutive digits and no part of your ID or phone number.'],
    retry,
  ),
  30006: words(
    ['联系人号码不符合要求', '请填写 3 个不同的、您在 5 天前至 90 天内打过电话的号码。'],
    ['These contacts do not qualify', 'Enter 3 different numbers that you called between 90 and 5 days ago.'],
    retry,
  ),
  30007: words(
    ['服务密码没有重设成功', '请再试一次，或拨打运营商客服热线。'],
    ['The password was not reset', 'Try once more, or call the carrier’s hotline.'],
    retry,
  ),
  30008: words(
    ['新密码只能是数字', '请重新输入。'],
    ['The new password must be digits only', 'Please enter another one.'],
    retry,
  ),
  30009: words(
    ['运营商没能发出短信', '请稍后再试，或拨打运营商客服热线重设密码。'],
    ['The carrier could not send the text message', 'Try again later, or reset the password by the carrier’s hotline.'],
    retry,
  ),
  30010: words(
    ['该号码的账户状态异常', '例如欠费停机。请先联系运营商客服处理。'],
    ['The carrier account is not in order', 'It may be suspended, for example. Please contact the carrier first.'],
    noRetry,
  ),
};

export function isKnownCode(code: number): code is Code {
  return code in codeWords;
}
