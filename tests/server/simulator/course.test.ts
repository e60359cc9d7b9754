import { describe, expect, it } from 'vitest';
import type { IncidentStatus } from '../../../server/api/incidents/schema.ts';
import type { LoopIncident } from '../../../server/loop/incident.ts';
import { nextAct } from '../../../server/simulator/course.ts';
import { Random } from '../../../server/simulator/random.ts';
import { places } from './small-city.ts';

const standing = (more: Partial<LoopIncident>): LoopIncident => ({
  ...{ id: 1, version: 5, status: 'handling', category: 'parking', item: 'parking.bicycles.shared', severity: 'low' },
  ...{ area_code: '990106001001001', holder_code: '990106001001001', department: null, hand_count: 1, places },
  ...{ reported_at: '2026-05-20T01:00:00Z', due_at: null, clock_left_min: null, rating: null, joined_count: 0 },
  ...{ merged_into: null, reporter_account_id: null, channel: 'public', centre: [112.1, 32] },
  ...{ callable: ['police', 'urban_management'], waiting: [] },
  ...more,
});

/** Kinds that come up in a thousand draws, and the acts themselves. */
function draws(incident: LoopIncident) {
  const random = new Random('draws');
  const acts = Array.from({ length: 1_000 }, () => nextAct(incident, { random, photosOf: () => ['p'] }));
  return { acts, kinds: [...new Set(acts.map((act) => act?.kind ?? null))].sort() };
}

describe('the next act', () => {
  it.each<[IncidentStatus, (string | null)[]]>([
    ['reported', ['dispatched', 'withdrawn']],
    ['returned', ['dispatched']],
    ['dispatched', ['accepted', 'escalated', 'returned']],
    ['accepted', ['handling', 'suspended']],
    ['handling', ['escalated', 'noted', 'resolved', 'returned', 'suspended', 'whistled']],
    ['suspended', ['resumed']],
    ['resolved', ['reopened', 'returned', 'verified']],
    ['verified', ['closed', 'evaluated']],
    ['evaluated', ['closed']],
    ['closed', [null]],
    ['merged', [null]],
    ['withdrawn', [null]],
  ])('of what is %s is one of %j', (status, kinds) => {
    expect(draws(standing({ status })).kinds).toEqual(kinds);
  });

  it('goes straight on after many events', () => {
    expect(draws(standing({ version: 20 })).kinds).toEqual(['resolved']);
    expect(draws(standing({ version: 20, status: 'dispatched' })).kinds).toEqual(['accepted']);
  });

  it('calls departments of the category that somebody answers for here, and waits for them', () => {
    const { acts } = draws(standing({}));
    expect(acts.filter((act) => act?.kind === 'whistled')[0]).toMatchObject({ departments: ['urban_management'] });
    expect(draws(standing({ callable: ['police'] })).kinds).not.toContain('whistled');
    expect(draws(standing({ department: 'urban_management' })).kinds).not.toContain('whistled');
    const called = draws(standing({ waiting: ['urban_management'] }));
    expect(called.kinds).toEqual(['arrived', 'noted']);
    expect(called.acts.find((act) => act?.kind === 'arrived')).toMatchObject({ department: 'urban_management' });
  });

  it('passes up from grid and community only', () => {
    expect(draws(standing({ holder_code: '990106001001' })).kinds).toContain('escalated');
    expect(draws(standing({ holder_code: '990106001' })).kinds).not.toContain('escalated');
  });

  it('says what was done, shows it, and is rated well by most', () => {
    for (const act of draws(standing({ version: 20 })).acts) {
      expect(act?.text).toMatch(/。$/);
      expect(act?.photos).toEqual(['p']);
    }
    const ratings = draws(standing({ status: 'verified' })).acts.flatMap((act) =>
      act?.kind === 'evaluated' ? act.rating : [],
    );
    expect(ratings.length).toBeGreaterThan(700);
    expect(ratings.filter((rating) => rating >= 4).length / ratings.length).toBeGreaterThan(0.8);
    expect([...new Set(ratings)].sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it('gives what no catalogue foresees to the community', () => {
    const [act] = draws(standing({ status: 'reported', item: null, holder_code: null })).acts;
    expect(act).toMatchObject({ kind: 'dispatched', holder_code: '990106001001', department: null });
  });
});
