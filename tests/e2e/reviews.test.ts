import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type {
  DecisionBody,
  GeocodeAnswer,
  Review,
  ReviewCandidate,
  ReviewPage,
} from '../../server/api/geocode/schema.ts';
import { seriousFaults } from '../helpers/axe.ts';
import { useBrowser } from '../helpers/browser.ts';
import { ask, wayDown } from './city.ts';

const browser = useBrowser();
const leader = 'street-leader';
const texts = ['王家老院301', '老粮站对面第三家', '后街平房', '桥头小卖部'] as const;

/** Candidates as the tested server itself finds them. */
async function candidates(): Promise<ReviewCandidate[]> {
  const { community } = await wayDown();
  const { items } = await ask<GeocodeAnswer>(`geocode?q=${encodeURIComponent(community.name)}&limit=3`);
  return items.map(({ matched: _matched, unmatched: _unmatched, ...candidate }) => candidate);
}

/**
 * The queue as if an import had doubted these addresses: only imports put any in. It answers as the API does (its own tests say so), and
 * keeps what it was asked.
 */
async function withQueue(page: Page, found: readonly ReviewCandidate[], waiting: readonly string[] = texts) {
  const asked: string[] = [];
  let queue: Review[] = waiting.map((text, at) => ({
    ...{ id: at + 1, area_code: found[0]!.area_code ?? '', text, candidates: [...found], batch_id: 12 },
    ...{ asked_at: '2026-11-20T02:00:00.000Z', decision: null, chosen: null, decided_by: null, decided_at: null },
    synonym: null,
  }));
  const change = (id: number, how: Partial<Review>): Review => {
    const changed = { ...queue.find((review) => review.id === id)!, ...how };
    queue = [...queue.filter((review) => review.id !== id), changed];
    return changed;
  };
  await page.route('**/api/geocode-reviews?*', (route) => {
    const { searchParams } = new URL(route.request().url());
    asked.push(`list ${searchParams.get('state')} ${searchParams.get('batch_id')}`);
    const open = queue.filter(({ decision }) => decision === null);
    const items = searchParams.get('state') === 'open' ? open : queue.filter(({ decision }) => decision !== null);
    return route.fulfill({ json: { items, next: null, open: open.length } satisfies ReviewPage });
  });
  await page.route('**/api/geocode-reviews/*/decision', (route) => {
    const id = Number(/(\d+)\/decision/.exec(route.request().url())![1]);
    const body = route.request().postDataJSON() as DecisionBody;
    asked.push(`${id} ${JSON.stringify(body)}`);
    const chosen =
      body.decision === 'accepted' ? found[body.candidate]! : body.decision === 'placed' ? body.other : null;
    const synonym = ('synonym' in body && body.synonym) || null;
    if (synonym?.name === '没有的小区')
      return route.fulfill({
        status: 400,
        json: {
          error: { code: 'bad_input', field: 'synonym.name', message: '没有名为「没有的小区」的地点，别名无法记住。' },
        },
      });
    const who = { decided_by: '赵书记', decided_at: '2026-11-21T03:00:00.000Z' };
    const settled = change(id, { decision: body.decision, chosen, synonym, ...who });
    return route.fulfill({ json: { ...settled, rematched: synonym ? 2 : 0 } });
  });
  await page.route('**/api/geocode-reviews/*/undo', (route) => {
    const id = Number(/(\d+)\/undo/.exec(route.request().url())![1]);
    asked.push(`undo ${id}`);
    const none = { decision: null, chosen: null, decided_by: null, decided_at: null, synonym: null };
    return route.fulfill({ json: change(id, none) });
  });
  await page.route('**/api/geocode-reviews/*/skip', (route) => {
    const id = Number(/(\d+)\/skip/.exec(route.request().url())![1]);
    asked.push(`skip ${id}`);
    change(id, {});
    return route.fulfill({ status: 204 });
  });
  return asked;
}

/** The queue's page, its map drawn. */
async function openQueue(page: Page, path = '/reviews'): Promise<void> {
  await page.goto(new URL(page.url()).origin + path);
  await page.locator('jw-review-map[drawn]').waitFor({ timeout: 60_000 });
}
const inHand = (page: Page, text: string) => page.getByRole('heading', { level: 2, name: text }).waitFor();
const told = (page: Page, text: string) => page.locator('.told').getByText(text, { exact: false }).waitFor();

describe('doubtful addresses', () => {
  it('are decided on, taught from and taken back by keys alone', async () => {
    const found = await candidates();
    await using opened = await browser.open('/account', { as: leader });
    const { page, faults } = opened;
    const asked = await withQueue(page, found);
    await openQueue(page);
    await inHand(page, texts[0]);
    await page.getByText('还有4条').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    const press = (key: string) => page.keyboard.press(key);

    // A name is taught with the candidate; what the API refuses of it is said, and put right in the form.
    await press('t');
    const words = page.getByLabel('原文里的叫法');
    await expect.poll(() => words.evaluate((field) => field.matches(':focus'))).toBe(true);
    await page.keyboard.type('王家老院');
    await press('Tab');
    await page.keyboard.type('没有的小区');
    await press('Enter');
    await page.getByText('随下一个决定记住：「王家老院」即「没有的小区」').waitFor();
    await press('1');
    await page.getByRole('alert').getByText('没有名为「没有的小区」的地点').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await expect.poll(() => words.evaluate((field) => field.matches(':focus'))).toBe(true);
    await press('Tab');
    await page.keyboard.type('和平小区');
    await press('Enter');
    await press('1');
    await told(page, `已定为「${found[0]!.name}」`);
    await told(page, '已记住「王家老院」即「和平小区」');
    await told(page, '另有2条按这种叫法重新找过');
    await inHand(page, texts[1]);
    const synonym = { text: '王家老院', kind: 'area', name: '和平小区' };
    expect(asked.at(-2)).toBe(`1 ${JSON.stringify({ decision: 'accepted', candidate: 0, synonym })}`);

    await press('u');
    await told(page, '已撤销');
    await inHand(page, texts[0]);
    await press('j');
    await inHand(page, texts[1]);
    await press('k');
    await inHand(page, texts[0]);
    await press('n');
    await told(page, '已记为不在本地');
    await inHand(page, texts[1]);
    await press('s');
    await inHand(page, texts[2]);

    // The middle of the map, reached by the keys of the map.
    await press('m');
    await page.getByText('请在地图上点出位置', { exact: false }).waitFor();
    await press('Enter');
    await told(page, '已定为「地图上的位置');
    await press('?');
    await page.getByText('就是这个候选地点').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await press('Escape');
    await inHand(page, texts[3]);
    await press('1');
    await inHand(page, texts[1]);
    await press('1');
    await page.getByText('没有待核对的地址。', { exact: false }).waitFor();
    await page.getByText('还有0条').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    const acts = asked
      .filter((line) => !line.startsWith('list'))
      .map((line) => line.replace(/\[[^\]]*\]|,"synonym.*/g, ''));
    expect(acts).toEqual([
      ...['1 {"decision":"accepted","candidate":0', '1 {"decision":"accepted","candidate":0', 'undo 1'],
      ...['1 {"decision":"no_place"}', 'skip 2', '3 {"decision":"placed","other":{"place":}}'],
      ...['4 {"decision":"accepted","candidate":0}', '2 {"decision":"accepted","candidate":0}'],
    ]);
    expect(faults.filter((fault) => !fault.includes('400'))).toEqual([]);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });

  it('are put where the map is touched, only once that is confirmed; decided ones say who and when', async () => {
    const found = await candidates();
    await using opened = await browser.open('/account', { as: leader });
    const { page, faults } = opened;
    const asked = await withQueue(page, found);
    await openQueue(page, '/reviews?batch=12');
    await inHand(page, texts[0]);
    await page.getByText('只看导入批次12').waitFor();
    await page.locator('jw-review-map canvas').click({ position: { x: 60, y: 300 } });
    await page.getByText('位置已点出').waitFor();
    expect(asked).toEqual(['list open 12']);
    await page.getByRole('button', { name: '就定在这里' }).click();
    await told(page, '已定为「地图上的位置');
    await inHand(page, texts[1]);
    await page.getByRole('link', { name: '已核对' }).click();
    await page.locator('.rows').getByText('赵书记', { exact: false }).waitFor();
    await inHand(page, texts[0]);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '撤销' }).last().click();
    await page.getByText('这一片还没有核对过地址。').waitFor();
    await page.getByRole('link', { name: '看全部' }).click();
    await expect.poll(() => asked.at(-1)).toBe('list decided null');
    expect(faults).toEqual([]);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });

  it('are decided one by one, also where somebody clicks twice', async () => {
    const found = await candidates();
    await using opened = await browser.open('/account', { as: leader });
    const { page, faults } = opened;
    const asked = await withQueue(page, found);
    await openQueue(page);
    await inHand(page, texts[0]);
    await page.locator('jw-review-card .candidate').first().dblclick({ delay: 150 });
    await told(page, `已定为「${found[0]!.name}」`);
    await inHand(page, texts[1]);
    await page.getByText('还有3条').waitFor();
    expect(asked.filter((line) => line.includes('accepted'))).toHaveLength(1);
    expect(faults).toEqual([]);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });

  it('are none on a server without imports; what keeps the list away is said, and asked again', async () => {
    await using opened = await browser.open('/reviews', { as: leader });
    const { page, faults } = opened;
    await page.getByText('没有待核对的地址。', { exact: false }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
    const error = { code: 'unavailable', message: '服务器正忙，请稍后再试。' };
    await page.route('**/api/geocode-reviews?*', (route) => route.fulfill({ status: 503, json: { error } }));
    await page.reload();
    const alert = page.getByRole('alert').filter({ hasText: error.message });
    await alert.waitFor();
    await page.unrouteAll({ behavior: 'wait' });
    await alert.getByRole('button').click();
    await page.getByText('没有待核对的地址。', { exact: false }).waitFor();
  });

  it('stand one below the other on a phone, by night too', async () => {
    const found = await candidates();
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
    await using opened = await browser.open('/account', { as: leader, ...phone });
    const { page, faults } = opened;
    await withQueue(page, found);
    await openQueue(page, '/reviews#theme=night');
    await inHand(page, texts[0]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await seriousFaults(page)).toEqual([]);
    await page.locator('jw-review-card li button').first().tap();
    await inHand(page, texts[1]);
    expect(faults).toEqual([]);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });
});
