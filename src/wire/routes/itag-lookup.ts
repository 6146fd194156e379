/** `GET /itag/?apikey&tel&sig` (wire contract §8): what is known of one number, in the entry of §17. */

import { tagEntry } from '../../directory/itag.ts';
import { Fault } from '../../errors.ts';
import type { Journey } from '../../journey/journey.ts';
import { directoryFor } from '../../journey/tag-lists.ts';
import { type Envelope, succeed } from '../envelope.ts';
import { authenticateSigned } from '../signed-call.ts';
import type { TokenDesk } from '../tokens.ts';

/** Throws 4001 for what is no number, and what `authenticateSigned` throws. */
export async function lookUpTag(
  journey: Journey,
  desk: TokenDesk,
  { search, address }: { search: string; address: string },
  tel: string | undefined,
): Promise<Envelope> {
  const { appid } = await authenticateSigned(desk, {
    search,
    address,
    scope: 'tags',
    sig: 'required',
    time: 'optional',
  });
  if (tel === undefined) throw new Fault(4001, 'tel is missing', '缺少 tel');
  const entry = tagEntry(await directoryFor(journey, appid), tel);
  if (entry === null) throw new Fault(4001, 'tel is no number', 'tel 格式不正确');
  return succeed('done', entry);
}
