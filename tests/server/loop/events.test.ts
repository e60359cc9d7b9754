import { describe, expect, it } from 'vitest';
import { AppError } from '../../../server/errors.ts';
import { type Act, clockOff, eventsFor, movesOf } from '../../../server/loop/events.ts';
import { folded, type LoopIncident } from '../../../server/loop/incident.ts';
import { townMatter } from '../../fixtures/loop-reports.ts';
import { townArea } from '../../fixtures/town.ts';
import { everybody, loops, monday } from './walking.ts';

const places = [
  { area_code: townArea.district, level: 'district', name: '清河区' },
  { area_code: townArea.street, level: 'street', name: '清河街道' },
  { area_code: townArea.north, level: 'community', name: '清河社区' },
  { area_code: townArea.northWest, level: 'grid', name: '第一网格' },
];
const standing: LoopIncident = {
  ...{ id: 1, version: 3, status: 'dispatched', category: 'environment', item: townMatter.litter, severity: 'low' },
  ...{ area_code: townArea.northWest, holder_code: townArea.northWest, department: null, channel: 'worker' },
  ...{
    reported_at: monday.toISOString(),
    due_at: '2026-11-17T01:30:00.000Z',
    clock_left_min: null,
    hand_count: 1,
    rating: null,
  },
  ...{ joined_count: 0, merged_into: null, reporter_account_id: null, centre: [112.1016, 32.0052], places },
  ...{ callable: ['fire', 'police'], waiting: ['police'] },
};
const events = (act: Act, incident: Partial<LoopIncident> = {}, variant = 'five') =>
  eventsFor(loops[variant]!, { ...standing, ...incident }, act, everybody());
const refusal = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    if (error instanceof AppError) return { status: error.status, field: error.options.field, en: error.sentence.en };
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('the events of an act', () => {
  it('put text and photos on the one that was asked for, and nothing on those passed over', () => {
    const drafts = events({ kind: 'resolved', text: '已清扫', photos: ['a'] });
    expect(drafts.map(({ kind, actor, text, photos }) => [kind, actor, text, photos])).toEqual([
      ['accepted', 'simulator', undefined, undefined],
      ['handling', 'simulator', undefined, undefined],
      ['resolved', 'simulator', '已清扫', ['a']],
    ]);
    expect(drafts.at(-1)!.changes).toEqual({
      ...{
        status: 'resolved',
        closed_at: monday.toISOString(),
        settled_at: 'grid',
        remind_at: null,
        escalate_at: null,
      },
    });
    expect(folded(standing, drafts)).toMatchObject({ status: 'resolved', version: 6, holder_code: townArea.northWest });
  });

  it('are settled at the level of whoever held it, a department’s at that of its area', () => {
    const settledAt = (incident: Partial<LoopIncident>) =>
      events({ kind: 'resolved', text: '好', photos: ['a'] }, incident).at(-1)!.changes.settled_at;
    expect(settledAt({ holder_code: townArea.street, department: 'police' })).toBe('street');
    expect(settledAt({ holder_code: townArea.north })).toBe('community');
    expect(settledAt({ holder_code: null })).toBe('grid');
    expect(settledAt({ holder_code: null, places: [] })).toBe(null);
  });

  it('go where the catalogue routes, where nothing is named', () => {
    const [routed] = events({ kind: 'dispatched' }, { status: 'reported', holder_code: null, hand_count: 0 });
    expect(routed!.changes).toMatchObject({
      status: 'dispatched',
      holder_code: townArea.northWest,
      department: null,
      hand_count: 1,
    });
    const fraud = { status: 'reported', category: 'order', item: townMatter.fraud } as const;
    expect(events({ kind: 'dispatched' }, fraud)[0]!.changes).toMatchObject({
      holder_code: townArea.street,
      department: 'police',
    });
    // The street named without a department means the one that the catalogue names there; null means the street's own people.
    expect(events({ kind: 'dispatched', holder_code: townArea.street }, fraud)[0]!.changes).toMatchObject({
      department: 'police',
    });
    const own = { kind: 'dispatched', holder_code: townArea.street, department: null } as const;
    expect(events(own, fraud)[0]!.changes).toMatchObject({ department: null });
    expect(events({ kind: 'dispatched', department: 'fire' }, fraud)[0]!.changes).toMatchObject({
      holder_code: townArea.street,
      department: 'fire',
    });
  });

  it('count a hand where the holder changes, and none where it stays', () => {
    const handsAfter = (act: Act) => events(act)[0]!.changes.hand_count;
    expect(handsAfter({ kind: 'dispatched', holder_code: townArea.northWest })).toBe(1);
    expect(handsAfter({ kind: 'dispatched', holder_code: townArea.north })).toBe(2);
    expect(handsAfter({ kind: 'dispatched', holder_code: townArea.northWest, department: 'fire' })).toBe(2);
  });

  it('leave an overdue deadline when it goes up, and begin a new one before it is due', () => {
    const up = (due_at: string | null) => events({ kind: 'escalated', text: '上' }, { due_at })[0]!.changes;
    // Seven working hours from Monday, 10:00.
    expect(up('2026-11-17T01:30:00.000Z')).toMatchObject({
      holder_code: townArea.north,
      due_at: '2026-11-17T02:00:00.000Z',
    });
    const late = up('2026-11-16T01:00:00.000Z');
    expect(late).toMatchObject({ remind_at: null, escalate_at: '2026-11-17T02:00:00.000Z', hand_count: 2 });
    expect(late).not.toHaveProperty('due_at');
  });

  it('reckon a corrected matter’s deadline from when it was reported, and leave it where the limit is the same', () => {
    const corrected = (act: Partial<Act>, incident = {}) =>
      events({ kind: 'corrected', ...act } as Act, incident)[0]!.changes;
    expect(corrected({ category: 'noise' })).toMatchObject({ category: 'noise', item: null, catalogue_version: null });
    // Outside the catalogue: 15 working days, or 24 hours.
    const outside = { item: null, reported_at: '2026-11-13T02:00:00.000Z' };
    expect(corrected({ severity: 'urgent' }, outside)).toMatchObject({
      severity: 'urgent',
      due_at: '2026-11-14T02:00:00.000Z',
    });
    expect(corrected({ severity: 'normal' })).toEqual({ severity: 'normal' });
  });

  it('return what is rated low, by rule, with its whole time before it', () => {
    const low = events({ kind: 'evaluated', rating: 1 }, { status: 'verified' });
    expect(low.map(({ kind, actor }) => [kind, actor])).toEqual([
      ['evaluated', 'simulator'],
      ['returned', 'rule'],
    ]);
    expect(low[1]!.changes).toMatchObject({ status: 'returned', closed_at: null, rating: null, holder_code: null });
    expect(events({ kind: 'evaluated', rating: 3 }, { status: 'verified' })).toHaveLength(1);
  });
});

describe('what an act is refused for', () => {
  it.each([
    ['an evidence photo', { kind: 'resolved', text: '好' }, {}, 400, 'photos'],
    ['words on what was done', { kind: 'resolved', photos: ['a'] }, {}, 400, 'text'],
    ['an approval', { kind: 'dispatched', holder_code: townArea.northWest }, { item: null }, 400, 'approval_ref'],
    ['a holder', { kind: 'dispatched' }, { item: null }, 400, 'holder_code'],
    ['a holder that holds it', { kind: 'dispatched', holder_code: townArea.south }, {}, 400, 'holder_code'],
    ['a place', { kind: 'dispatched' }, { places: [], area_code: null }, 400, 'holder_code'],
    ['a department that there is', { kind: 'dispatched', department: 'weather' }, {}, 400, 'department'],
    ['a department that is rostered', { kind: 'whistled', departments: ['water'] }, {}, 400, 'departments'],
    ['a department that was called', { kind: 'arrived', department: 'fire' }, {}, 400, 'department'],
    ['a level above', { kind: 'escalated', text: '上' }, { holder_code: townArea.district }, 409, 'kind'],
    ['a status from which it goes', { kind: 'resumed' }, {}, 409, 'kind'],
    ['something to correct', { kind: 'corrected' }, {}, 400, 'category'],
    ['a matter of the category', { kind: 'corrected', category: 'noise', item: townMatter.litter }, {}, 400, 'item'],
    ['a new place in an area', { kind: 'corrected', centre: [0, 0] }, {}, 400, 'centre'],
  ])('for want of %s', (_, act, incident, status, field) => {
    expect(refusal(() => events(act as Act, incident as Partial<LoopIncident>))).toMatchObject({ status, field });
  });

  it('for speaking for another department', () => {
    const as = { ...everybody(), actors: ['called'] as const, departments: ['fire'] };
    const act: Act = { kind: 'arrived', department: 'police' };
    expect(refusal(() => eventsFor(loops.five!, standing, act, as))).toMatchObject({
      status: 400,
      field: 'department',
    });
    expect(eventsFor(loops.five!, standing, act, { ...as, departments: ['police'] })[0]!.changes).toEqual({
      arrived: 'police',
    });
  });

  it('for its status (409) or for its sender (403), in words of the catalogue', () => {
    const holder = { ...everybody(), actors: ['holder'] as const };
    expect(refusal(() => eventsFor(loops.thirteen!, standing, { kind: 'resolved', text: '好' }, holder))).toEqual({
      ...{ status: 409, field: 'kind' },
      en: 'This incident is at “Dispatched”, from where “Resolved” is not possible. What you can do now: Accepted, Returned, Escalated, Note, Corrected, Departments called.',
    });
    expect(refusal(() => eventsFor(loops.five!, standing, { kind: 'merged', into: 2 }, holder))).toMatchObject({
      status: 403,
    });
    const nobody = { ...everybody(), actors: [] };
    expect(refusal(() => eventsFor(loops.five!, standing, { kind: 'noted', text: '看' }, nobody)).en).toBe(
      '“Note” is not yours to do with this incident. There is nothing that you can do with it now.',
    );
  });
});

describe('what is offered', () => {
  it('is only what can be done by hand, and only where somebody is there to be called or to come', () => {
    const dispatcher = (changes: Partial<LoopIncident>) =>
      movesOf(loops.five!, { ...standing, ...changes }, ['dispatcher']);
    expect(dispatcher({})).toEqual([
      'dispatched',
      'returned',
      'merged',
      'escalated',
      'noted',
      'corrected',
      'whistled',
      'arrived',
      'reminded',
    ]);
    expect(dispatcher({ callable: [], waiting: [] })).not.toContain('whistled');
    expect(dispatcher({ waiting: [] })).not.toContain('arrived');
    expect(movesOf(loops.five!, { ...standing, status: 'found' }, ['reporter'])).toEqual(['withdrawn', 'noted']);
  });
});

it.each([
  [undefined, {}],
  [120_000, {}],
  [-120_000, {}],
  [120_001, { device_at: '2026-11-16T02:02:00.001Z' }],
  [-3_600_000, { device_at: '2026-11-16T01:00:00.000Z' }],
])('a device’s clock that is off by %s ms', (off, kept) => {
  const said = off === undefined ? undefined : new Date(monday.getTime() + off).toISOString();
  expect(clockOff(said, monday)).toEqual(kept);
});
