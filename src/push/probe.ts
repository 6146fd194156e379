/** Tries an address as a push would, once, and tells what it answered: for an operator who sets one up. */

import { isPublicAddress, requireOpenHost } from './guard-url.ts';
import { codeOf, guardedAgent, type Outgoing, type SenderOptions, saysOk } from './send.ts';

export interface Probed {
  acknowledged: boolean;
  status: number | null;
  /** Why there is no status. */
  error: string | null;
  ms: number;
  /** The beginning of the answer. */
  answer: string;
}

const patienceMs = 10_000;
const answerBytes = 512;

export async function probe({ url, headers, body }: Outgoing, options: SenderOptions): Promise<Probed> {
  const agent = guardedAgent({ timeoutMs: patienceMs, ...options });
  const timeout = AbortSignal.timeout(patienceMs);
  const began = performance.now();
  const elapsed = () => Math.round(performance.now() - began);
  try {
    const target = new URL(url);
    if (!options.allowPrivate) requireOpenHost(target, options.isOpen ?? isPublicAddress);
    const response = await agent.request({
      origin: target.origin,
      path: target.pathname + target.search,
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'xiangdan', ...headers },
      body,
      signal: timeout,
    });
    const { statusCode: status } = response;
    const answer = await beginningOf(response.body);
    return {
      acknowledged: status >= 200 && status <= 299 && saysOk(answer),
      status,
      error: null,
      ms: elapsed(),
      answer,
    };
  } catch (error) {
    const why = timeout.aborted ? `no answer within ${patienceMs / 1000} s` : `no connection: ${codeOf(error)}`;
    return { acknowledged: false, status: null, error: why, ms: elapsed(), answer: '' };
  } finally {
    await agent.destroy();
  }
}

async function beginningOf(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= answerBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, answerBytes).toString('utf8');
}
