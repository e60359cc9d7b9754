import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Emergency, EmergencySummary } from '../../server/api/emergencies/schema.ts';
import type { SignedIn } from '../../server/api/session/schema.ts';
import { seriousFaults } from '../helpers/axe.ts';
import { sessionOf, useBrowser } from '../helpers/browser.ts';
import { tell } from './accounts.ts';

const browser = useBrowser();
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** Ends whatever lasts, so that neither this run nor the next finds an emergency of another. */
async function endAll(): Promise<void> {
  const { items } = await tell<{ items: EmergencySummary[] }>('GET', 'emergencies?state=open', null);
  for (const { id } of items) {
    const { version } = await tell<Emergency>('GET', `emergencies/${id}`, null);
    await tell('POST', `emergencies/${id}/events`, { kind: 'ended', version, text: '测试收尾' });
  }
}
beforeAll(endAll);
afterAll(endAll);

/** Name of the street that the street leader of the demo answers for. */
async function streetName(): Promise<string> {
  const { caller } = await tell<{ caller: SignedIn }>('GET', 'session', null, await sessionOf('street-leader'));
  return (await tell<{ area: { name: string } }>('GET', `areas/${caller.grants[0]!.area_code}`, null)).area.name;
}

async function declareFlood(page: Page, street: string, reason: string): Promise<void> {
  await page.getByRole('link', { name: '启动应急响应' }).click();
  await page.getByLabel('范围').click();
  await page.getByRole('option', { name: street }).first().click();
  await page.getByText('防汛', { exact: true }).click();
  await page.getByRole('radio', { name: /^Ⅳ级/ }).check();
  await page.getByLabel('原因').fill(reason);
  expect(await seriousFaults(page)).toEqual([]);
  const button = page.getByRole('button', { name: '启动应急响应', exact: true });
  await button.click();
  await page.getByText(`在${street}启动防汛Ⅳ级响应`).waitFor();
  await button.click();
}

async function giveOrder(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: '下达指令', exact: true }).click();
  await page.getByLabel('内容').fill(text);
  await page.getByLabel('部门', { exact: true }).last().selectOption('urban_management');
  await page.getByRole('button', { name: '下达', exact: true }).click();
}

const card = (page: Page, text: string) => page.locator('jw-emergency-order', { hasText: text });

describe('an emergency', () => {
  it('is declared, carried out, noted in and ended by different people, each seeing what the others do', async () => {
    const street = await streetName();
    const mark = Date.now().toString(36);
    const [reason, order] = [`沿河水位上涨 ${mark}`, `清理雨水口 ${mark}`];
    const [result, note, summary] = [`雨水口已清 ${mark}`, `积水两厘米 ${mark}`, `水位回落 ${mark}`];
    await using leader = await browser.open('/emergency', { as: 'street-leader' });
    await using officer = await browser.open('/emergency', { as: 'department-officer', ...phone });
    await using worker = await browser.open('/', { as: 'grid-worker', viewport: { width: 1000, height: 700 } });
    await officer.page.getByText('现在没有应急响应', { exact: false }).waitFor();
    expect(await officer.page.getByRole('link', { name: '启动应急响应' }).count()).toBe(0);

    await declareFlood(leader.page, street, reason);
    await leader.page.locator('.reason').getByText(reason).waitFor();
    await worker.page.getByRole('link', { name: `${street} · 防汛Ⅳ级应急响应` }).click();
    await worker.page.locator('.reason').getByText(reason).waitFor();
    await officer.page
      .getByRole('link', { name: `防汛 · ${street}` })
      .first()
      .click();
    await officer.page.locator('.reason').getByText(reason).waitFor();

    await giveOrder(leader.page, order);
    const own = officer.page.locator('.own');
    await own.getByText(order).waitFor();
    expect(await seriousFaults(officer.page)).toEqual([]);
    await own.getByRole('button', { name: '签收', exact: true }).click();
    await own.getByLabel('结果（可不填）').fill(result);
    await own.getByRole('button', { name: '完成', exact: true }).click();
    await card(leader.page, order).getByText(result).waitFor();
    await card(leader.page, order).getByText('按时完成').waitFor();

    await worker.page.getByLabel('记一条').fill(note);
    await worker.page.getByRole('button', { name: '记入日志' }).click();
    for (const { page } of [leader, officer]) await page.locator('jw-emergency-log li').getByText(note).waitFor();

    await leader.page.getByRole('button', { name: '结束响应', exact: true }).click();
    await leader.page.getByLabel('总结').fill(summary);
    const end = leader.page
      .locator('jw-sure-button', { hasText: '结束响应' })
      .getByRole('button', { name: '结束响应' });
    await end.click();
    await end.click();
    for (const { page } of [officer, worker]) await page.getByRole('link', { name: '看这次的记录' }).waitFor();
    await leader.page.getByRole('link', { name: '看这次的记录' }).click();
    await leader.page.getByRole('heading', { level: 2, name: '防汛Ⅳ级应急响应记录' }).waitFor();
    const record = await leader.page.locator('jw-emergency-record article').innerText();
    for (const words of [street, reason, order, result, note, summary]) expect(record).toContain(words);
    expect(await seriousFaults(leader.page)).toEqual([]);
    for (const { faults } of [leader, officer, worker]) expect(faults).toEqual([]);
    expect((await tell<{ items: unknown[] }>('GET', 'emergencies?state=open', null)).items).toEqual([]);
    expect(new URL(leader.page.url()).origin).toBe(inject('address'));
  }, 180_000);
});
