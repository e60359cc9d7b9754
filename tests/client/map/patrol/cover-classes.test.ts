import { describe, expect, it } from 'vitest';
import { coverClasses, coverLegend, coverLook, coverPiece } from '../../../../client/map/patrol/cover-classes.ts';
import { patrolStyle } from '../../../../client/map/patrol/patrol-style.ts';
import { day } from '../../../../client/theme/palette.ts';
import { deployment } from '../context.ts';

const now = Date.parse('2026-11-22T00:00:00Z');
const street = { road_id: 1, name: null, length_m: 10, planned: false, done: false, passed_at: null, line: [] };

describe('streets by when they were passed', () => {
  it.each([
    ['2026-11-21T12:00:00Z', false, 'fresh', 0],
    ['2026-11-19T12:00:00Z', true, 'recent', 2],
    ['2026-11-16T00:00:00Z', false, 'week', 6],
    ['2026-09-01T00:00:00Z', true, 'old', 82],
    [null, true, 'planned', null],
    [null, false, 'blind', null],
  ])('passed at %s, planned %s: %s', (passed_at, planned, cover, days) => {
    expect(coverPiece({ ...street, passed_at, planned }, now)).toMatchObject({ cover, days });
  });

  it('draws the legend and the map from one table', () => {
    const legend = coverLegend(day, 'zh-CN');
    const layers = patrolStyle(deployment, 'day', 'zh-CN', 1).layers.filter(({ id }) => id.startsWith('patrol-cover-'));
    expect(layers.map(({ paint }) => (paint as { 'line-color': string })['line-color'])).toEqual(
      legend.map(({ colour }) => colour),
    );
    expect(coverClasses.map((cover) => coverLook(cover, day).dash.length > 0)).toEqual(
      legend.map(({ shape }) => shape === 'dash'),
    );
    expect(new Set(legend.map(({ label }) => label)).size).toBe(6);
  });
});
