/** For tests: the browser of a subscriber, which keeps one portal's cookies, names where it comes from and follows no redirect. */

export interface TestBrowser {
  /** The names and values that it would send now. */
  cookies: Map<string, string>;
  get(path: string, query?: Record<string, string>): Promise<Response>;
  /** Posts a form. */
  post(path: string, form?: Record<string, string>): Promise<Response>;
  /** Posts a body that is no form in UTF-8. */
  postBody(path: string, body: string | Uint8Array<ArrayBuffer>, contentType: string): Promise<Response>;
}

/** `root` is where the paths begin: `http://127.0.0.1:8090/unicom`. */
export function openTestBrowser(root: string, cookies = new Map<string, string>()): TestBrowser {
  async function send(path: string, init: RequestInit, contentType?: string): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${root}${path}`, {
      ...init,
      headers: { cookie, referer: `${root}/`, ...(contentType === undefined ? {} : { 'content-type': contentType }) },
      redirect: 'manual',
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) cookies.set(name, value);
    }
    return response;
  }
  return {
    cookies,
    get: (path, query = {}) => send(`${path}?${new URLSearchParams(query)}`, {}),
    post: (path, form = {}) => send(path, { method: 'POST', body: new URLSearchParams(form) }),
    postBody: (path, body, contentType) => send(path, { method: 'POST', body }, contentType),
  };
}
