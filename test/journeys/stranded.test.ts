/** A session whose job died for good is not polled for ever. */

import { describe, expect, test } from 'vitest';
import { rescueStranded } from '../../src/jobs/rescue-stranded.ts';
import { storeKinds } from '../store-kinds.ts';
import { openTestWire } from '../test-wire.ts';

describe.each(storeKinds)('on %s', (kind) => {
  test('a signed-in session that lost its job gets a new one after two minutes, and its report', async () => {
    const wire = await openTestWire(kind);
    const tel = '13061300045';
    const { pin } = await wire.subscriber(tel);
    const { data } = await wire.call('/calls/flow', { tel });
    expect(await wire.call('/calls/login', { sid: data.sid, tel, pin_pwd: pin })).toMatchObject({ action: 'done' });
    wire.loseJobs();
    await rescueStranded(wire.journey);
    await wire.runJobs();
    expect(await wire.call('/calls/report', { sid: data.sid })).toMatchObject({ status: 3101 });

    wire.clock.now += 121;
    await rescueStranded(wire.journey);
    await wire.runJobs();
    expect(await wire.call('/calls/report', { sid: data.sid })).toMatchObject({ status: 0, action: 'done' });
    await wire.close();
  });
});
