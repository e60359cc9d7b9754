import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import type { NewPairing, OwnWall } from '../../server/api/wall/schema.ts';
import type { RemoteWalls, Wall } from '../../server/api/walls/schema.ts';
import { seriousFaults } from '../helpers/axe.ts';
import { sessionOf, useBrowser } from '../helpers/browser.ts';
import { tell } from './accounts.ts';

const browser = useBrowser();
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
/** Small, as every point of a wall is drawn without a graphics card here. */
const small = { width: 960, height: 540 };
const waits = { timeout: 30_000 };

/** The scene that a wall's page shows. */
const sceneOf = (page: Page) => page.evaluate(() => document.documentElement.dataset.scene ?? null);

/** The code of six digits that a screen shows. */
async function codeOn(page: Page): Promise<string> {
  const shown = page.locator('jw-pairing .code');
  await expect.poll(async () => (await shown.textContent())?.replace(/\D/g, ''), waits).toMatch(/^\d{6}$/);
  return (await shown.textContent())!.replace(/\D/g, '');
}

/** A new wall over the area of somebody's first duty, without a screen. */
async function newWall(login: string, name: string): Promise<Wall> {
  const as = await sessionOf(login);
  const { caller } = await tell<{ caller: { rights: { wall: string[] } } }>('GET', 'session', null, as);
  const area_code = caller.rights.wall[0]!;
  return tell<Wall>(
    'POST',
    'walls',
    { name: `${name}${Date.now().toString(36)}`, area_code, column_count: 2, row_count: 1 },
    as,
  );
}

describe('a wall', () => {
  it('is let in from a phone, steered from it, and follows', async () => {
    const wall = await newWall('street-leader', '街道');
    await using screenOpened = await browser.open('/wall', { as: null, viewport: small });
    const screen = screenOpened.page;
    const code = await codeOn(screen);
    await using phoneOpened = await browser.open(`/remote#let-in&code=${code}`, { as: 'street-leader', ...phone });
    const remote = phoneOpened.page;
    await remote.getByLabel('接到哪块大屏').selectOption(String(wall.id));
    await remote.getByRole('radio', { name: '2号屏 空着' }).check({ force: true });
    await remote.getByRole('button', { name: '接入', exact: true }).click();
    await remote.getByText(`接好了。${wall.name}的2号屏几秒内亮起。`).waitFor(waits);
    await expect.poll(() => sceneOf(screen), { timeout: 60_000 }).not.toBeNull();

    await remote.getByRole('link', { name: '去遥控' }).click();
    await remote.getByRole('button', { name: /^未结与超期/ }).click();
    await remote.getByText('大屏已收到').waitFor(waits);
    await expect.poll(() => sceneOf(screen), waits).toBe('overdue');
    await remote.getByRole('button', { name: '固定活地图' }).click();
    await remote.getByRole('button', { name: '直到放开' }).click();
    await expect.poll(() => sceneOf(screen), waits).toBe('living');
    await remote.getByText('一直停在这里').waitFor();
    await remote.getByRole('button', { name: '回到计划' }).click();
    await expect.poll(() => remote.getByText('一直停在这里').count(), waits).toBe(0);
    expect((await kept(wall))?.state).toMatchObject({ turn: null, pinned: null });
    expect(await seriousFaults(remote)).toEqual([]);
    expect(phoneOpened.faults).toEqual([]);
    await drop(wall);
  });

  it('is steered by whoever reads its code, and by nobody with another', async () => {
    const wall = await newWall('street-leader', '遥控');
    const own = await ownWall(wall);
    await using opened = await browser.open('/remote', { as: 'grid-worker', ...phone });
    const { page } = opened;
    const wrong = own.remote.code === '000000' ? '111111' : '000000';
    await page.getByLabel('遥控码').fill(wrong);
    await page.locator('.fault').getByRole('alert').waitFor();
    expect(await page.locator('jw-remote-wall').count()).toBe(0);
    await page.getByLabel('遥控码').fill(own.remote.code);
    await page.getByRole('heading', { name: wall.name }).waitFor(waits);
    await page.getByRole('button', { name: /^巡逻值守/ }).click();
    await page.getByText('大屏已收到').waitFor(waits);
    expect((await kept(wall))?.state.turn?.scene).toBe('patrol');
    expect(await page.getByRole('link', { name: '接入一块屏幕' }).count()).toBe(0);
    expect(await seriousFaults(page)).toEqual([]);
    await drop(wall);
  });

  it('comes to the screen of somebody with the right by itself, and goes back to waiting when it is shut out', async () => {
    const wall = await newWall('street-leader', '本机');
    await using opened = await browser.open('/wall', { as: 'street-leader', viewport: small });
    const { page } = opened;
    await page.getByLabel('大屏', { exact: true }).selectOption(String(wall.id));
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '在这里显示大屏' }).click();
    await expect.poll(() => sceneOf(page), { timeout: 60_000 }).not.toBeNull();
    const screens = (await kept(wall))?.screens;
    expect(screens?.map(({ part }) => part)).toEqual([1]);
    const as = await sessionOf('street-leader');
    await tell('DELETE', `walls/${wall.id}/screens/${screens![0]!.token_id}`, null, as);
    await page.reload();
    await codeOn(page);
    await drop(wall);
  });
});

describe('the administration of walls', () => {
  it('changes a plan, and gives the product’s back', async () => {
    const wall = await newWall('street-leader', '计划');
    await using opened = await browser.open('/admin#walls', { as: 'street-leader' });
    const { page, faults } = opened;
    const record = page.locator('jw-wall-record').filter({ hasText: wall.name });
    await record.getByRole('button', { name: '计划', exact: true }).click();
    await record.getByRole('button', { name: '加一个时段' }).click();
    await record.getByRole('button', { name: '保存计划' }).click();
    await record.getByText('已保存，大屏随即照做。').waitFor();
    expect((await kept(wall))?.plan?.entries[0]).toMatchObject({ days: 'every', from: '08:00', to: '18:00' });
    await record.getByRole('button', { name: '恢复自带的计划' }).click();
    await record.getByRole('button', { name: '恢复自带的计划' }).click();
    await expect.poll(async () => (await kept(wall))?.plan).toBeNull();
    await page.getByRole('button', { name: /^场景/ }).click();
    await page.getByRole('button', { name: /^夜间值守/ }).click();
    await page.getByText('由负责全区大屏的人修改').waitFor();
    expect(await page.getByRole('button', { name: '保存场景' }).count()).toBe(0);
    expect(await seriousFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
    await drop(wall);
  });

  it('changes a scene, says what is wrong where it is wrong, and gives the product’s back', async () => {
    await using opened = await browser.open('/admin#walls', { as: 'district-leader' });
    const { page, faults } = opened;
    await page.getByRole('button', { name: /^场景/ }).click();
    await page.getByRole('button', { name: /^夜间值守/ }).click();
    const editor = page.locator('jw-scene-editor');
    await editor.getByLabel('俯仰（度）').fill('90');
    await editor.getByRole('button', { name: '保存场景' }).click();
    await editor.getByRole('alert').waitFor();
    expect(await editor.getByLabel('俯仰（度）').getAttribute('aria-invalid')).toBe('true');
    await editor.getByLabel('俯仰（度）').fill('20');
    await editor.getByRole('button', { name: '保存场景' }).click();
    await editor.getByText('已保存，各大屏随即更新。').waitFor();
    await page.getByRole('button', { name: /^夜间值守\s*改过/ }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await editor.getByRole('button', { name: '恢复自带的样子' }).click();
    await editor.getByRole('button', { name: '恢复自带的样子' }).click();
    await page.getByRole('button', { name: /^夜间值守\s*自带/ }).waitFor();
    // A browser tells of the refusal that the sentence was about.
    expect(faults.filter((fault) => !fault.includes('400'))).toEqual([]);
  });
});

/** A wall as it is now. */
async function kept({ id }: Wall): Promise<Wall | undefined> {
  const { walls } = await tell<RemoteWalls>('GET', 'walls', null, await sessionOf('street-leader'));
  return walls.find((wall) => wall.id === id);
}

/** Takes a wall away again, so that another run begins as this one did. */
async function drop({ id }: Wall): Promise<void> {
  await tell('DELETE', `walls/${id}`, null, await sessionOf('street-leader'));
}

/** What a screen of a wall knows of it: lets one in to ask. */
async function ownWall({ id }: Wall): Promise<OwnWall> {
  const post = (route: string, body: unknown) =>
    fetch(`${inject('address')}/api/wall/${route}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: inject('address') },
      body: JSON.stringify(body),
    });
  const { code, secret } = (await (await post('pairing', {})).json()) as NewPairing;
  await tell('POST', `walls/${id}/screens`, { code, part: 1 }, await sessionOf('street-leader'));
  const [cookie] = (await post('pairing/claim', { secret })).headers.getSetCookie();
  const headers = { Cookie: cookie!.split(';')[0]!, 'Jingwei-Wall': '1' };
  return (await (await fetch(`${inject('address')}/api/wall`, { headers })).json()) as OwnWall;
}
