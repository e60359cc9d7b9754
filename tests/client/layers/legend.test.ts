import { describe, expect, it } from 'vitest';
import { byFreshness, confirmedLine, dayNumber, freshnessColours } from '../../../client/layers/freshness.ts';
import { levelAtZoom, levelRanges } from '../../../client/layers/grids.ts';
import { readImageName } from '../../../client/layers/image-name.ts';
import { layers } from '../../../client/layers/index.ts';
import type { LayerContext } from '../../../client/layers/layer.ts';
import { layerIds } from '../../../client/state/store.ts';
import { contextOf } from '../map/context.ts';

const layer = (id: string) => layers.find((candidate) => candidate.id === id)!;
/** All that a layer may paint with, as text. */
const paint = (id: string, context: LayerContext) => JSON.stringify(layer(id).style(context));

describe('layers', () => {
  it('are all there, once', () => {
    expect(layers.map(({ id }) => id).sort()).toEqual([...layerIds].sort());
  });

  it('begin the ids of their style layers with their own', () => {
    for (const { id, style } of layers) {
      for (const styled of style(contextOf())) expect(styled.id.startsWith(`${id}-`), styled.id).toBe(true);
    }
  });

  it('have a title in both languages', () => {
    expect(layers.map((one) => one.title(contextOf()))).toContain('公共设施');
    expect(layers.map((one) => one.title(contextOf({ language: 'en' })))).toContain('Facilities');
  });
});

describe('legends', () => {
  for (const theme of ['day', 'night'] as const) {
    for (const freshness of [false, true]) {
      it(`show only colours and marks that the paint uses: ${theme}, ${freshness ? 'by freshness' : 'by kind'}`, () => {
        const context = contextOf({ theme, freshness });
        for (const { id, legend } of layers) {
          const painted = paint(id, context);
          for (const entry of legend(context)) {
            expect(painted, `${id}: ${entry.label}`).toContain(entry.colour.toLowerCase());
            for (const colour of entry.ramp ?? []) expect(painted).toContain(colour);
          }
        }
      });
    }
  }

  it('say the classes of the choropleth in whole numbers', () => {
    const labels = (breaks: number[]) =>
      layer('grids')
        .legend(contextOf({ breaks }))
        .map((entry) => entry.label);
    expect(labels([0, 2, 5, 12])).toEqual(['0 件', '1–2 件', '3–5 件', '6–12 件', '≥ 13 件']);
    expect(labels([3])).toEqual(['0–3 件', '≥ 4 件']);
    expect(labels([])).toEqual(['暂无数据']);
  });

  it('separate the classes where the legend does', () => {
    const fill = layer('grids')
      .style(contextOf({ breaks: [0, 2, 5, 12] }))
      .find((styled) => styled.id === 'grids-fill-grid')!;
    const colour = (fill.paint as { 'fill-color': unknown[] })['fill-color'];
    const { choropleth } = contextOf().palette;
    expect(colour.slice(2)).toEqual([
      'rgba(0,0,0,0)',
      -0.5,
      choropleth[0],
      0.5,
      choropleth[1],
      2.5,
      choropleth[2],
      5.5,
      choropleth[3],
      12.5,
      choropleth[4],
    ]);
  });

  it('tell the urgencies apart by shape as well as by colour', () => {
    const marks = layer('incidents')
      .legend(contextOf())
      .flatMap((entry) => (entry.mark ? [entry.mark] : []));
    expect(marks.map(({ shape, ring }) => `${shape} ${ring}`)).toEqual(['diamond 0', 'disc 1', 'disc 0', 'hollow 0']);
    const painted = paint('incidents', contextOf())
      .match(/mark\|[^"]+/g)!
      .map((name) => readImageName(name)!);
    for (const mark of marks) {
      expect(painted.some((one) => one.shape === mark.shape && one.fill === mark.fill && one.ring === mark.ring)).toBe(
        true,
      );
    }
  });
});

describe('freshness', () => {
  const context = contextOf({ freshness: true });

  it('counts days from 1970', () => {
    expect(dayNumber('1970-01-01')).toBe(0);
    expect(dayNumber('2026-05-20')).toBe(20_593);
  });

  it('has five classes, freshest first, and takes never for the oldest', () => {
    expect(byFreshness(context, freshnessColours(context))).toEqual([
      'step',
      ['-', 20_593, ['coalesce', ['get', 'confirmed_day'], -100_000]],
      '#dfab2c',
      30,
      '#c39a3c',
      90,
      '#a98c4f',
      180,
      '#93825f',
      365,
      '#7e7a72',
    ]);
  });

  it('says when', () => {
    expect(confirmedLine({ confirmed_day: 20_593 }, context)).toBe('今天核实');
    expect(confirmedLine({ confirmed_day: 20_548 }, context)).toBe('45天前核实');
    expect(confirmedLine({}, context)).toBe('从未核实');
  });
});

describe('the level in view', () => {
  const context = contextOf();

  it('follows the zoom and never rises above the root', () => {
    expect([5, 10, 12, 13.7, 13.8, 18].map((zoom) => levelAtZoom(context, zoom))).toEqual([
      'street',
      'street',
      'community',
      'community',
      'grid',
      'grid',
    ]);
  });

  it('leaves no zoom without a level', () => {
    const ranges = levelRanges(context);
    expect(ranges[0]!.minzoom).toBe(0);
    for (const [index, range] of ranges.entries()) {
      if (index > 0) expect(range.minzoom).toBe(ranges[index - 1]!.maxzoom);
    }
    expect(ranges.at(-1)!.maxzoom).toBe(24);
  });

  it('works with another tree', () => {
    const levels = ['province', 'city', 'district', 'street', 'community', 'grid', 'cell'];
    const catalogues = {
      ...context.catalogues,
      'area-level': levels.map((id) => ({ id, zh: id, en: id })),
    };
    const ranges = levelRanges({ catalogues });
    for (const [index, range] of ranges.entries()) {
      expect(range.minzoom, range.level).toBeLessThan(range.maxzoom);
      if (index > 0) expect(range.minzoom, range.level).toBeGreaterThan(ranges[index - 1]!.minzoom);
    }
  });
});
