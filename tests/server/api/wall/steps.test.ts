import { describe, expect, it } from 'vitest';
import type { IncidentStatus } from '../../../../server/api/incidents/schema.ts';
import { loopWeather } from '../../../../server/api/wall/steps.ts';

const passing = (...rows: [IncidentStatus, IncidentStatus, number][]) =>
  rows.map(([status, next_status, count]) => ({ status, next_status, count }));

describe('the weather of the loop', () => {
  it('puts every status into one of five steps, and what was merged or withdrawn into none', () => {
    const standing = (
      [
        'found',
        'reported',
        'returned',
        'dispatched',
        'accepted',
        'handling',
        'suspended',
        'resolved',
        'verified',
      ] as const
    ).map((status, index) => ({ status, count: 10 ** (index % 3), overdue_count: 1 }));
    const aside = (['merged', 'withdrawn', 'evaluated', 'closed'] as const).map((status) => ({
      ...{ status, count: 5, overdue_count: 0 },
    }));
    expect(loopWeather([...standing, ...aside], [])).toEqual([
      { step: 'reported', count: 111, overdue_count: 3, passed_count: 0 },
      { step: 'dispatched', count: 1, overdue_count: 1, passed_count: 0 },
      { step: 'handling', count: 111, overdue_count: 3, passed_count: 0 },
      { step: 'resolved', count: 110, overdue_count: 2, passed_count: 0 },
      { step: 'evaluated', count: 10, overdue_count: 0, passed_count: 0 },
    ]);
  });

  it('counts a step as passed when it is left for a later one, the last when it is come to', () => {
    const moves = passing(
      ...([
        ['found', 'reported', 1],
        ['reported', 'dispatched', 2],
        ['reported', 'resolved', 3],
        ['dispatched', 'returned', 100],
        ['dispatched', 'accepted', 4],
        ['accepted', 'handling', 100],
        ['handling', 'merged', 100],
        ['handling', 'resolved', 5],
        ['resolved', 'verified', 100],
        ['verified', 'handling', 100],
        ['verified', 'evaluated', 6],
        ['evaluated', 'closed', 100],
      ] as [IncidentStatus, IncidentStatus, number][]),
    );
    expect(loopWeather([], moves).map(({ passed_count }) => passed_count)).toEqual([5, 4, 5, 6, 6]);
  });
});
