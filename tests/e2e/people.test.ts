import { describe, expect, inject, it } from 'vitest';
import { signIn } from '../../scripts/sign-in.ts';
import { seriousFaults } from '../helpers/axe.ts';
import { useBrowser } from '../helpers/browser.ts';
import { settledPerson } from './accounts.ts';
import { wayDown } from './city.ts';

const browser = useBrowser();

describe('people and duties', () => {
  it('opens an account, whose first password is shown once, and gives it a duty', async () => {
    const { community } = await wayDown();
    const login = `e2e.${Date.now().toString(36)}`;
    await using opened = await browser.open('/admin', { as: 'district-leader' });
    const { page, faults } = opened;
    await page.getByRole('button', { name: '新增账号' }).click();
    const sheet = page.locator('jw-person-sheet');
    await sheet.getByLabel('姓名').fill('冯雨晴');
    await sheet.getByLabel('账号', { exact: true }).fill(login);
    await sheet.getByLabel('归属片区').fill(community.name);
    await sheet.getByRole('option', { name: community.name }).first().click();
    expect(await seriousFaults(page)).toEqual([]);
    await sheet.getByRole('button', { name: '建立账号' }).click();
    const password = await sheet.locator('jw-secret code').innerText();
    await signIn(inject('address'), login, password);
    await sheet.getByRole('button', { name: '安排职责' }).click();
    await sheet.getByLabel('角色').selectOption({ label: '社区书记' });
    await sheet.getByLabel('片区', { exact: true }).fill(community.name);
    await page.keyboard.press('ArrowDown');
    await sheet.getByRole('option', { name: community.name }).first().click();
    await sheet.locator('jw-grant-form').getByRole('button', { name: '安排职责' }).click();
    await sheet
      .locator('jw-person-grants li')
      .filter({ hasText: `社区书记 · ${community.name}` })
      .waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('row').filter({ hasText: login }).filter({ hasText: community.name }).waitFor();
    expect(faults).toEqual([]);
  });

  it('finds by name and role, and says so when nobody is found', async () => {
    await using opened = await browser.open('/admin#people', { as: 'district-leader' });
    const { page } = opened;
    await page.getByRole('row').filter({ hasText: 'grid-worker' }).waitFor();
    await page.getByLabel('查找').fill('auditor');
    await page.getByRole('row').filter({ hasText: 'grid-worker' }).waitFor({ state: 'detached' });
    await page.getByRole('row').filter({ hasText: 'auditor' }).waitFor();
    await page.getByLabel('查找').fill('没有这个人');
    await page.getByText('没有找到。请换个名字，或放宽角色。').waitFor();
  });

  it('hands a duty over and keeps a record of it', async () => {
    const [from, to] = [await settledPerson('交班人', 'grid_worker'), await settledPerson('接班人')];
    await using opened = await browser.open('/admin', { as: 'district-leader' });
    const { page } = opened;
    await page.getByLabel('查找').fill(from.login);
    await page.getByRole('row').filter({ hasText: from.login }).getByRole('button').click();
    const sheet = page.locator('jw-person-sheet');
    await sheet.getByRole('button', { name: '交接' }).click();
    await sheet.getByLabel('查找接手的人').fill(to.login);
    await sheet.getByLabel('交给').selectOption({ label: `接班人（${to.login}）` });
    await sheet.getByLabel('备注').fill('轮岗');
    await sheet.locator('jw-hand-over-form').getByRole('button', { name: '交接' }).click();
    await sheet.getByText('还没有职责，登录后看不到任何资料。').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: '交接记录' }).click();
    await page.getByRole('row').filter({ hasText: '轮岗' }).filter({ hasText: '接班人' }).first().waitFor();
    expect(page.url()).toContain('/admin#hand-overs');
  });

  it('disables an account, which is asked once more, and a new first password stops the old one', async () => {
    const person = await settledPerson('要停用的', 'grid_worker');
    await using opened = await browser.open('/admin', { as: 'district-leader' });
    const { page } = opened;
    await page.getByLabel('查找').fill(person.login);
    await page.getByRole('row').filter({ hasText: person.login }).getByRole('button').click();
    const sheet = page.locator('jw-person-sheet');
    await sheet.getByRole('button', { name: '重置密码' }).click();
    await sheet.getByRole('button', { name: '重置密码' }).click();
    const password = await sheet.locator('jw-secret code').innerText();
    await signIn(inject('address'), person.login, password);
    await sheet.getByRole('button', { name: '停用账号' }).click();
    await sheet.getByRole('button', { name: '停用账号' }).click();
    await sheet.getByText('这个账号已停用，不能登录。').waitFor();
    await expect(signIn(inject('address'), person.login, password)).rejects.toThrow('401');
  });

  it('leaves one’s own account and those above to others', async () => {
    await using opened = await browser.open('/admin', { as: 'street-leader' });
    const { page } = opened;
    await page.getByLabel('查找').fill('street-leader');
    await page.getByRole('row').filter({ hasText: 'street-leader' }).getByRole('button').click();
    await page.getByText('要由上一级管理员更改').waitFor();
    expect(await page.locator('jw-person-sheet').getByRole('button', { name: '停用账号' }).count()).toBe(0);
  });
});

describe('the administration', () => {
  it.each([
    ['district-leader', ['人员与职责', '交接记录', '角色权限', '事项目录', '大屏', '档案查看记录']],
    ['auditor', ['交接记录', '档案查看记录', '异常提醒', '操作记录', '数据分级']],
    [
      'registrar',
      [
        '人员与职责',
        '交接记录',
        '角色权限',
        '事项目录',
        '大屏',
        '个人信息请求',
        '数据分级',
        '保存期限',
        '处理活动记录',
      ],
    ],
  ])('has for %s the chapters of their rights, each without a serious fault', async (login, chapters) => {
    await using opened = await browser.open('/admin#lang=zh-CN', { as: login });
    const { page, faults } = opened;
    const rail = page.getByRole('navigation', { name: '管理目录' });
    await rail.waitFor();
    expect((await rail.getByRole('link').allInnerTexts()).map((text) => text.trim())).toEqual(chapters);
    const found: string[] = [];
    for (const chapter of chapters) {
      await rail.getByRole('link', { name: chapter }).click();
      await page.getByRole('heading', { level: 2, name: chapter }).waitFor();
      await page.locator('.bone').first().waitFor({ state: 'detached' });
      found.push(...(await seriousFaults(page)).map((fault) => `${chapter}: ${fault}`));
    }
    expect(found).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('says to a grid worker that there is nothing for them', async () => {
    await using opened = await browser.open('/admin', { as: 'grid-worker' });
    await opened.page.getByText('您的职责不包含管理事项').waitFor();
    expect(opened.faults).toEqual([]);
  });

  it('switches the second factor of a role on and off for the registrar alone', async () => {
    await using watching = await browser.open('/admin#roles', { as: 'district-leader' });
    await watching.page.getByRole('heading', { level: 2, name: '角色权限' }).waitFor();
    await watching.page.getByRole('columnheader', { name: '网格员' }).waitFor();
    expect(await watching.page.getByRole('switch').count()).toBe(0);
    await using opened = await browser.open('/admin#roles', { as: 'registrar' });
    const { page } = opened;
    const patrol = page.getByRole('switch', { name: '巡逻负责人登录要求动态验证码' });
    await patrol.check();
    await page.waitForFunction(() => true);
    await page.reload();
    await patrol.waitFor();
    expect(await patrol.isChecked()).toBe(true);
    await patrol.uncheck();
    await page.reload();
    await patrol.waitFor();
    expect(await patrol.isChecked()).toBe(false);
  });
});
