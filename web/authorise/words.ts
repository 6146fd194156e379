/** All that the page says in its own words, Chinese and English; codes of §20 have a table of their own. */

import { computed } from 'vue';
import type { Carrier } from '../../src/domain/carrier.ts';
import type { Language } from '../../src/hosted/view.ts';
import type { FieldName } from './answers.ts';
import { language } from './language.ts';

const zh = {
  title: '通话详单授权',
  switchLanguage: 'English',
  loading: '正在打开…',
  sandboxPhone: '看沙盒手机',
  hideSandboxPhone: '收起沙盒手机',
  backToApp: '返回应用',
  startAgain: '重新开始',
  submit: '提交',
  next: '下一步',
  working: '运营商处理中…',
  required: '请填写这一项',

  consentTitle: '授权查询通话详单',
  consentLead: (recipient: string) => `「${recipient}」请您授权查询通话详单。请逐项阅读，同意后勾选。`,
  consentMissing: '请阅读并勾选这一项；不同意则无法继续。',
  agree: '同意并继续',
  decline: '不同意，返回应用',
  declineHere: '不同意的话，关闭本页即可，我们不会做任何查询。',
  purposes: { fetch: '查询', report: '报告', keep: '保存' } as Record<string, string>,

  numberTitle: '您的手机号码',
  numberLead: '将向该号码的运营商发起查询。',
  numberLocked: '号码由应用指定，不能更改。',
  tel: '手机号码',
  telWrong: '请填写 11 位手机号码',

  loginTitle: (carrier: string) => `登录${carrier}`,
  loginLead: '填写运营商要求的信息。',
  verifyTitle: '再验证一次',
  verifyLead: (carrier: string) => `${carrier}要求在查询详单前再验证一次身份。`,
  pinPwd: '服务密码',
  pinHelp: '运营商的查询密码，通常是 6 位数字。',
  show: '显示',
  hide: '隐藏',
  fullName: '机主姓名',
  idCard: '身份证号',
  idWrong: '请填写 18 位身份证号',
  smsCode: '短信验证码',
  smsSent: (tel: string) => `验证码已发送到 ${tel}`,
  resend: '重新获取',
  resendIn: (seconds: number) => `${seconds} 秒后可重发`,
  resent: '新的验证码已发送',
  captcha: '图片验证码',
  captchaPicture: '图片验证码，看不清请换一张',
  captchaRefresh: '换一张',
  captchaRefreshed: '图片已更换',
  forgot: '忘记密码？',
  otherNumber: '换一个号码',

  recoveryTitle: '重设服务密码',
  recoveryLead: '运营商核对机主身份后，才能设置新的服务密码。',
  recoverySmsTitle: '输入短信验证码',
  recoveryLoginTitle: '输入登录验证码',
  recoveryLoginLead: '运营商又发送了一条登录验证码。',
  loginCodeStillGood: '运营商没有再发短信：您登录时收到的那条验证码仍然有效，请填写那一条。',
  smsStillGood: '运营商没有再发短信：刚才收到的那条重设密码验证码仍然有效，请填写那一条。',
  loginCode: '登录验证码',
  contactsTitle: '填写通话联系人',
  contactsLead: '填写 3 个不同的、您在 5 天前至 90 天内打过电话的号码。',
  contact: (index: number) => `联系人号码 ${index}`,
  newPasswordTitle: '设置新密码',
  newPassword: '新的服务密码',
  newPasswordRules: (lengths: number[]) => [
    `${lengths.join(' 位或 ')} 位数字`,
    '不能是同一个数字，也不能是连续的数字',
    '不能包含身份证号或手机号中连续的 6 位数字',
  ],
  recoveredTitle: '服务密码已重设',
  recoveredLead: '请记住新的密码，然后继续登录。',
  carrierSays: '运营商提示',
  backToLogin: '返回登录',
  goOn: '继续登录',

  fetchingTitle: '正在查询',
  fetchingLead: '已登录成功，正在取得通话详单。一般需要一两分钟，您可以离开本页，查询不会中断。',
  months: (done: number, total: number) => (total === 0 ? '正在连接运营商…' : `已完成 ${done} / ${total} 个月`),
  calls: (count: number) => `通话记录 ${count} 条`,
  reconnecting: '网络中断，正在重新连接…',
  doneTitle: '授权完成',
  doneLead: (recipient: string) => `通话详单已取得，报告将提供给「${recipient}」。`,
  doneClose: '您可以关闭本页了。',
  doneMine: '查看、撤回或删除我的数据',
  failedTitle: '没有完成',

  networkTitle: '网络连接不上',
  networkNext: '请检查网络后再试一次，您填写的内容还在。',
  linkTitle: '这个链接不能使用',
  linkUnknown: '链接已过期，或地址不完整。请从应用重新进入。',
  linkElsewhere:
    '这个链接已在另一个浏览器中打开过，只能在那里继续；如果是您本人，请从应用重新进入，并确认浏览器允许 Cookie。',
  requestNext: '请刷新本页后再试。',
  tryAgain: '再试一次',
};

type Words = typeof zh;

const en: Words = {
  title: 'Call record authorisation',
  switchLanguage: '中文',
  loading: 'Opening…',
  sandboxPhone: 'Show sandbox phone',
  hideSandboxPhone: 'Hide sandbox phone',
  backToApp: 'Back to the app',
  startAgain: 'Start again',
  submit: 'Submit',
  next: 'Next',
  working: 'The carrier is working…',
  required: 'Please fill this in',

  consentTitle: 'Share your call records',
  consentLead: (recipient) =>
    `${recipient} asks you to share your call records. Read each point and tick it if you agree.`,
  consentMissing: 'Read and tick this point; without it we cannot go on.',
  agree: 'Agree and continue',
  decline: 'Decline and go back',
  declineHere: 'If you do not agree, just close this page: nothing will be fetched.',
  purposes: { fetch: 'Fetch', report: 'Report', keep: 'Keep' },

  numberTitle: 'Your phone number',
  numberLead: 'The carrier of this number will be asked.',
  numberLocked: 'The app has set this number; it cannot be changed.',
  tel: 'Phone number',
  telWrong: 'Enter a mobile number of 11 digits',

  loginTitle: (carrier) => `Sign in to ${carrier}`,
  loginLead: 'Enter what your carrier asks for.',
  verifyTitle: 'Verify once more',
  verifyLead: (carrier) => `${carrier} wants to verify you once more before it shows call records.`,
  pinPwd: 'Service password',
  pinHelp: 'The carrier’s password for queries, usually 6 digits.',
  show: 'Show',
  hide: 'Hide',
  fullName: 'Registered name',
  idCard: 'ID card number',
  idWrong: 'Enter an ID card number of 18 characters',
  smsCode: 'SMS code',
  smsSent: (tel) => `A code was sent to ${tel}`,
  resend: 'Send again',
  resendIn: (seconds) => `Again in ${seconds} s`,
  resent: 'A new code has been sent',
  captcha: 'Picture code',
  captchaPicture: 'Picture code; get another one if it is hard to read',
  captchaRefresh: 'Another one',
  captchaRefreshed: 'The picture was replaced',
  forgot: 'Forgot password?',
  otherNumber: 'Use another number',

  recoveryTitle: 'Reset the service password',
  recoveryLead: 'The carrier checks who you are before a new service password can be set.',
  recoverySmsTitle: 'Enter the SMS code',
  recoveryLoginTitle: 'Enter the sign-in code',
  recoveryLoginLead: 'The carrier has sent another code, for signing in.',
  loginCodeStillGood: 'No new code was sent: the one that you got for signing in is still good. Enter that one.',
  smsStillGood: 'No new code was sent: the last one for resetting your password is still good. Enter that one.',
  loginCode: 'Sign-in code',
  contactsTitle: 'Name people you called',
  contactsLead: 'Enter 3 different numbers that you called between 90 and 5 days ago.',
  contact: (index) => `Contact number ${index}`,
  newPasswordTitle: 'Set a new password',
  newPassword: 'New service password',
  newPasswordRules: (lengths) => [
    `${lengths.join(' or ')} digits`,
    'Not one digit repeated, and no run of digits',
    'No 6 digits in a row from your ID or phone number',
  ],
  recoveredTitle: 'The password was reset',
  recoveredLead: 'Remember the new password, then go on signing in.',
  carrierSays: 'The carrier says',
  backToLogin: 'Back to sign-in',
  goOn: 'Go on signing in',

  fetchingTitle: 'Fetching your records',
  fetchingLead:
    'You are signed in and your call records are being fetched. It usually takes a minute or two; you may leave this page, it goes on.',
  months: (done, total) => (total === 0 ? 'Connecting to the carrier…' : `${done} of ${total} months done`),
  calls: (count) => `${count} calls`,
  reconnecting: 'Connection lost, reconnecting…',
  doneTitle: 'All done',
  doneLead: (recipient) => `Your call records were fetched; the report goes to ${recipient}.`,
  doneClose: 'You may close this page now.',
  doneMine: 'See, withdraw or erase my data',
  failedTitle: 'Not completed',

  networkTitle: 'No connection',
  networkNext: 'Check your network and try again; what you entered is still here.',
  linkTitle: 'This link cannot be used',
  linkUnknown: 'It has expired, or the address is incomplete. Please open this page from the app again.',
  linkElsewhere:
    'It was opened in another browser and goes on there only. If that was you, open it from the app again and make sure that cookies are allowed.',
  requestNext: 'Reload this page and try again.',
  tryAgain: 'Try again',
};

const all: Record<Language, Words> = { zh, en };

export const words = computed(() => all[language.value]);

const carrierNames: Record<Language, Record<Carrier, string>> = {
  zh: { mobile: '中国移动', unicom: '中国联通', telecom: '中国电信' },
  en: { mobile: 'China Mobile', unicom: 'China Unicom', telecom: 'China Telecom' },
};

export function carrierName(carrier: Carrier): string {
  return carrierNames[language.value][carrier];
}

/** As people read a number: `139 1000 0001`. */
export function spaced(tel: string): string {
  return tel.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3');
}

export function labelOf(name: FieldName): string {
  const say = words.value;
  const labels: Record<FieldName, string> = {
    tel: say.tel,
    pin_pwd: say.pinPwd,
    full_name: say.fullName,
    id_card: say.idCard,
    sms_code: say.smsCode,
    login_code: say.loginCode,
    captcha_code: say.captcha,
    new_pwd: say.newPassword,
    contact_1: say.contact(1),
    contact_2: say.contact(2),
    contact_3: say.contact(3),
  };
  return labels[name];
}
