import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { IncidentDetail, IncidentEvent } from '../../server/api/incidents/schema.ts';
import type { SignedIn } from '../../server/api/session/schema.ts';
import { mapDrawn, sessionOf, useBrowser } from '../helpers/browser.ts';
import { tell } from './accounts.ts';
import { ask } from './city.ts';

const browser = useBrowser();
/** Small, as three maps are drawn at once without a graphics card. */
const desk = { viewport: { width: 1000, height: 700 } };
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** Where the grid worker of the demo has their duty: its code and a point inside it. */
async function workersGrid(): Promise<{ area_code: string; centre: [number, number] }> {
  const { caller } = await tell<{ caller: SignedIn }>('GET', 'session', null, await sessionOf('grid-worker'));
  const { area_code } = caller.grants[0]!;
  const { centre } = await ask<{ centre: [number, number] }>(`areas/${area_code}`);
  return { area_code, centre };
}

/** Reports on the public page by typing, without the map; gives the follow-up code. */
async function report(page: Page, title: string, [longitude, latitude]: [number, number]): Promise<string> {
  await page.getByText('地图用不了？直接填经纬度').click();
  await page.getByLabel('经度，纬度').fill(`${longitude}, ${latitude}`);
  await page.getByText('公共设施', { exact: true }).click();
  await page.getByLabel('一句话说明').fill(title);
  await page.getByRole('button', { name: '上报', exact: true }).click();
  await page.getByRole('heading', { name: '已收到' }).waitFor();
  return (await page.locator('code').innerText()).replace(/\s/g, '');
}

/** The number of the incident with a title, as the list of whoever sees it has it. */
async function numberOf(title: string): Promise<number> {
  const { items } = await ask<{ items: { id: number; title: string }[] }>('incidents?limit=20');
  return items.find((item) => item.title === title)!.id;
}

const step = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first();
const submit = (page: Page, name: string) =>
  page.locator('jw-move-form').getByRole('button', { name, exact: true }).click();
const standing = (page: Page, words: string) =>
  page.locator('jw-incident-panel').getByText(words, { exact: true }).first();

describe('the loop of an incident', () => {
  it('is walked by resident, secretary, worker and department at once, each seeing it move', async () => {
    const { centre } = await workersGrid();
    const title = `井盖松动 ${Date.now().toString(36)}`;
    await using resident = await browser.open('/report', { as: null, ...phone });
    const code = await report(resident.page, title, centre);
    const id = await numberOf(title);
    const at = `/#v=1&at=incident:${id}`;

    await using secretary = await browser.open(at, { as: 'community-secretary', ...desk });
    await using worker = await browser.open(at, { as: 'grid-worker', ...desk });
    await using officer = await browser.open(at, { as: 'department-officer', ...desk });
    for (const { page } of [secretary, worker, officer]) {
      await mapDrawn(page);
      await page.getByRole('heading', { level: 2, name: title }).waitFor();
      await page.getByText('实时', { exact: true }).waitFor();
    }

    // Nothing outside the catalogue goes to a grid without an approval.
    await step(secretary.page, '分流').click();
    await secretary.page.getByLabel('处理单位').selectOption({ index: 0 });
    await secretary.page.getByLabel('准入审批文号').fill('澄网格准〔2026〕12号');
    await submit(secretary.page, '分流');

    await standing(worker.page, '已分流').waitFor();
    await step(worker.page, '签收').click();
    await standing(worker.page, '已签收').waitFor();
    await step(worker.page, '更多操作').click();
    await step(worker.page, '吹哨').click();
    await worker.page.getByLabel('城市管理执法').check();
    await submit(worker.page, '吹哨');

    await step(officer.page, '部门报到').click();
    await submit(officer.page, '部门报到');
    await worker.page.locator('jw-whistle-list').getByText('后到场').waitFor();

    await step(worker.page, '办结').click();
    await worker.page.getByLabel('处理情况').fill('井盖已更换，周边路面已清理。');
    await submit(worker.page, '办结');
    await standing(secretary.page, '已办结').waitFor();

    await resident.page.goto(`${new URL(resident.page.url()).origin}/report#code&follow=${code}`);
    await resident.page.getByText('井盖已更换，周边路面已清理。').waitFor();
    await resident.page.getByText('很满意', { exact: true }).click();
    await resident.page.getByRole('button', { name: '提交评价', exact: true }).click();
    await standing(worker.page, '已评价').waitFor();

    const { events, incident } = await ask<IncidentDetail>(`incidents/${id}`);
    const kinds = events.map(({ kind }: IncidentEvent) => kind);
    expect(kinds).toEqual([
      'found',
      'reported',
      'dispatched',
      'accepted',
      'whistled',
      'arrived',
      'handling',
      'resolved',
      'verified',
      'evaluated',
    ]);
    expect(incident).toMatchObject({ status: 'evaluated', rating: 5, settled_at: 'grid' });
    for (const { faults } of [resident, secretary, worker, officer]) expect(faults).toEqual([]);
  }, 240_000);
});
