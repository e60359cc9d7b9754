import { describe, expect, it } from 'vitest';
import { instantMoves, needsApproval, offeredMoves, suggestedHolder } from '../../../client/elements/incident-moves.ts';
import { words } from '../../../client/locales/index.ts';
import { eventBody, type IncidentStatus, incidentStatuses } from '../../../server/api/incidents/schema.ts';
import type { Matter, RoutingException } from '../../../server/api/loop/schema.ts';
import { readLoop } from '../../../server/loop/catalogue.ts';
import { kindsFrom } from '../../../server/loop/moves.ts';

const { reference, route } = readLoop({ variant: 'five', timeZone: 'Asia/Shanghai' });
const byHand = eventBody.options.map(({ shape }) => shape.kind.value);

describe('the moves that are offered', () => {
  it.each<[IncidentStatus, string | null]>([
    ['reported', 'dispatched'],
    ['returned', 'dispatched'],
    ['dispatched', 'accepted'],
    ['accepted', 'handling'],
    ['handling', 'resolved'],
    ['suspended', 'resumed'],
    ['resolved', 'verified'],
    ['verified', 'closed'],
    ['evaluated', 'closed'],
    ['closed', null],
    ['merged', 'reopened'],
    ['withdrawn', 'reopened'],
  ])('at %s begin with %s for whoever dispatches and holds', (status, first) => {
    const moves = kindsFrom(reference.variant.steps, status, ['dispatcher', 'holder']).filter((kind) =>
      byHand.includes(kind as (typeof byHand)[number]),
    );
    expect(offeredMoves(status, moves).first).toBe(first);
  });

  it('leave none out and offer none twice', () => {
    for (const status of incidentStatuses) {
      const { first, rest } = offeredMoves(status, byHand);
      expect([...(first ? [first] : []), ...rest].sort(), status).toEqual([...byHand].sort());
    }
  });

  it('ask a department that was called to say that it is there', () => {
    expect(offeredMoves('handling', ['noted', 'arrived'])).toEqual({ first: 'arrived', rest: ['noted'] });
    expect(offeredMoves('handling', [])).toEqual({ first: null, rest: [] });
  });

  it('have a name in both languages, and a lead where they have a form', () => {
    for (const language of ['zh-CN', 'en'] as const) {
      const { label, lead } = words(language).loop.moves;
      expect(Object.keys(label).sort()).toEqual([...byHand].sort());
      const forms = byHand.filter((kind) => !instantMoves.has(kind));
      expect(Object.keys(lead).sort()).toEqual([...forms].sort());
    }
  });
});

const path = [
  { area_code: '990106', level: 'district' },
  { area_code: '990106001', level: 'street' },
  { area_code: '990106001002', level: 'community' },
  { area_code: '990106001002003', level: 'grid' },
];

describe('who is to handle it', () => {
  it('is the same as the server’s routing for every matter', () => {
    for (const { id, category } of reference.catalogue.matters) {
      const matter = { category, item: id };
      expect(suggestedHolder(reference, matter, path), id).toEqual(route({ ...matter, area_code: '990106001002003' }));
    }
    const outside = { category: 'noise', item: null };
    expect(suggestedHolder(reference, outside, path)).toEqual(route({ ...outside, area_code: '990106001002003' }));
  });

  it('follows the longest exception, a matter before a category', () => {
    const exception = (change: Partial<RoutingException>): RoutingException => ({
      area_code: '990106',
      category: 'noise',
      matter: null,
      level: 'district',
      department: null,
      zh: '',
      en: '',
      ...change,
    });
    const suggested = (...routing: RoutingException[]) =>
      suggestedHolder(
        { routing, catalogue: { version: '1', effective_on: '', matters: [] } },
        { category: 'noise', item: 'noise.a.b' },
        path,
      );
    expect(suggested(exception({}))).toEqual({ holder_code: '990106', department: null });
    expect(
      suggested(exception({}), exception({ area_code: '990106001', level: 'street', department: 'police' })),
    ).toEqual({
      holder_code: '990106001',
      department: 'police',
    });
    expect(suggested(exception({}), exception({ category: null, matter: 'noise.a.b', level: 'grid' }))).toEqual({
      holder_code: '990106001002003',
      department: null,
    });
    expect(suggested(exception({ area_code: '990107' }))).toBeNull();
  });

  it('takes an approval only where a grid gets what is no duty of grids', () => {
    const matters = [
      { id: 'a.b.duty', grid_duty: true },
      { id: 'a.b.other', grid_duty: false },
    ] as Matter[];
    const loop = { catalogue: { version: '1', effective_on: '', matters } };
    const grid = { holder_code: '990106001002003', department: null };
    expect(needsApproval(loop, 'a.b.other', grid, path)).toBe(true);
    expect(needsApproval(loop, null, grid, path)).toBe(true);
    expect(needsApproval(loop, 'a.b.duty', grid, path)).toBe(false);
    expect(needsApproval(loop, null, { ...grid, holder_code: '990106001002' }, path)).toBe(false);
    expect(needsApproval(loop, null, { ...grid, department: 'water' }, path)).toBe(false);
  });
});
