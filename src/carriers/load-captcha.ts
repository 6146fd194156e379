/** Fetches a captcha's image as the client is to be shown it. */

import type { StepContext } from './connector.ts';
import { PortalTrouble } from './portal-trouble.ts';

/** Base64 of the image at `path`. Throws a PortalTrouble when what comes is no image. */
export async function loadCaptcha(
  { portal }: StepContext,
  path: string,
  query: Readonly<Record<string, string>>,
): Promise<string> {
  const { bytes, contentType } = await portal.get(path, { query });
  if (!contentType.startsWith('image/')) throw new PortalTrouble('unknownPage', path);
  return Buffer.from(bytes).toString('base64');
}
