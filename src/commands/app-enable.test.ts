/** `app disable` and `app enable`: an app is switched off and on again, and the list says which. */

import { expect, onTestFinished, test } from 'vitest';
import { runCli } from '../../test/cli-process.ts';
import { newTestPlace } from '../../test/store-kinds.ts';

test('a disabled app is listed as such, and as active once it is enabled', async () => {
  const place = await newTestPlace('pglite');
  onTestFinished(() => place.remove());
  const app = (...words: string[]) => runCli(['app', ...words], { DATA_DIR: place.dataDir });

  const { appid } = JSON.parse(app('create', 'one').stdout);
  expect(JSON.parse(app('disable', appid).stdout)).toEqual({ appid, disabled: true });
  expect(app('list').stdout).toContain(`${appid}  disabled`);
  expect(JSON.parse(app('enable', appid).stdout)).toEqual({ appid, disabled: false });
  expect(app('list').stdout).toContain(`${appid}  active`);
  expect(app('enable', 'nobody')).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/^Found no app "nobody", expected one of those that app list shows\.\n/),
  });
}, 120_000);
