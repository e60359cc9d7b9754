import { describe, expect, it } from 'vitest';
import type { DiaryPage } from '../../server/api/diary/schema.ts';
import { seriousFaults } from '../helpers/axe.ts';
import { useBrowser } from '../helpers/browser.ts';
import { answerTo, askAs } from './household-doors.ts';

const browser = useBrowser();
const worker = 'grid-worker';
const leader = 'street-leader';

describe('the diary', () => {
  it('keeps an entry to its writer, and makes an incident of it in one step', async () => {
    const text = `河边护栏松了一截，孩子爱在那里玩。${Date.now()}`;
    await using opened = await browser.open('/duties#diary', { as: worker });
    const { page, faults } = opened;
    await page.getByRole('textbox', { name: '今天做了什么、听到什么' }).fill(text);
    await page.getByRole('button', { name: '记下' }).click();
    const entry = page.getByRole('article').filter({ hasText: text });
    await entry.getByRole('button', { name: '转为事件' }).click();
    const own = (await answerTo<DiaryPage>(worker, 'diary')).items.find((item) => item.text === text)!;
    expect((await answerTo<DiaryPage>(leader, 'diary')).items.map(({ id }) => id)).not.toContain(own.id);
    expect((await askAs(leader, `diary/${own.id}/proposal`)).status).toBe(404);
    await entry.getByRole('textbox', { name: '标题' }).fill('河边护栏松动');
    expect(await seriousFaults(page)).toEqual([]);
    await entry.getByRole('button', { name: '上报事件' }).click();
    await entry.getByRole('link', { name: '已转为事件' }).click();
    await page.getByRole('heading', { name: '河边护栏松动' }).waitFor();
    expect(faults).toEqual([]);
  });
});

describe('a campaign', () => {
  it('is begun by a leader; what a worker enters at a door counts for the building', async () => {
    const name = `出租房核实${Date.now()}`;
    await using begun = await browser.open('/duties#campaigns', { as: leader });
    await begun.page.getByRole('button', { name: '新建专项走访' }).click();
    await begun.page.getByRole('textbox', { name: '名称' }).fill(name);
    await begun.page.getByRole('textbox', { name: '目的和依据' }).fill('核对租住情况');
    expect(await seriousFaults(begun.page)).toEqual([]);
    await begun.page.getByRole('button', { name: '开始', exact: true }).click();
    await begun.page.getByRole('heading', { name }).waitFor();
    expect(begun.faults).toEqual([]);

    await using opened = await browser.open('/duties#campaigns', { as: worker });
    const { page, faults } = opened;
    await page.getByRole('button', { name }).click();
    const building = page.locator('jw-campaign button.part').first();
    await building.filter({ hasText: '已敲0户' }).click();
    await page.locator('jw-campaign-doors').getByRole('button', { name: '没人应' }).first().click();
    await building.filter({ hasText: '已敲1户' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.locator('jw-campaign-doors').getByRole('button', { name: '撤回' }).click();
    await building.filter({ hasText: '已敲0户' }).waitFor();
    expect(faults).toEqual([]);
  });
});
