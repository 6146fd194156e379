/** What a client is told when it asks wrongly: the code, what to do next, and an object in `data` whatever happened (§20). */

import { gzipSync } from 'node:zlib';
import { type Host, nowText } from './host.ts';
import { dataOf, type Line, line, textIn, wrong } from './line.ts';
import { isObject } from './send.ts';
import { unknownSid } from './tokens.ts';

export async function* refusalChecks(host: Host): AsyncGenerator<Line> {
  for (const path of ['verify', 'verify/captcha', 'verify/sms', 'record', 'report']) {
    yield line(
      `/calls/${path} of an unknown session`,
      '4016 reset',
      await host.call(`/calls/${path}`, { sid: unknownSid }),
    );
  }
  for (const path of ['/cuishou', '/itag']) {
    yield line(`${path} of an unknown session`, '4016 reset', await host.call(path, { sid: unknownSid }));
  }
  yield line('flow without a number is over', '4001 reset', await host.call('/calls/flow'));
  yield line('flow with what is no number', '4001 reset', await host.call('/calls/flow', { tel: '12345' }));
  const missing = await host.call('/calls/record');
  const msg = textIn(missing.envelope ?? {}, 'msg');
  yield line('msg names the parameter that is missing', 'API 参数错误：缺少 sid', msg);

  yield line('recovery without anything', '4001 processing', await host.call('/forget/pwd'));
  const tid = `TID${'0'.repeat(20)}`;
  yield line('an unknown recovery', '4016 reset', await host.call('/forget/pwd', { tid, sms_code: '123456' }));
  const both = { tid, sms_code: '123456', new_pwd: '407316' };
  yield line('two answers to a recovery at once', '4001 processing', await host.call('/forget/pwd', both));
  const astray = { tel: '13001000012', user_name: '张三', user_id: '990123199003071239' };
  yield line('a recovery that begins at /calls/verify', '4001 processing', await host.call('/calls/verify', astray));
}

export async function* signedChecks(host: Host): AsyncGenerator<Line> {
  const target = (path: string, params: Record<string, string> = {}) => `${path}?${host.signedQuery(params)}`;
  const own = JSON.stringify({
    tel: '13001000012',
    call_log: [{ call_tel: '13001000013', call_time: Number(nowText()) - 86_400, call_duration: 61, call_method: 1 }],
  });
  const path = '/busi/genCuiShou';
  yield line('the score of own calls', '0 done', await host.send({ target: target(path, { uid: 'u1' }), body: own }));
  yield line('own calls gzipped', '0 done', await host.send({ target: target(path), body: gzipSync(own) }));
  const forged = target(path).replace(/sig=../, 'sig=zz');
  yield line('own calls with a wrong sig', '4005 reset', await host.send({ target: forged, body: own }));
  yield line('one number is looked up', '0 done', await host.send({ target: target('/itag/', { tel: '10086' }) }));
  const batch = await host.send({ target: target('/batch/'), body: '["10086","13001000012"]' });
  yield line('many numbers are looked up', '0 done', batch);
  const result = await host.send({ target: target('/batchResult/', { tid: textIn(dataOf(batch), 'tid') }) });
  const { tags } = dataOf(result);
  yield line(
    'their result, gzipped although nobody asked for it',
    'right',
    wrong({ gzip: result.encoding === 'gzip', tags: isObject(tags) && Object.keys(tags).length === 2 }),
  );
}
