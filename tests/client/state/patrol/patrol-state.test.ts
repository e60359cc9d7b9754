import type { ReactiveControllerHost } from 'lit';
import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../../../client/api.ts';
import { PatrolController } from '../../../../client/state/patrol/patrol-state.ts';
import type { PointFields } from '../../../../client/state/patrol/patrol-view.ts';
import type { PatrolPoint } from '../../../../server/api/patrol/schema.ts';
import { recordedState, settled } from './recorded.ts';

const fields: PointFields = {
  name: '南门',
  address: null,
  centre: [112.1, 32],
  window_start: '20:00',
  window_end: '02:00',
  dwell_min: 5,
  wanted_visits: 2,
  gap_min: 60,
  priority: 3,
  optional: false,
  people: 1,
  squad_id: null,
};
const { squad_id, ...shared } = fields;
const pointOf = (id: number, more: Partial<PatrolPoint> = {}): PatrolPoint => ({
  ...shared,
  id,
  area_code: '990106001001',
  code: null,
  version: 1,
  squad: null,
  ...more,
});
const page = (...items: PatrolPoint[]) => ({ items, next: null });
const whats = (asked: { what: string }[]) => asked.map(({ what }) => what);

describe('what an area keeps', () => {
  it('is read page by page', async () => {
    const pages = [{ items: [pointOf(1)], next: 'more' }, page(pointOf(2))];
    const { state } = await recordedState({ 'GET patrol-points': () => pages.shift() });
    expect(state.view.points?.map(({ id }) => id)).toEqual([1, 2]);
    expect(state.view).toMatchObject({
      area_code: '990106001',
      streets: [],
      squads: [],
      plans: [],
      active: [],
      fault: null,
    });
  });

  it('says where only its beginning was read', async () => {
    const many = { items: Array.from({ length: 200 }, (_, id) => pointOf(id)), next: 'more' };
    const { state, answers } = await recordedState({
      'GET patrol-points': many,
      'GET patrol-plans': { items: [], next: 'more' },
    });
    expect(state.view.points).toHaveLength(4000);
    expect([...state.view.cut].sort()).toEqual(['plans', 'points']);
    answers['GET patrol-points'] = page(pointOf(1));
    await state.points.load();
    expect(state.view.cut).toEqual(['plans']);
  });

  it('is put away when another area is worked on, with what could be undone', async () => {
    const { state, answers } = await recordedState({ 'POST patrol-points': pointOf(5) });
    await state.points.add(fields);
    expect(state.view.undo).toBe('添加「南门」');
    answers['GET patrol-points'] = new ApiError(503, '忙');
    await state.openArea('990106002');
    expect(state.view).toMatchObject({ area_code: '990106002', points: null, undo: null, fault: '忙' });
  });
});

describe('edits', () => {
  it('of an added street are undone by deleting it, and made again under another number', async () => {
    let id = 4;
    const { state, asked } = await recordedState({
      'POST patrol-streets': () => pointOf(++id),
      'DELETE patrol-streets/5': undefined,
      'PATCH patrol-streets/6': (json: { name: string }) => pointOf(6, { name: json.name, version: 2 }),
    });
    const street = await state.streets.add({ name: '南门' } as never);
    expect(await state.undo()).toBe(true);
    expect(state.view).toMatchObject({ streets: [], undo: null, redo: '添加「南门」' });
    await state.redo();
    expect(state.streets.find(street.id)?.id).toBe(6);
    await state.streets.change(street.id, { name: '东门' });
    expect(whats(asked)).toEqual([
      'POST patrol-streets',
      'DELETE patrol-streets/5',
      'POST patrol-streets',
      'PATCH patrol-streets/6',
    ]);
    expect(state.view).toMatchObject({ undo: '修改「东门」', redo: null });
  });

  it('of an added point are undone by deleting it, and it is the same again when that is taken back', async () => {
    const { state, asked } = await recordedState({
      'POST patrol-points': pointOf(5),
      'DELETE patrol-points/5': undefined,
      'POST patrol-points/5/restore': pointOf(5),
    });
    await state.points.add(fields);
    await state.undo();
    await state.redo();
    expect(whats(asked)).toEqual(['POST patrol-points', 'DELETE patrol-points/5', 'POST patrol-points/5/restore']);
    expect(state.view).toMatchObject({ points: [{ id: 5 }], undo: '添加「南门」', redo: null });
  });

  it('send the version that was seen, and take back only what they changed', async () => {
    let version = 3;
    const { state, asked } = await recordedState({
      'GET patrol-points': page(pointOf(1, { version: 3 })),
      'PATCH patrol-points/1': (json: Partial<PatrolPoint>) => pointOf(1, { ...json, version: ++version }),
    });
    await state.points.change(1, { centre: [112.2, 32.1] });
    await state.undo();
    expect(asked).toEqual([
      { what: 'PATCH patrol-points/1', json: { centre: [112.2, 32.1], version: 3 } },
      { what: 'PATCH patrol-points/1', json: { centre: [112.1, 32], version: 4 } },
    ]);
    expect(state.view.points?.[0]?.centre).toEqual([112.1, 32]);
  });

  it('of a deleted point bring it back as it was', async () => {
    const squad = { id: 8, kind: 'full_time' as const, name: '甲队', member_count: 3 };
    const { state, asked } = await recordedState({
      'GET patrol-points': page(pointOf(1, { squad })),
      'DELETE patrol-points/1': undefined,
      'POST patrol-points/1/restore': pointOf(1, { squad, code: 'ABCD' }),
    });
    state.choose({ kind: 'point', id: 1 });
    await state.points.remove(1);
    expect(state.view).toMatchObject({ points: [], chosen: null, undo: '删除「南门」' });
    await state.undo();
    expect(whats(asked).at(-1)).toBe('POST patrol-points/1/restore');
    expect(state.view.points?.map(({ id, code }) => [id, code])).toEqual([[1, 'ABCD']]);
  });

  it('of a deleted squad bring it back, and say what does not come with it', async () => {
    const squad = { id: 3, name: '甲队', version: 1, area_code: '990106001', kind: 'full_time', member_count: 4 };
    const { state, asked } = await recordedState({
      'GET squads': { items: [squad], next: null },
      'DELETE squads/3': undefined,
      'POST squads': { ...squad, id: 4 },
    });
    await state.squads.remove(3);
    await state.undo();
    // Points and streets that only it was to visit are anybody's now.
    expect(whats(asked)).toEqual(['DELETE squads/3', 'GET patrol-points', 'GET patrol-streets', 'POST squads']);
    expect(state.view.squads?.map(({ id }) => id)).toEqual([4]);
    expect(state.view.notice).toBe('「甲队」已恢复。它的班次和只由它去的地方没有恢复，请重新安排。');
  });

  it('that somebody was quicker with say so, and cannot be undone any more', async () => {
    const { state, answers } = await recordedState({
      'GET patrol-points': page(pointOf(1)),
      'PATCH patrol-points/1': pointOf(1, { version: 2 }),
    });
    await state.points.change(1, { dwell_min: 10 });
    answers['PATCH patrol-points/1'] = new ApiError(409, '刚被他人修改。');
    expect(await state.undo()).toBe(false);
    expect(state.view).toMatchObject({ fault: '刚被他人修改。', undo: null, pending: 0 });
  });

  it('that did not reach the server can be undone once more', async () => {
    const { state, answers } = await recordedState({
      'GET patrol-points': page(pointOf(1)),
      'PATCH patrol-points/1': pointOf(1, { version: 2 }),
    });
    await state.points.change(1, { dwell_min: 10 });
    for (const fault of [new ApiError(0, '暂时连不上服务器。'), new ApiError(503, '忙'), new ApiError(429, '太频繁')]) {
      answers['PATCH patrol-points/1'] = fault;
      await state.undo();
      expect(state.view.undo).toBe('修改「南门」');
    }
  });
});

describe('what happens while something is under way', () => {
  it('of a list is not lost where the list was asked for before', async () => {
    let come: (list: unknown) => void = () => {};
    const { state, answers } = await recordedState({ 'POST patrol-points': pointOf(5) });
    const lists = [new Promise((done) => (come = done)), page(pointOf(1), pointOf(5))];
    answers['GET patrol-points'] = () => lists.shift();
    const loading = state.points.load();
    await state.points.add(fields);
    come(page(pointOf(1)));
    await loading;
    expect(state.view.points?.map(({ id }) => id)).toEqual([1, 5]);
  });

  it('stays in the area where it was begun', async () => {
    let done: (row: unknown) => void = () => {};
    const { state } = await recordedState({ 'POST patrol-points': () => new Promise((end) => (done = end)) });
    const adding = state.points.add(fields);
    await settled();
    await state.openArea('990106002');
    done(pointOf(5));
    await adding;
    expect(state.view).toMatchObject({ points: [], undo: null });
  });

  it('can be undone though it was done while something else was taken back', async () => {
    let done: (row: unknown) => void = () => {};
    const { state, answers } = await recordedState({
      'GET patrol-points': page(pointOf(1), pointOf(2, { name: '北门' })),
      'PATCH patrol-points/1': pointOf(1, { version: 2 }),
      'PATCH patrol-points/2': pointOf(2, { name: '北门', version: 2 }),
    });
    await state.points.change(1, { dwell_min: 10 });
    answers['PATCH patrol-points/1'] = () => new Promise((end) => (done = end));
    const undoing = state.undo();
    await state.points.change(2, { dwell_min: 10 });
    done(pointOf(1, { version: 3 }));
    await undoing;
    expect(state.view).toMatchObject({ undo: '修改「北门」', redo: null });
  });
});

describe('an element that shows the view', () => {
  it('is drawn anew with the clock only where it shows that, elsewhere when that begins or ends', async () => {
    const { state } = await recordedState({});
    const drawn = { clock: 0, list: 0 };
    for (const name of ['clock', 'list'] as const) {
      const host = { addController: () => {}, requestUpdate: () => drawn[name]++ } as unknown as ReactiveControllerHost;
      new PatrolController(host, () => state, name === 'clock').hostConnected();
    }
    for (const minute of [1200, 1200, 1201, 1202]) state.setClock(minute);
    expect(drawn).toEqual({ clock: 3, list: 1 });
    state.choose({ squad_id: 1 });
    state.setClock(null);
    expect(drawn).toEqual({ clock: 5, list: 3 });
  });
});

describe('a row that somebody else changed', () => {
  it('comes as it is by now; one that is gone is said to be', async () => {
    const { state, answers } = await recordedState({
      'GET patrol-points': page(pointOf(1)),
      'PATCH patrol-points/1': new ApiError(409, '刚被他人修改。'),
    });
    answers['GET patrol-points'] = page(pointOf(1, { version: 4 }));
    await expect(state.points.change(1, { dwell_min: 10 })).rejects.toThrow('刚被他人修改。');
    await settled();
    expect(state.view.points?.[0]?.version).toBe(4);
    await expect(state.points.remove(9)).rejects.toThrow('它已经不在列表里');
  });
});

describe('a list that is read in', () => {
  it('is shown only after it was taken', async () => {
    const answer = { taken: 1, rejected: [{ row: 3, name: '', sentence: '缺少名称' }], dropped: [] };
    const { state, asked } = await recordedState({ 'POST patrol-points/import': answer });
    const request = { format: 'csv', text: 'a', dry: true, crs: 'wgs84' } as const;
    expect(await state.points.import(request)).toEqual(answer);
    expect(whats(asked)).toEqual(['POST patrol-points/import']);
    await state.points.import({ ...request, dry: false });
    expect(whats(asked).slice(1)).toEqual(['POST patrol-points/import', 'GET patrol-points']);
    expect(asked[0]!.json).toEqual({ ...request, area_code: '990106001' });
  });
});

describe('the feed', () => {
  it('of many check-ins is one question and one more', async () => {
    vi.useFakeTimers();
    const { state, asked, told } = await recordedState({});
    for (let walk_id = 1; walk_id <= 20; walk_id++)
      told({ event: 'patrol', seq: walk_id, patrol: { walk_id, version: 2 } });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(whats(asked).filter((what) => what === 'GET patrol-active')).toHaveLength(2);
    state.stop();
    vi.useRealTimers();
  });

  it('has plans and walks under way asked for anew', async () => {
    const { state, asked, told } = await recordedState({});
    told({ event: 'patrol', seq: 1, patrol: { walk_id: 3, version: 2 } });
    await settled();
    expect(whats(asked).sort()).toEqual(['GET patrol-active', 'GET patrol-plans']);
    told({ event: 'news' });
    state.stop();
    told({ event: 'reset' });
    await settled();
    expect(asked).toHaveLength(2);
  });

  it('need not tell that a stop gets late: who is under way is asked for once a minute', async () => {
    vi.useFakeTimers();
    const { state, asked } = await recordedState({ 'GET patrol-active': { items: [{ walk_id: 3 }], more: true } });
    expect(state.view.cut).toEqual(['active']);
    await vi.advanceTimersByTimeAsync(125_000);
    expect(whats(asked)).toEqual(['GET patrol-active', 'GET patrol-active']);
    state.stop();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(asked).toHaveLength(2);
    vi.useRealTimers();
  });
});
