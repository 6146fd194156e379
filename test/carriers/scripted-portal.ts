/** A portal on 127.0.0.1 that says what a test wants to hear, and remembers what it was asked. */

import { createServer } from 'node:http';

/** A page's text; null cuts the connection; `goTo` is a path to be redirected to; `status` with whatever headers it needs. */
export type Said = string | null | { goTo: string } | { status: number; headers: Record<string, string> };

/** `fields`: query and form together. `nth`: how often this page was asked before. */
export type Line = (fields: URLSearchParams, nth: number) => Said | Promise<Said>;

export interface ScriptedPortal {
  baseUrl: string;
  /** Last parts of the paths asked for, in order; a number at the end of a path is left out. */
  asked: string[];
  /** The most requests that were open at the same time. */
  mostAtOnce(): number;
}

/** Runs `play` against a portal whose script is keyed by the last part of a page's path; `''` answers for the others. */
export async function withScriptedPortal(
  script: Readonly<Record<string, Line>>,
  play: (portal: ScriptedPortal) => Promise<void>,
): Promise<void> {
  const asked: string[] = [];
  let open = 0;
  let most = 0;
  const server = createServer(async (request, response) => {
    most = Math.max(most, ++open);
    const url = new URL(request.url ?? '', 'http://portal');
    const fields = new URLSearchParams(url.search);
    const form = (await request.setEncoding('utf8').toArray()).join('');
    for (const [key, value] of new URLSearchParams(form)) fields.set(key, value);
    const page = url.pathname.split('/').findLast((part) => !/^\d*$/.test(part)) ?? '';
    const nth = asked.filter((earlier) => earlier === page).length;
    asked.push(page);
    const line = script[page] ?? script[''];
    const said = line === undefined ? 'nothing was scripted' : await line(fields, nth);
    open--;
    if (said === null) request.socket.destroy();
    else if (typeof said === 'string')
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(said);
    else if ('goTo' in said) response.writeHead(302, { location: said.goTo }).end();
    else response.writeHead(said.status, said.headers).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    await play({ baseUrl: `http://127.0.0.1:${address.port}`, asked, mostAtOnce: () => most });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
