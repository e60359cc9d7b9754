import { describe, expect, it } from 'vitest';
import { coverClasses, coverLegend, coverLook, coverPiece } from '../../../../client/map/patrol/cover-classes.ts';
import { coverPopup } from '../../../../client/map/patrol/cover-popup.ts';
import { coverLayers, patrolStyle } from '../../../../client/map/patrol/patrol-style.ts';
import { day } from '../../../../client/theme/palette.ts';
import type { StreetCover } from '../../../../server/api/patrol-coverage/schema.ts';
import { deployment } from '../context.ts';

const now = Date.parse('2026-11-22T00:00:00Z');
const street: StreetCover = {
  road_id: 1,
  name: null,
  length_m: 10,
  planned: false,
  done: false,
  passed_at: null,
  line: [],
};

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

  it('tells the name, when it was passed last and how many days ago, or whether a plan passes it', () => {
    const clock = { today: '2026-11-22', timeZone: 'Asia/Shanghai', language: 'zh-CN' } as const;
    const told = (fields: Partial<StreetCover>) => {
      const { title, lines } = coverPopup(coverPiece({ ...street, ...fields }, now), clock);
      return [title, ...lines];
    };
    expect(told({ name: '站前路', passed_at: '2026-11-19T12:00:00Z' })).toEqual([
      '站前路',
      '最近走过：11月19日 20:00',
      '距今 2 天',
      '这一截长 10 米',
    ]);
    expect(told({ passed_at: '2026-11-21T16:30:00Z' }).slice(1, 3)).toEqual(['最近走过：今天 00:30', '距今不到一天']);
    expect(told({}).slice(0, 3)).toEqual(['无名道路', '所选日期以前的 92 天里没有走过', '没有方案经过']);
    expect(told({ planned: true })[2]).toBe('方案里编排过');
  });

  it('draws the legend and the map from one table', () => {
    const legend = coverLegend(day, 'zh-CN');
    const layers = patrolStyle(deployment, 'day', 'zh-CN', 1).layers.filter(({ id }) => id.startsWith('patrol-cover-'));
    expect(layers.map(({ id }) => id)).toEqual(coverLayers);
    expect(layers.map(({ paint }) => (paint as { 'line-color': string })['line-color'])).toEqual(
      legend.map(({ colour }) => colour),
    );
    expect(coverClasses.map((cover) => coverLook(cover, day).dash.length > 0)).toEqual(
      legend.map(({ shape }) => shape === 'dash'),
    );
    expect(new Set(legend.map(({ label }) => label)).size).toBe(6);
  });
});
