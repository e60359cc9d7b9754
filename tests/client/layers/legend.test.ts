import { describe, expect, it } from 'vitest';
import { byFreshness, confirmedLine, dayNumber, freshnessColours } from '../../../client/layers/freshness.ts';
import { levelAtZoom, levelRanges } from '../../../client/layers/grids.ts';
import { readImageName } from '../../../client/layers/image-name.ts';
import { layers } from '../../../client/layers/index.ts';
import type { LayerContext } from '../../../client/layers/layer.ts';
import { hiddenCount } from '../../../client/map/classes.ts';
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

  it('say that the lowest class is hidden where counts are protected', () => {
    const labels = (breaks: number[], small_count_below: number | null) =>
      layer('grids')
        .legend(contextOf({ breaks, small_count_below, indicator: 'household_count' }))
        .map((entry) => entry.label);
    expect(labels([9, 120], 10)).toEqual(['<10 户', '10–120 户', '≥ 121 户']);
    expect(labels([9, 120], null)).toEqual(['0–9 户', '10–120 户', '≥ 121 户']);
    expect(labels([40, 120], 10)).toEqual(['0–40 户', '41–120 户', '≥ 121 户']);
  });

  it('name the veil over what is not counted, and only where there is some', () => {
    const context = contextOf({ counted: ['320102001001', '320102001002003'] });
    const veil = layer('grids')
      .style(context)
      .find(({ id }) => id === 'grids-veil-grid') as { filter: unknown };
    expect(veil.filter).toEqual([
      'all',
      ['==', ['get', 'level'], 'grid'],
      [
        '!',
        [
          'any',
          ['==', ['slice', ['get', 'area_code'], 0, 12], '320102001001'],
          ['==', ['slice', ['get', 'area_code'], 0, 15], '320102001002003'],
        ],
      ],
    ]);
    const labels = (of: LayerContext) =>
      layer('grids')
        .legend(of)
        .map((entry) => entry.label);
    expect(labels(context).at(-1)).toBe('职责范围外');
    expect(labels(contextOf())).not.toContain('职责范围外');
    expect(paint('grids', contextOf())).not.toContain('grids-veil');
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

describe('incidents coloured by what they went through', () => {
  it.each(['settled', 'hands'] as const)(
    'by %s have five classes that differ in colour and in the ring',
    (colouring) => {
      const context = contextOf({ colouring });
      const marks = layer('incidents')
        .legend(context)
        .flatMap((entry) => (entry.mark ? [entry.mark] : []));
      expect(marks.map(({ shape, ring }) => `${shape} ${ring}`)).toEqual([
        'hollow 0',
        'disc 0.25',
        'disc 0.5',
        'disc 0.75',
        'disc 1',
      ]);
      expect(new Set(marks.map(({ fill }) => fill)).size).toBe(5);
      const painted = paint('incidents', context);
      for (const mark of marks) expect(painted).toContain(`|${mark.fill}|${mark.ink}|${mark.edge}|${mark.ring}`);
      expect(painted).not.toContain(`mark|diamond`);
    },
  );

  it('are told by the popup in words', () => {
    const lines = (colouring: 'urgency' | 'settled' | 'hands') =>
      layer('incidents').popup!(
        { properties: { category: 'noise', urgency: 0, settled: 2, hands: 7 } } as never,
        contextOf({ colouring }),
      )!.lines;
    expect(lines('urgency')).toEqual(['已办结']);
    expect(lines('settled')).toEqual(['已办结', '社区办结']);
    expect(lines('hands')).toEqual(['已办结', '经4手及以上']);
  });
});

describe('the popup of an area', () => {
  const line = (household_count: number, small_count_below: number | null) =>
    layer('grids').popup!(
      { properties: { name: '第一网格', level: 'grid' }, state: { household_count } } as never,
      contextOf({ indicator: 'household_count', small_count_below }),
    )!.lines[1];

  it('says counts as they are protected', () => {
    expect([line(1230, null), line(1230, 10), line(0, 10), line(hiddenCount, 10)]).toEqual([
      '户数 1,230 户',
      '户数 约 1,230 户',
      '户数 0 户',
      '户数 <10 户',
    ]);
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

  const tree = (widths: Record<string, number | null>, chunk: number, digits: Record<string, number> = codeDigits) =>
    contextOf({
      deployment: {
        ...context.deployment,
        root: {
          ...context.deployment.root!,
          area_code: '9'.repeat(digits[Object.keys(widths)[0]!]!),
          centre: [119, 32],
        },
        chunk_digits: chunk,
        levels: Object.entries(widths).map(([level, typical_width_m]) => ({
          level,
          code_digits: digits[level]!,
          typical_width_m,
        })),
      },
    });
  const codeDigits = { province: 2, city: 4, district: 6, street: 9, community: 12, grid: 15, cell: 18 };
  const starts = (of: ReturnType<typeof tree>) => levelRanges(of).map(({ level, minzoom }) => [level, minzoom]);

  it('shows a district of any size by fixed zooms', () => {
    const fixed = [
      ['district', 0],
      ['street', 9],
      ['community', 11.8],
      ['grid', 13.8],
    ];
    expect(starts(tree({ district: 4000, street: 2300, community: 1200, grid: 400 }, 6))).toEqual(fixed);
    expect(starts(tree({ district: 60_000, street: 19_000, community: 6000, grid: 2000 }, 6))).toEqual(fixed);
  });

  it('waits in a province until areas are 64 pixels wide', () => {
    const narrow = tree({ province: 35_000, city: 13_000, district: 5000, street: 1600, community: 500, grid: 160 }, 6);
    expect(starts(narrow).map(([level, zoom]) => [level, Math.round((zoom as number) * 10) / 10])).toEqual([
      ['province', 0],
      ['city', 8.4],
      ['district', 9.7],
      ['street', 11.4],
      ['community', 13.1],
      ['grid', 14.7],
    ]);
    const wide = tree(
      { province: 430_000, city: 160_000, district: 61_000, street: 19_000, community: 6000, grid: 2000 },
      6,
    );
    expect(starts(wide).map(([level, zoom]) => [level, Math.round((zoom as number) * 10) / 10])).toEqual([
      ['province', 0],
      ['city', 4.7],
      ['district', 6.1],
      ['street', 9],
      ['community', 11.8],
      ['grid', 13.8],
    ]);
  });

  it('works with levels that nobody foresaw and with some that have no area', () => {
    const strange = tree({ province: 1000, city: null, cell: null }, 18);
    expect(starts(strange)).toEqual([
      ['province', 0],
      ['city', 10],
      ['cell', 12],
    ]);
    const crowded = levelRanges(tree({ province: 1000, city: 1000, district: 1000, street: 1000 }, 6));
    expect(crowded[1]!.minzoom).toBeLessThan(crowded[2]!.minzoom);
    expect(crowded[2]!.minzoom).toBeLessThan(crowded[3]!.minzoom);
  });

  it('shows no level before the tiles hold it', () => {
    expect(starts(tree({ district: 20_000, street: 5000 }, 6))).toEqual([
      ['district', 0],
      ['street', 12],
    ]);
  });

  it('shows none before there is an area', () => {
    const none = contextOf({
      deployment: { ...context.deployment, root: null, levels: [], chunk_digits: null, chunks: [] },
    });
    expect(levelRanges(none)).toEqual([]);
    expect(levelAtZoom(none, 12)).toBeUndefined();
  });
});
