/** Every code of §20 in one table: what the client reads, what it must do next, and the fault that carries a code. */

/** `processing`: go on with this session; `done`: finished; `reset`: begin again (wire contract §1). */
export type Action = 'processing' | 'done' | 'reset';

/** Texts are the document's own (§20), shown to subscribers verbatim; actions are wire contract §6. */
export const codes = {
  3001: { msg: '查询中', action: 'processing' },
  3100: { msg: '查询失败', action: 'reset' },
  3101: { msg: '数据生成中', action: 'processing' },
  3102: { msg: '数据生成失败', action: 'reset' },
  3997: { msg: '账户授权已过期,请联系运营人员', action: 'reset' },
  3998: { msg: '无效的 appid', action: 'reset' },
  3999: { msg: 'token 生成失败', action: 'reset' },
  4000: { msg: '无效的 token', action: 'reset' },
  4001: { msg: 'API 参数错误', action: 'processing' },
  4004: { msg: '会话已超时', action: 'reset' },
  4005: { msg: 'API 签名错误', action: 'reset' },
  4006: { msg: '运营商短信发送失败，请稍后重试', action: 'processing' },
  4007: { msg: '运营商繁忙，请稍后重试', action: 'processing' },
  4008: { msg: '验证码错误，请输入正确的验证码', action: 'processing' },
  4009: { msg: '运营商提示：短信下发次数已达到上限，请明天重试', action: 'reset' },
  4010: { msg: '姓名或身份证号错误', action: 'processing' },
  4012: { msg: '手机号或服务密码错误', action: 'processing' },
  4013: { msg: '服务密码过于简单', action: 'processing' },
  4016: { msg: '无效会话', action: 'reset' },
  4017: { msg: '运营商提示：您已在别处登录。请重新登录', action: 'reset' },
  4990: { msg: '上条短信验证码尚在有效期内，请正确输入上条短信验证码', action: 'processing' },
  9999: { msg: '系统繁忙，请稍后重试', action: 'processing' },
  20005: { msg: '运营商提示:操作过于频繁,请稍等 30 分钟后重试', action: 'reset' },
  20006: { msg: '服务密码错误次数超过上限', action: 'reset' },
  20008: { msg: '运营商禁止非实名用户查询', action: 'reset' },
  20011: { msg: '运营商提示：操作过于频繁，为保障您的账户安全，请明天重试', action: 'reset' },
  20013: { msg: '短信验证码错误或过期,新验证码已下发,请提交新的验证码', action: 'processing' },
  20014: { msg: '运营商提示：不支持初始密码登录,请重置密码后重试', action: 'reset' },
  20015: { msg: '运营商禁止该手机号办理此业务', action: 'reset' },
  20016: { msg: '运营商禁止查询该月详单，可能是过户前的信息，或者是其它特殊禁止查询情况', action: 'reset' },
  20017: { msg: '您已认证成功，请勿重复', action: 'reset' },
  20018: { msg: '此号码正在查询中,请稍后重试', action: 'processing' },
  20019: { msg: '运营商提示：输错次数过多，账号暂时锁定，请明天重试', action: 'reset' },
  20020: { msg: '运营商正在维护，请稍后重试', action: 'reset' },
  30001: { msg: '运营商暂不支持该地区服务密码在线重置，如需重置，请拨打客服热线', action: 'reset' },
  30002: { msg: '请输入 8 位数字服务密码', action: 'processing' },
  30003: { msg: '请输入 6 位数字服务密码', action: 'processing' },
  30004: { msg: '新服务密码与旧服务密码一致', action: 'processing' },
  30005: { msg: '服务密码过于简单，请重新输入', action: 'processing' },
  30006: { msg: '请输入 5 天前 90 天内通话过的联系人号码', action: 'processing' },
  30007: { msg: '重置失败，请重试或拨打客服热线进行重置', action: 'reset' },
  30008: { msg: '请输入数字服务密码', action: 'processing' },
  30009: { msg: '运营商短信下发失败，请拨打客服热线进行重置', action: 'reset' },
  30010: { msg: '账号状态不正常', action: 'reset' },
} as const satisfies Record<number, { msg: string; action: Action }>;

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
