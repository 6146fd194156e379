/** What a subscriber consents to, word for word: the page shows these bytes, and the consent's row holds their hash. */

/** To be raised with every change of a word below: consents say which version they were given to. */
export const consentTextVersion = '2026-11-28';

export const consentLanguages = ['zh', 'en'] as const;
export type ConsentLanguage = (typeof consentLanguages)[number];

/** Fetching from the carrier, the report for the named recipient, and keeping both for so long. */
export const consentPurposes = ['fetch', 'report', 'keep'] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

/** What the texts name: the app that receives the report, and for how many days it is kept. */
export interface ConsentTerms {
  recipient: string;
  keptDays: number;
  language: ConsentLanguage;
}

const texts: Record<ConsentLanguage, Record<ConsentPurpose, (terms: ConsentTerms) => string>> = {
  zh: {
    fetch: () =>
      '我同意本服务使用我在此输入的信息登录我的运营商账户，查询我最近六个月的通话详单和账单。服务密码和验证码仅用于本次登录，不作保存。',
    report: ({ recipient }) => `我同意本服务根据查询结果生成核验报告，并将详单、账单和报告提供给「${recipient}」。`,
    keep: ({ keptDays }) =>
      `我同意本服务加密保存上述数据 ${keptDays} 天，到期删除。在此之前，我可以随时撤回同意或要求删除。`,
  },
  en: {
    fetch: () =>
      'I agree that this service signs in to my carrier with what I enter here and fetches my calls and bills of the last six months. The service password and the codes serve this sign-in alone and are not kept.',
    report: ({ recipient }) =>
      `I agree that this service makes a verification report of them, and hands calls, bills and report to "${recipient}".`,
    keep: ({ keptDays }) =>
      `I agree that this service keeps these data, encrypted, for ${keptDays} days and then deletes them. Until then I may withdraw this consent or have them erased at any time.`,
  },
};

/** One paragraph per purpose, in the order in which they are shown. */
export function consentParagraphs(terms: ConsentTerms): { purpose: ConsentPurpose; text: string }[] {
  return consentPurposes.map((purpose) => ({ purpose, text: texts[terms.language][purpose](terms) }));
}

/** What is hashed: the paragraphs, each on a line of its own. */
export function consentText(terms: ConsentTerms): string {
  return consentParagraphs(terms)
    .map(({ text }) => text)
    .join('\n');
}
