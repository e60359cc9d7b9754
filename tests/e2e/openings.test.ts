import { describe, expect, it } from 'vitest';
import type { SessionState } from '../../server/api/session/schema.ts';
import { seriousFaults } from '../helpers/axe.ts';
import { mapDrawn, useBrowser } from '../helpers/browser.ts';
import { focused, tabTo } from '../helpers/keyboard.ts';
import { settledPerson, tell } from './accounts.ts';
import { answerTo, doorsOf, openedBy } from './household-doors.ts';

const browser = useBrowser();

describe("a household's file", () => {
  it('opens by keyboard for a stated purpose, closes, and says who has seen it', async () => {
    const [id] = await doorsOf('grid-worker', 1);
    await using opened = await browser.open(`/#v=1&at=household:${id}`, { as: 'grid-worker' });
    const { page, faults } = opened;
    const panel = page.locator('jw-household-panel');
    await page.locator('jw-household-opening').waitFor();
    await mapDrawn(page);
    expect(await panel.locator('.lines').count()).toBe(0);
    expect(await seriousFaults(page)).toEqual([]);

    const button = ({ tag, text }: { tag: string; text: string }) => tag === 'button' && text === '打开档案';
    await tabTo(page, button);
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('请先选择查看目的').waitFor();
    await expect.poll(async () => (await focused(page)).tag).toBe('input');
    await page.keyboard.press('Space');
    await tabTo(page, button);
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await focused(page)).text).toBe('关闭档案');

    const { file, opening } = await answerTo<Awaited<ReturnType<typeof openedBy>>>('grid-worker', `households/${id}`);
    const names = file!.residents.map(({ name }) => name);
    expect(names.filter((name) => name.includes('*'))).toEqual([]);
    expect(await panel.locator('.name').allTextContents()).toEqual(names);
    expect(opening!.purpose).toBe('visit');
    const phones = file!.residents.flatMap(({ phone }) => (phone ? [`tel:${phone}`] : []));
    const links = await panel.locator('a[href^="tel:"]').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
    expect(links).toEqual(phones);
    expect(await seriousFaults(page)).toEqual([]);

    await page.keyboard.press('Enter');
    await page.getByText('档案已关闭。').waitFor();
    expect(await panel.locator('.name').count()).toBe(0);
    await expect.poll(async () => (await focused(page)).tag).toBe('h2');

    const { caller } = await answerTo<SessionState>('grid-worker', 'session');
    await page.getByRole('button', { name: '谁看过' }).click();
    const look = page.locator('jw-household-looks li').first();
    await look.waitFor();
    expect((await look.textContent())!.replace(/\s+/g, ' ')).toContain(`${caller!.display_name} 网格员`);
    expect(faults).toEqual([]);
  });

  it('closes by itself when its time is over and keeps the place', async () => {
    const [, id] = await doorsOf('grid-worker', 2);
    await using opened = await browser.open(`/#v=1&at=household:${id}`, { as: 'grid-worker' });
    const { page, faults } = opened;
    await page.locator('jw-household-opening').waitFor();
    await page.clock.install();
    await page.getByRole('radio', { name: '信息核对' }).check();
    await page.getByRole('button', { name: '打开档案' }).click();
    await page.getByRole('timer').waitFor();
    await page.clock.fastForward('14:30');
    await page.getByText('还有不到1分钟').waitFor({ state: 'attached' });
    await page.clock.fastForward('01:00');
    await page.getByText('查看时间已到，档案已关闭。').waitFor();
    expect(await page.locator('jw-household-panel .name').count()).toBe(0);
    expect(await page.locator('jw-household-opening').count()).toBe(1);
    expect(new URL(page.url()).hash).toContain(`at=household:${id}`);
    expect(faults).toEqual([]);
  });
});

describe('the log of openings', () => {
  it('shows the supervisor who opened which door and why, and leads to it', async () => {
    const [, , id] = await doorsOf('grid-worker', 3);
    await openedBy('grid-worker', id!, 'service');
    const { caller } = await answerTo<SessionState>('grid-worker', 'session');
    await using opened = await browser.open('/admin#openings', { as: 'street-leader' });
    const { page, faults } = opened;
    const log = page.locator('jw-openings-log');
    const row = log.locator('tbody tr').filter({ hasText: caller!.display_name }).filter({ hasText: '办理服务' });
    await row.first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);

    await log.getByRole('searchbox').fill('没有这样的词');
    await log.getByText('已列出的记录里没有符合的').waitFor();
    await log.getByRole('searchbox').fill(`${caller!.display_name} 办理服务`);
    await row.first().waitFor();
    await row.first().getByRole('button').click();
    await log.getByText(`只看${caller!.display_name}`).waitFor();
    expect(page.url()).toContain(`account_id=${caller!.account_id}`);
    await row.first().getByRole('link').click();
    await page.locator('jw-household-panel').waitFor();
    expect(new URL(page.url()).hash).toContain(`at=household:${id}`);
    expect(faults).toEqual([]);
  });

  it('teaches what will stand here while there is nothing', async () => {
    await using opened = await browser.open('/admin#openings&from=2001-01-01&to=2001-01-02', { as: 'street-leader' });
    await opened.page.getByText('这段时间没有人打开过住户档案').waitFor();
    expect(opened.faults).toEqual([]);
  });
});

describe('an alert', () => {
  it('is raised by too many openings, seen by the auditor and handled with a note', async () => {
    const doors = await doorsOf('community-secretary', 21);
    // Somebody of this test's own: whoever has opened that many opens no more for ten minutes, in no other test either.
    const { caller } = await answerTo<SessionState>('community-secretary', 'session');
    const { display_name, session } = await settledPerson(
      '闻人众',
      'community_secretary',
      caller!.grants[0]!.area_code,
    );
    const open = (id: number) => tell('POST', `households/${id}/openings`, { purpose: 'check' }, session);
    for (const id of doors.slice(0, 20)) await open(id);
    await expect(open(doors[20]!)).rejects.toThrow('429');
    await using opened = await browser.open('/admin#alerts', { as: 'auditor' });
    const { page, faults } = opened;
    const card = page.locator('jw-alert-list .open > li').filter({ hasText: display_name }).first();
    await card.waitFor();
    expect((await card.locator('dd').first().textContent())!.trim()).toBe('20次');
    expect(await seriousFaults(page)).toEqual([]);
    await card.getByRole('button', { name: '核查' }).click();
    await page.keyboard.type('节前集中核对，已与社区核实');
    await page.keyboard.press('Enter');
    const past = page.locator('jw-alert-list table tr').filter({ hasText: '节前集中核对，已与社区核实' });
    await past.waitFor();
    expect(await past.textContent()).toContain(display_name);
    expect(await card.count()).toBe(0);
    expect(faults).toEqual([]);
  });
});
