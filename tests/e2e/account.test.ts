import { describe, expect, inject, it } from 'vitest';
import { signIn } from '../../scripts/sign-in.ts';
import { seriousFaults } from '../helpers/axe.ts';
import { useBrowser } from '../helpers/browser.ts';
import { codeOf, goodPassword, settledPerson, typeIn } from './accounts.ts';

const browser = useBrowser();

/** A page of somebody's own account; sessions of the demo's accounts are left alone. */
async function openAs(session: { cookie: { name: string; value: string } }, path: string) {
  const opened = await browser.open('/robots.txt', { as: null });
  await opened.page.context().addCookies([{ ...session.cookie, url: inject('address') }]);
  await opened.page.goto(inject('address') + path);
  return opened;
}

describe('my account', () => {
  it('shows duties by area, and ends sessions elsewhere', async () => {
    const person = await settledPerson('多处登录', 'street_leader');
    const elsewhere = await Promise.all([1, 2].map(() => signIn(inject('address'), person.login, goodPassword)));
    await using opened = await openAs(person.session, '/account');
    const { page, faults } = opened;
    await page.getByRole('heading', { level: 2, name: '多处登录' }).waitFor();
    await page.locator('jw-own-duties li').filter({ hasText: '街道领导' }).filter({ hasText: '澄江区' }).waitFor();
    expect(await page.locator('jw-own-sessions li').count()).toBe(3);
    expect(await page.locator('jw-own-sessions li').filter({ hasText: '本机' }).count()).toBe(1);
    await page.getByRole('button', { name: '结束其他全部登录' }).click();
    await page.getByText('其他设备都要重新登录。').waitFor();
    expect(await page.locator('jw-own-sessions li').count()).toBe(3);
    await page.getByRole('button', { name: '结束其他全部登录' }).click();
    await page.waitForFunction(
      () =>
        document
          .querySelector('jw-account')
          ?.shadowRoot?.querySelector('jw-own-sessions')
          ?.shadowRoot?.querySelectorAll('li').length === 1,
    );
    for (const { headers } of elsewhere)
      expect((await fetch(`${inject('address')}/api/account`, { headers })).status).toBe(401);
    expect(await seriousFaults(page)).toEqual([]);
    expect(faults.filter((fault) => !fault.includes('404'))).toEqual([]);
  });

  it('sets a second factor up, which is then asked for, and takes it off again', async () => {
    const person = await settledPerson('第二因素', 'grid_worker');
    await using opened = await openAs(person.session, '/account');
    const { page } = opened;
    await page.getByRole('button', { name: '启用' }).click();
    await page.getByRole('img', { name: '给验证器扫描的二维码' }).waitFor();
    const secret = await page.locator('jw-factor-set-up .secret').innerText();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByLabel('六位数字').fill(codeOf(secret));
    await page.getByText('动态验证码已启用').waitFor();
    await page.context().clearCookies();
    await page.reload();
    await typeIn(page, person.login, goodPassword);
    const code = codeOf(secret, 1);
    await page.getByLabel('六位数字').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
    await page.getByRole('button', { name: '停用' }).click();
    await page.getByLabel('当前密码').fill(goodPassword);
    await page.getByRole('button', { name: '停用', exact: true }).click();
    await page.getByText('动态验证码已停用。').waitFor();
  });

  it('changes the password, and says what is wrong with a weak one', async () => {
    const person = await settledPerson('换密码', 'grid_worker');
    await using opened = await openAs(person.session, '/account');
    const { page } = opened;
    await page.getByRole('button', { name: '更改密码' }).click();
    await page.getByLabel('当前密码').fill('不是这个密码');
    await page.getByLabel('新密码').fill('红砖 白塔 绿藤 黑瓦');
    await page.locator('jw-new-password').getByRole('button', { name: '更改密码' }).click();
    await page.locator('jw-password-field.current .note:not([hidden])').waitFor();
    await page.getByLabel('当前密码').fill(goodPassword);
    await page.locator('jw-new-password').getByRole('button', { name: '更改密码' }).click();
    await page.getByText('密码已更改').waitFor();
    await signIn(inject('address'), person.login, '红砖 白塔 绿藤 黑瓦');
    await expect(signIn(inject('address'), person.login, goodPassword)).rejects.toThrow('401');
  });

  it('makes a token, shows it once, and revokes it', async () => {
    const person = await settledPerson('做令牌', 'street_leader');
    await using opened = await openAs(person.session, '/account');
    const { page } = opened;
    await page.getByRole('button', { name: '生成令牌' }).click();
    await page.locator('jw-token-form').getByRole('button', { name: '生成令牌' }).click();
    await page.getByText('请填写名称，以后好辨认。').waitFor();
    await page.getByLabel('名称').fill('数据平台');
    await page.getByLabel('范围').fill('望河');
    await page.getByRole('option', { name: '望河街道' }).first().click();
    expect(await seriousFaults(page)).toEqual([]);
    await page.locator('jw-token-form').getByRole('button', { name: '生成令牌' }).click();
    const secret = await page.locator('jw-secret code').innerText();
    const headers = { Authorization: `Bearer ${secret}` };
    expect((await fetch(`${inject('address')}/api/deployment`, { headers })).status).toBe(200);
    await page.reload();
    await page.locator('jw-own-tokens li').filter({ hasText: '数据平台' }).waitFor();
    expect(await page.locator('jw-secret').count()).toBe(0);
    await page.getByRole('button', { name: '作废' }).click();
    await page.getByText('用它的系统将立即断开。').waitFor();
    await page.getByRole('button', { name: '作废' }).click();
    await page.locator('jw-own-tokens li').filter({ hasText: '已作废' }).waitFor();
    expect((await fetch(`${inject('address')}/api/deployment`, { headers })).status).toBe(401);
  });
});
