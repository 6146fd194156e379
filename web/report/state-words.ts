/** What the page says when it has no report to show, and what to do about it. */

import { t } from '../console/language.ts';
import type { PageState } from './open-report.ts';

interface Words {
  title: string;
  text: string;
  how?: string;
  again?: boolean;
}

export function stateWords(state: PageState): Words {
  switch (state.at) {
    case 'waiting':
      return {
        title: t('报告生成中', 'The report is being made'),
        text: t(
          '数据仍在获取或分析，请稍后重试。',
          'The data are still being fetched or analysed: try again in a while.',
        ),
        again: true,
      };
    case 'failed':
      return {
        title: t('没有报告', 'There is no report'),
        text: t(
          '本次未能从运营商取得数据，或报告未能生成。',
          'The carrier’s data could not be had, or no report could be made of them.',
        ),
      };
    case 'expired':
      return {
        title: t('授权未完成', 'Not completed'),
        text: t('本次授权超时未完成，没有数据。', 'The sign-in was not completed in time: there are no data.'),
      };
    case 'gone':
      return {
        title: t('报告已删除', 'The report is gone'),
        text: t(
          '数据已删除、已撤回同意，或不存在。',
          'Its data were erased, the consent was withdrawn, or there never was one.',
        ),
      };
    case 'refused':
      return refusal(state.why);
    default:
      return {
        title: t('暂时无法打开', 'Cannot be opened now'),
        text: t('无法连接服务，或服务出现故障。', 'The service cannot be reached, or it failed.'),
        again: true,
      };
  }
}

function refusal(why: string): Words {
  const how = t(
    '报告须凭有效期内的链接或控制台登录查看。链接由应用获取：POST /sessions/{sid}/report-link，默认 24 小时有效，最长 7 天。',
    'A report is shown for a link that has not expired, or for a console login. Apps get links from POST /sessions/{sid}/report-link: good for 24 hours unless said otherwise, for 7 days at most.',
  );
  const title = t('无法查看报告', 'This report cannot be shown');
  if (why === 'ended')
    return {
      title: t('链接已过期', 'The link has expired'),
      text: t('请向发送链接的一方索取新链接。', 'Ask whoever sent it for a new one.'),
      how,
    };
  if (why === 'link')
    return {
      title: t('链接无效', 'The link is not valid'),
      text: t('链接不完整、有误，或已被停用。', 'It is incomplete, wrong, or no longer honoured.'),
      how,
    };
  if (why === 'role')
    return {
      title,
      text: t('审计员不能查看报告，请使用操作员账号。', 'Auditors see no reports: use an operator’s account.'),
      how,
    };
  return {
    title,
    text: t('没有可用的链接，也没有登录控制台。', 'There is no link, and nobody is signed in to the console.'),
    how,
  };
}
