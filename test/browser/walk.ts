/** Steps of a subscriber on the phone page, with what the sandbox's phone and pictures show. */

import type { Page } from 'playwright-core';
import type { HostedWire } from './hosted-wire.ts';

export async function heading(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { name, exact: true }).waitFor();
}

export async function agree(page: Page): Promise<void> {
  await page.getByRole('checkbox').first().waitFor();
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await page.getByRole('button', { name: '同意并继续' }).click();
}

export async function submit(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(提交|下一步)$/ }).click();
}

/** From a fresh link to the first question of the carrier. */
export async function startAt(wire: HostedWire, page: Page, tel: string): Promise<void> {
  await page.goto(await wire.newLink({ tel }));
  await agree(page);
  await submit(page);
  await page.getByRole('heading', { name: /^登录/ }).waitFor();
}

/** Fills in, truthfully but for what `known` says, every field that is there, and submits. */
export async function answer(
  wire: HostedWire,
  page: Page,
  tel: string,
  known: Record<string, string> = {},
): Promise<void> {
  const { pin, name: full_name, id_card } = await wire.subscriber(tel);
  const truths: Record<string, () => Promise<string>> = {
    pin_pwd: async () => pin,
    full_name: async () => full_name,
    id_card: async () => id_card,
    captcha_code: () => wire.captcha(tel),
    // As it is pasted from the message.
    sms_code: async () => `${await wire.lastCode(tel)} `,
    // As the page says: the one in the message that was sent for signing in.
    login_code: async () =>
      (await wire.subscriber(tel)).sms.findLast(({ text }) => text.includes('登录网上营业厅'))?.code ?? '',
  };
  for (const input of await page.locator('form input').all()) {
    const name = (await input.getAttribute('name')) ?? '';
    await input.fill(known[name] ?? (await truths[name]?.()) ?? '');
  }
  await submit(page);
}
