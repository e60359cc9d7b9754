import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../../client/api.ts';
import type { PlanRun } from '../../../../server/api/patrol-plans/schema.ts';
import { planOf, resultOf, routeOf, stopOf } from '../../pages/patrol/plan-fixture.ts';
import { nothing, recordedState, settled } from './recorded.ts';

const planned = planOf(resultOf([routeOf(1, [stopOf({}, 1210)])]), { version: 2 });
const runOf = (fields: Partial<PlanRun>): PlanRun => ({
  plan_id: 7,
  state: 'solving',
  progress: 0.5,
  served_count: 2,
  wanted_count: 3,
  length_m: 4000,
  preview: [],
  sentence: null,
  ...fields,
});
const whats = (asked: { what: string }[]) => asked.map(({ what }) => what);

/** A state with the plan open that the server holds. */
async function opened(answers: Record<string, unknown> = {}) {
  const recorded = await recordedState({ 'GET patrol-plans/7': planned, 'GET patrol-plans/7/run': null, ...answers });
  await recorded.state.plans.open(7);
  await settled();
  recorded.asked.length = 0;
  return recorded;
}

describe('opening a plan', () => {
  it('fetches it once, whoever asks for it', async () => {
    const { state, asked } = await recordedState({ 'GET patrol-plans/7': planned, 'GET patrol-plans/7/run': null });
    await Promise.all([state.plans.open(7), state.plans.open(7)]);
    await state.plans.open(7);
    expect(whats(asked)).toEqual(['GET patrol-plans/7', 'GET patrol-plans/7/run']);
    expect(state.view).toMatchObject({ plan: planned, opening: null, run: null });
  });

  it('that is not there leaves none open', async () => {
    const { state } = await recordedState({});
    expect(await state.attempt(() => state.plans.open(8))).toBe(false);
    expect(state.view).toMatchObject({ plan: null, opening: null, fault: '没有 GET patrol-plans/8' });
  });

  it('goes on following planning that is under way', async () => {
    const runs = [runOf({}), runOf({ progress: 0.9 }), runOf({ state: 'done', progress: 1 })];
    const { state } = await recordedState({
      'GET patrol-plans/7': planned,
      'GET patrol-plans/7/run': () => runs.shift(),
    });
    await state.plans.open(7);
    await settled();
    expect(state.view.run).toMatchObject({ state: 'done', progress: 1 });
  });

  it('keeps the newer of two versions', async () => {
    const { state } = await opened();
    state.plans.show({ ...planned, version: 1, name: '旧' });
    expect(state.view.plan?.name).toBe('周五夜巡');
  });
});

describe('answers that come late', () => {
  /** Answers once it is told to. */
  const held = <Value>(value: Value) => {
    let open: () => void = () => {};
    const answer = new Promise<Value>((done) => {
      open = () => done(value);
    });
    return { answer: () => answer, open: () => open() };
  };
  const eight = { ...planned, id: 8, name: '别的' };

  it('of a change do not bring a plan back that was left meanwhile, nor can it be undone there', async () => {
    const late = held({ ...planned, version: 3 });
    const { state } = await opened({
      'PATCH patrol-plans/7': late.answer,
      'GET patrol-plans/8': eight,
      'GET patrol-plans/8/run': null,
    });
    const changing = state.plans.change({ name: '新' }, '改名', { name: '旧' });
    await state.plans.open(8);
    late.open();
    await changing;
    expect(state.view).toMatchObject({ plan: { id: 8 }, undo: null });
  });

  it('of a comparison give way to the one asked for last', async () => {
    const late = held(eight);
    const { state } = await opened({ 'GET patrol-plans/8': late.answer, 'GET patrol-plans/9': { ...planned, id: 9 } });
    const first = state.plans.compareWith(8);
    await state.plans.compareWith(9);
    late.open();
    await first;
    expect(state.view.compare?.id).toBe(9);
    const left = state.plans.compareWith(8);
    await state.plans.open(null);
    await left;
    expect(state.view.compare).toBeNull();
  });
});

describe('a plan that was made', () => {
  it('is not opened in another area than its own', async () => {
    let made: (plan: unknown) => void = () => {};
    const { state } = await recordedState({ 'POST patrol-plans': () => new Promise((done) => (made = done)) });
    const making = state.plans.make({ name: '夜', day: '2026-11-20', shift_ids: [10], settings: {} });
    await settled();
    await state.openArea('990106002');
    made(planned);
    await making;
    expect(state.view).toMatchObject({ area_code: '990106002', plan: null, fault: null });
  });
});

describe('another plan', () => {
  it('takes what could be undone of the one before with it, and leaves what was done to points', async () => {
    const { state } = await opened({
      'PATCH patrol-plans/7': { ...planned, version: 3 },
      'GET patrol-plans/8': { ...planned, id: 8 },
      'GET patrol-plans/8/run': null,
      'POST squads': { id: 3, name: '乙队', version: 1 },
    });
    await state.squads.add({} as never);
    await state.plans.change({ name: '新' }, '改名', { name: '旧' });
    expect(state.view.undo).toBe('改名');
    await state.plans.open(8);
    expect(state.view.undo).toBe('添加「乙队」');
  });
});

describe('a plan that somebody else changed', () => {
  it('is shown as it is by now, so that the next change of it is taken', async () => {
    const { state, answers } = await opened({ 'PATCH patrol-plans/7': new ApiError(409, '刚被他人修改。') });
    answers['GET patrol-plans/7'] = { ...planned, version: 5 };
    await expect(state.plans.change({ name: '新' }, '改名', { name: '旧' })).rejects.toThrow('刚被他人修改。');
    await settled();
    expect(state.view.plan?.version).toBe(5);
  });

  it('is not drawn anew where nothing of it is other', async () => {
    const { state, answers } = await opened();
    const { plan } = state.view;
    answers['GET patrol-plans/7'] = structuredClone(planned);
    await state.plans.renew();
    expect(state.view.plan).toBe(plan);
    answers['GET patrol-plans/7'] = { ...planned, outdated: true };
    await state.plans.renew();
    expect(state.view.plan?.outdated).toBe(true);
  });
});

describe('planning', () => {
  it('that the server knows no more, or does not tell any more, is not asked about for ever', async () => {
    const { state, answers } = await opened({ 'POST patrol-plans/7/runs': runOf({}) });
    answers['GET patrol-plans/7/run'] = null;
    await state.plans.run();
    await settled();
    expect(state.view).toMatchObject({ run: null, fault: null });
    answers['GET patrol-plans/7/run'] = new ApiError(403, '没有权限。');
    await state.plans.run();
    await settled();
    expect(state.view).toMatchObject({ run: null, fault: '没有权限。' });
  });

  it('that does not begin leaves the plan that was made open, and says why', async () => {
    const { state } = await recordedState({
      'POST patrol-plans': planned,
      'POST patrol-plans/7/runs': new ApiError(503, '规划任务太多。'),
    });
    await state.plans.make({ name: '夜', day: '2026-11-20', shift_ids: [10], settings: {} });
    expect(state.view).toMatchObject({ plan: { id: 7 }, fault: '规划任务太多。' });
  });

  it('shows the best so far, and then the plan', async () => {
    const runs = [runOf({ served_count: 3 }), runOf({ state: 'done' })];
    const seen: unknown[] = [];
    const { state, answers } = await opened({
      'POST patrol-plans/7/runs': runOf({ state: 'waiting', progress: 0 }),
      'GET patrol-plans/7/run': null,
    });
    answers['GET patrol-plans/7/run'] = () => runs.shift();
    answers['GET patrol-plans/7'] = { ...planned, version: 3 };
    state.subscribe(({ run }) => seen.at(-1) !== run?.state && seen.push(run?.state));
    await state.plans.run();
    await settled();
    expect(seen).toEqual(['waiting', 'solving', 'done']);
    expect(state.view.plan?.version).toBe(3);
  });

  it('is asked about again where one question failed', async () => {
    const runs = [new ApiError(0, '断了'), runOf({ state: 'done' })];
    const { state, answers } = await opened({ 'POST patrol-plans/7/runs': runOf({}) });
    answers['GET patrol-plans/7/run'] = () => runs.shift();
    await state.plans.run();
    await settled();
    expect(state.view.run?.state).toBe('done');
  });

  it('is not followed any more once another plan is opened; it goes on', async () => {
    const { state, answers, asked } = await opened({ 'POST patrol-plans/7/runs': runOf({}) });
    answers['GET patrol-plans/8'] = { ...planned, id: 8 };
    answers['GET patrol-plans/8/run'] = null;
    await state.plans.run();
    await state.plans.open(8);
    await settled();
    expect(state.view).toMatchObject({ plan: { id: 8 }, run: null });
    expect(whats(asked)).not.toContain('DELETE patrol-plans/7/run');
  });
});

describe('changes of the open plan', () => {
  const stop = { squad_id: 1, kind: 'point', id: 1, visit: 1 } as const;
  const answer = (json: { version: number }) => ({ ...planned, version: json.version + 1 });

  it('lock a stop, and undo frees it', async () => {
    const { state, asked } = await opened({ 'PATCH patrol-plans/7': answer });
    await state.plans.lock([stop], true, '锁定「南门」');
    expect(state.view.undo).toBe('锁定「南门」');
    await state.undo();
    await state.redo();
    expect(asked.map(({ json }) => json)).toEqual([
      { locks: [{ ...stop, locked: true }], version: 2 },
      { locks: [{ ...stop, locked: false }], version: 3 },
      { locks: [{ ...stop, locked: true }], version: 4 },
    ]);
  });

  it('move a stop to another squad, and undo brings it back as it was', async () => {
    const { state, asked } = await opened({ 'PATCH patrol-plans/7': answer });
    await state.plans.move({ ...stop, locked: false }, 2, '移到乙队');
    await state.undo();
    expect(asked.map(({ json }) => json)).toEqual([
      { locks: [{ ...stop, squad_id: 2, locked: true }], version: 2 },
      {
        locks: [
          { ...stop, locked: true },
          { ...stop, locked: false },
        ],
        version: 3,
      },
    ]);
  });
});

describe('a stop that only one squad was to visit', () => {
  it('is free for any once it is given to another, and is not again when that is undone', async () => {
    const input = { ...planned.input, points: planned.input.points.map((point) => ({ ...point, squad_id: 1 })) };
    const plan = { ...planned, input };
    const { state, asked } = await opened({
      'GET patrol-plans/7': plan,
      'PATCH patrol-plans/7': (json: { version: number }) => ({ ...plan, version: json.version + 1 }),
    });
    const stop = { squad_id: 1, kind: 'point', id: 1, visit: 1, locked: true } as const;
    await state.plans.move(stop, 2, '移到乙队');
    await state.undo();
    expect(asked.map(({ json }) => json)).toEqual([
      { points: [{ id: 1, squad_id: null }], locks: [{ ...stop, squad_id: 2 }], version: 2 },
      { points: [{ id: 1, squad_id: 1 }], locks: [stop], version: 3 },
    ]);
  });
});

describe('what becomes of a plan', () => {
  it('made: everything of the area unless some is named, then planned', async () => {
    const { state, asked, answers } = await recordedState({ 'POST patrol-plans': planned });
    answers['POST patrol-plans/7/runs'] = runOf({ state: 'done' });
    answers['GET patrol-plans/7'] = planned;
    const making = { name: '夜', day: '2026-11-20', shift_ids: [10], street_ids: [1], settings: {} };
    await state.plans.make(making);
    expect(asked[0]).toEqual({
      what: 'POST patrol-plans',
      json: { name: '夜', day: '2026-11-20', shift_ids: [10], street_ids: [1], settings: {}, area_code: '990106001' },
    });
    expect(state.view.plan?.id).toBe(7);
  });

  it('repaired: the new one is open and compared with the old', async () => {
    const made = { ...planned, id: 9, from_plan_id: 7 };
    const { state, asked } = await opened({ 'POST patrol-plans/7/repair': made });
    const cause = { kind: 'squad_out', squad_id: 1, at_min: 1250 } as const;
    await state.plans.repair(cause);
    expect(asked[0]).toEqual({ what: 'POST patrol-plans/7/repair', json: cause });
    expect(state.view).toMatchObject({ plan: { id: 9 }, compare: { id: 7 } });
  });

  it('issued: doubts of the server come as a fault with the field', async () => {
    const { state, answers, asked } = await opened({
      'POST patrol-plans/7/issue': new ApiError(409, '班次有变动。', 'anyway'),
    });
    await expect(state.plans.issue()).rejects.toMatchObject({ field: 'anyway' });
    answers['POST patrol-plans/7/issue'] = { ...planned, state: 'issued', version: 3 };
    await state.plans.issue(true);
    expect(asked.filter(({ what }) => what.endsWith('issue')).map(({ json }) => json)).toEqual([{}, { anyway: true }]);
    expect(state.view.plan?.state).toBe('issued');
  });

  it('deleted: none is open, and the list is asked for anew', async () => {
    const { state, asked } = await opened({ 'DELETE patrol-plans/7': undefined });
    await state.plans.remove();
    expect(state.view).toMatchObject({ plan: null, compare: null, plans: nothing.items });
    expect(whats(asked)).toEqual(['DELETE patrol-plans/7', 'GET patrol-plans']);
  });
});
