/** Every code of §20 in one table: what the client reads, what it must do next, and the fault that carries a code. */

/** `processing`: go on with this session; `done`: finished; `reset`: begin again (wire contract §1). */
export type Action = 'processing' | 'done' | 'reset';

/**
 * Texts are the document's own (§20), shown to subscribers verbatim; actions are wire contract §6. `cause` and `next` are for those
 * who integrate: docs/errors.md is made of them.
 */
export const codes = {
  3001: {
    msg: '查询中',
    action: 'processing',
    cause: 'The record is being fetched.',
    next: 'Poll again.',
  },
  3100: {
    msg: '查询失败',
    action: 'reset',
    cause:
      'The fetch failed for good: the carrier signed the subscriber out, refused, or stayed unreachable through every attempt.',
    next: 'Open a new session.',
  },
  3101: {
    msg: '数据生成中',
    action: 'processing',
    cause: 'The record is being fetched or the report built.',
    next: 'Poll again.',
  },
  3102: {
    msg: '数据生成失败',
    action: 'reset',
    cause: 'There will be no report: the fetch or the report itself failed. A record that was fetched stays readable.',
    next: 'Open a new session.',
  },
  3997: {
    msg: '账户授权已过期,请联系运营人员',
    action: 'reset',
    cause: 'The app is past its contract date, or may not use this endpoint.',
    next: 'Ask the operator.',
  },
  3998: {
    msg: '无效的 appid',
    action: 'reset',
    cause: 'The appid is unknown, disabled, or not to be used from this address.',
    next: 'Check the credentials.',
  },
  3999: {
    msg: 'token 生成失败',
    action: 'reset',
    cause:
      'The app was given 600 tokens within an hour, or 20 wrong signatures came from this address within a minute.',
    next: 'Keep a token for its two hours; correct the signature.',
  },
  4000: {
    msg: '无效的 token',
    action: 'reset',
    cause: 'The token is missing, unknown, expired, not of 32 hex digits, or not to be used from this address.',
    next: 'Get a new token and call again.',
  },
  4001: {
    msg: 'API 参数错误',
    action: 'processing',
    cause: 'A parameter is missing or malformed; the text names it.',
    next: 'Correct the call; the session stands.',
  },
  4004: {
    msg: '会话已超时',
    action: 'reset',
    cause:
      "Nobody called for ten minutes, the carrier's own session ended, or the sign-in was refused for good earlier.",
    next: 'Open a new session.',
  },
  4005: {
    msg: 'API 签名错误',
    action: 'reset',
    cause: 'The signature is wrong, or the time is more than ten minutes off or not in seconds.',
    next: 'Correct it and ask again.',
  },
  4006: {
    msg: '运营商短信发送失败，请稍后重试',
    action: 'processing',
    cause: 'The carrier could not send the SMS.',
    next: 'Call again in a while.',
  },
  4007: {
    msg: '运营商繁忙，请稍后重试',
    action: 'processing',
    cause: 'The carrier is busy, unreachable, too slow, or answered with a page that nobody knows.',
    next: 'Call again with the same answers.',
  },
  4008: {
    msg: '验证码错误，请输入正确的验证码',
    action: 'processing',
    cause: 'The captcha or the SMS code is wrong, or a captcha is wanted from now on.',
    next: 'Get a fresh captcha at /calls/verify/captcha if one is asked for, and call again.',
  },
  4009: {
    msg: '运营商提示：短信下发次数已达到上限，请明天重试',
    action: 'reset',
    cause: 'The carrier sends no more SMS to this number today.',
    next: 'Come back tomorrow.',
  },
  4010: {
    msg: '姓名或身份证号错误',
    action: 'processing',
    cause: 'The name or the ID card is not the one on file.',
    next: 'Correct it; the fifth wrong try of a session is 20006.',
  },
  4012: {
    msg: '手机号或服务密码错误',
    action: 'processing',
    cause: 'The service password is wrong.',
    next: 'Correct it; the fifth wrong try of a session is 20006.',
  },
  4013: {
    msg: '服务密码过于简单',
    action: 'processing',
    cause: 'The carrier does not let so simple a password in.',
    next: 'Set another one with the carrier, or at /forget/pwd.',
  },
  4016: {
    msg: '无效会话',
    action: 'reset',
    cause: 'The session or recovery is unknown, of another app, erased, or replaced by a later one. All look alike.',
    next: 'Open a new session.',
  },
  4017: {
    msg: '运营商提示：您已在别处登录。请重新登录',
    action: 'reset',
    cause: 'The subscriber signed in elsewhere meanwhile.',
    next: 'Open a new session.',
  },
  4990: {
    msg: '上条短信验证码尚在有效期内，请正确输入上条短信验证码',
    action: 'processing',
    cause: 'The last SMS code is still valid.',
    next: 'Enter that one.',
  },
  9999: {
    msg: '系统繁忙，请稍后重试',
    action: 'processing',
    cause: 'Our own fault; the text carries the id under which it was logged.',
    next: 'Call again; tell the operator the id.',
  },
  20005: {
    msg: '运营商提示:操作过于频繁,请稍等 30 分钟后重试',
    action: 'reset',
    cause: 'The number was asked for too often within ten minutes, or the carrier says so.',
    next: 'Wait half an hour.',
  },
  20006: {
    msg: '服务密码错误次数超过上限',
    action: 'reset',
    cause: 'The fifth wrong password or identity of this session.',
    next: 'Open a new session with the right one.',
  },
  20008: {
    msg: '运营商禁止非实名用户查询',
    action: 'reset',
    cause: 'The number is not registered to a named person.',
    next: 'The carrier must register it first.',
  },
  20011: {
    msg: '运营商提示：操作过于频繁，为保障您的账户安全，请明天重试',
    action: 'reset',
    cause: 'The number was asked for too often today, or the carrier says so.',
    next: 'Come back tomorrow.',
  },
  20013: {
    msg: '短信验证码错误或过期,新验证码已下发,请提交新的验证码',
    action: 'processing',
    cause: 'The SMS code was wrong or late, and a new one has been sent.',
    next: 'Enter the new one.',
  },
  20014: {
    msg: '运营商提示：不支持初始密码登录,请重置密码后重试',
    action: 'reset',
    cause: 'The password is the one the carrier set at first.',
    next: 'Set another one with the carrier, or at /forget/pwd.',
  },
  20015: {
    msg: '运营商禁止该手机号办理此业务',
    action: 'reset',
    cause:
      'There is no channel for the number (virtual operator, 中国广电, unknown range), or the carrier forbids the query.',
    next: 'Use another number.',
  },
  20016: {
    msg: '运营商禁止查询该月详单，可能是过户前的信息，或者是其它特殊禁止查询情况',
    action: 'reset',
    cause: 'The carrier refuses every month, as after a change of owner.',
    next: 'Use another number.',
  },
  20017: {
    msg: '您已认证成功，请勿重复',
    action: 'reset',
    cause: 'The session is signed in already.',
    next: 'Poll for the record.',
  },
  20018: {
    msg: '此号码正在查询中,请稍后重试',
    action: 'processing',
    cause: 'Another call of this session is running, or the number is being fetched.',
    next: 'Wait for that one.',
  },
  20019: {
    msg: '运营商提示：输错次数过多，账号暂时锁定，请明天重试',
    action: 'reset',
    cause: 'Too many wrong tries: the carrier locked the account until tomorrow.',
    next: 'Come back tomorrow.',
  },
  20020: {
    msg: '运营商正在维护，请稍后重试',
    action: 'reset',
    cause: "The carrier's portal is in maintenance.",
    next: 'Come back later.',
  },
  30001: {
    msg: '运营商暂不支持该地区服务密码在线重置，如需重置，请拨打客服热线',
    action: 'reset',
    cause: 'The carrier sets no password online in this province.',
    next: "Call the carrier's hotline.",
  },
  30002: {
    msg: '请输入 8 位数字服务密码',
    action: 'processing',
    cause: 'The new password must have eight digits.',
    next: 'Enter another.',
  },
  30003: {
    msg: '请输入 6 位数字服务密码',
    action: 'processing',
    cause: 'The new password must have six digits.',
    next: 'Enter another.',
  },
  30004: {
    msg: '新服务密码与旧服务密码一致',
    action: 'processing',
    cause: 'The new password is the old one.',
    next: 'Enter another.',
  },
  30005: {
    msg: '服务密码过于简单，请重新输入',
    action: 'processing',
    cause: 'The new password is too simple: one digit, a run, or six digits of the ID card or the number.',
    next: 'Enter another.',
  },
  30006: {
    msg: '请输入 5 天前 90 天内通话过的联系人号码',
    action: 'processing',
    cause: 'The contacts are not three numbers called between 90 and 5 days ago, or not in a form that can be read.',
    next: 'Enter others.',
  },
  30007: {
    msg: '重置失败，请重试或拨打客服热线进行重置',
    action: 'reset',
    cause: 'The carrier did not set the password.',
    next: 'Start again, or call the hotline.',
  },
  30008: {
    msg: '请输入数字服务密码',
    action: 'processing',
    cause: 'The new password has something other than digits.',
    next: 'Enter another.',
  },
  30009: {
    msg: '运营商短信下发失败，请拨打客服热线进行重置',
    action: 'reset',
    cause: 'The carrier could not send the SMS of a recovery.',
    next: "Call the carrier's hotline.",
  },
  30010: {
    msg: '账号状态不正常',
    action: 'reset',
    cause: 'The carrier says that the account is not in order.',
    next: "Call the carrier's hotline.",
  },
} as const satisfies Record<number, { msg: string; action: Action; cause: string; next: string }>;

export type Code = keyof typeof codes;

/**
 * An outcome that a client must be told: a code for the subscriber, a sentence for the operator.
 *
 * `detail` goes to the log, so it names pages and steps, never what a subscriber typed or a portal printed.
 */
export class Fault extends Error {
  readonly code: Code;
  /** A short Chinese hint appended to the code's text after `：`. */
  readonly hint: string;

  constructor(code: Code, detail: string, hint = '') {
    super(detail);
    this.name = 'Fault';
    this.code = code;
    this.hint = hint;
  }
}
