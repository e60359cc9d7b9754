import { describe, expect, inject, it } from 'vitest';
import { seriousFaults } from '../helpers/axe.ts';
import { useBrowser } from '../helpers/browser.ts';
import { focused, tabTo } from '../helpers/keyboard.ts';
import { goodPassword, newPerson, rootArea, settledPerson, tell, typeIn } from './accounts.ts';
import { wayDown } from './city.ts';

const browser = useBrowser();
/** A refused sign-in is an answer of 401, which Chromium writes to its console. */
const refusals = (faults: string[]) => faults.filter((fault) => !/status of 4(00|01|03)/.test(fault));

describe('signing in', () => {
  it('stands in place of the page, says what was wrong, and goes on to the page', async () => {
    const { community } = await wayDown();
    await using opened = await browser.open(`/#v=1&at=area:${community.area_code}&theme=night`, { as: null });
    const { page, faults } = opened;
    await page.getByText('账号和密码印在启动本系统的终端里').waitFor();
    expect(await page.locator('jw-console').count()).toBe(0);
    await typeIn(page, 'street-leader', 'this is not it');
    await page.getByRole('alert').filter({ hasText: '密码' }).waitFor();
    expect((await focused(page)).tag).toBe('input');
    await typeIn(page, 'street-leader', inject('accounts')['street-leader']!);
    await page.getByRole('heading', { level: 2, name: community.name }).waitFor();
    expect(page.url()).toContain(`at=area:${community.area_code}`);
    expect(page.url()).toContain('theme=night');
    expect(refusals(faults)).toEqual([]);
  });

  it('is done with the keyboard alone, and in English', async () => {
    await using opened = await browser.open('/sign-in#lang=en', { as: null });
    const { page } = opened;
    await page.getByRole('heading', { level: 2, name: 'Sign in' }).waitFor();
    await page.waitForFunction(() => document.activeElement?.localName === 'jw-sign-in');
    await page.keyboard.type('grid-worker');
    await tabTo(page, ({ tag }) => tag === 'input');
    await page.keyboard.type(inject('accounts')['grid-worker']!);
    await page.keyboard.press('Enter');
    await page.locator('jw-console').waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
    expect(page.url()).toContain('lang=en');
  });

  it('asks before it sends what is empty', async () => {
    await using opened = await browser.open('/sign-in', { as: null });
    const { page, faults } = opened;
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByText('请输入账号。').waitFor();
    await page.getByLabel('账号', { exact: true }).fill('grid-worker');
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByText('请输入密码。').waitFor();
    await page.getByRole('button', { name: '显示密码' }).click();
    expect(await page.getByLabel('密码', { exact: true }).getAttribute('type')).toBe('text');
    expect(faults).toEqual([]);
  });

  it('lets nobody go on with the first password, and tells who has no duty whom to ask', async () => {
    const { person, password } = await newPerson('新来的');
    await using opened = await browser.open('/account', { as: null });
    const { page, faults } = opened;
    await typeIn(page, person.login, password);
    await page.getByRole('heading', { name: '设置您自己的密码' }).waitFor();
    await page.getByLabel('新密码').fill('1234567890');
    expect(await page.locator('.hints .met').count()).toBe(2);
    await page.getByRole('button', { name: '更改密码' }).click();
    await page.locator('jw-new-password jw-password-field.next .note:not([hidden])').waitFor();
    await page.getByLabel('新密码').fill(goodPassword);
    await page.getByRole('button', { name: '更改密码' }).click();
    await page.getByRole('heading', { name: '新来的' }).waitFor();
    await page.goto(`${inject('address')}/`);
    await page.getByRole('heading', { name: '还没有安排职责' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await tell('POST', `people/${person.id}/grants`, { role: 'grid_worker', area_code: (await rootArea()).area_code });
    await page.getByRole('button', { name: '已经添加，再看一次' }).click();
    await page.locator('jw-console').waitFor();
    expect(refusals(faults)).toEqual([]);
  });

  it('comes back when the session ends, without losing the view', async () => {
    const { grid, building } = await wayDown();
    const person = await settledPerson('会话结束', 'street_leader');
    await using opened = await browser.open('/robots.txt', { as: null });
    const { page } = opened;
    await page.context().addCookies([{ ...person.session.cookie, url: inject('address') }]);
    await page.goto(`${inject('address')}/#v=1&at=area:${grid.area_code}`);
    await page.getByRole('heading', { level: 2, name: grid.name }).waitFor();
    await tell('DELETE', 'session', null, person.session);
    await page.evaluate((id) => {
      location.hash = `v=1&at=building:${id}`;
    }, building.id);
    await page.getByLabel('账号', { exact: true }).waitFor();
    expect(await page.locator('jw-console').count()).toBe(0);
    expect(page.url()).toContain(`at=building:${building.id}`);
    await typeIn(page, person.login, goodPassword);
    await page.getByRole('heading', { level: 2, name: building.name! }).waitFor();
  });

  it('ends from the menu of the account', async () => {
    const person = await settledPerson('要退出的', 'street_leader');
    await using opened = await browser.open('/robots.txt', { as: null });
    const { page } = opened;
    await page.context().addCookies([{ ...person.session.cookie, url: inject('address') }]);
    await page.goto(`${inject('address')}/admin`);
    await page.getByRole('button', { name: '账号：要退出的' }).click();
    await page.keyboard.press('Escape');
    expect((await focused(page)).text).toBe('要退出的');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.getByLabel('账号', { exact: true }).waitFor();
    const answer = await fetch(`${inject('address')}/api/account`, { headers: person.session.headers });
    expect(answer.status).toBe(401);
  });

  it('takes a wall in by its token, which stands in no address', async () => {
    await using opened = await browser.open('/sign-in', { as: null });
    const { page } = opened;
    await page.getByRole('link', { name: '这是一块指挥大屏' }).click();
    await page.getByRole('button', { name: '用大屏令牌接入' }).click();
    await page.getByLabel('大屏令牌').fill(inject('accounts').wall!);
    await page.getByRole('button', { name: '接入', exact: true }).click();
    await page.waitForFunction(() => document.documentElement.dataset.scene);
    expect(page.url()).not.toContain(inject('accounts').wall!);
  });

  it('has nothing serious for axe, by day, by night and on a phone', async () => {
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
    const found: string[] = [];
    for (const [theme, options] of [
      ['day', {}],
      ['night', {}],
      ['night', phone],
    ] as const) {
      await using opened = await browser.open(`/sign-in#theme=${theme}`, { as: null, ...options });
      await opened.page.getByLabel('账号', { exact: true }).waitFor();
      found.push(...(await seriousFaults(opened.page)));
      await opened.page.getByRole('button', { name: '登录', exact: true }).click();
      await opened.page.getByText('请输入账号。').waitFor();
      found.push(...(await seriousFaults(opened.page)));
    }
    expect(found).toEqual([]);
  });

  it('is passed by at /sign-in by who is signed in', async () => {
    await using opened = await browser.open('/sign-in#theme=night', { as: 'grid-worker' });
    await opened.page.waitForURL(/\/#v=1.*theme=night/);
    await opened.page.locator('jw-console').waitFor();
  });
});
