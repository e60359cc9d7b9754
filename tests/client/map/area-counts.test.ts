import { LngLat, LngLatBounds } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';
import type { LayerContext } from '../../../client/layers/layer.ts';
import { AreaCounts } from '../../../client/map/area-counts.ts';
import { hiddenCount } from '../../../client/map/classes.ts';
import type { AreaIndicators } from '../../../server/api/areas/schema.ts';
import type { Bounds } from '../../../server/api/wire.ts';
import { contextOf, deployment } from './context.ts';

const codes = ['990001', '990002', '990003', '990004'];
/** Four districts side by side, each 0.1° wide. */
const province = contextOf({
  deployment: {
    ...deployment,
    root: { ...deployment.root!, area_code: '99', level: 'province', centre: [119, 32] },
    levels: [
      { level: 'province', code_digits: 2, typical_width_m: 20_000 },
      { level: 'district', code_digits: 6, typical_width_m: 10_000 },
      { level: 'grid', code_digits: 15, typical_width_m: 300 },
    ],
    chunk_digits: 6,
    chunks: codes.map((area_code, index) => ({
      area_code,
      bounds: [119 + index / 10, 32, 119.1 + index / 10, 32.1] as Bounds,
    })),
  },
});

/** Indicators of some areas; open incidents 10 times the number in the round, 0 for the first. */
function indicatorsOf(key: string, round: number, gridCount: number): AreaIndicators {
  const [level, within] = key.split('/') as [string, string];
  const grids = Array.from({ length: gridCount }, (_, index) => `${within}00100${1001 + index}`);
  const area_code = level === 'grid' ? grids : codes;
  const numbers = area_code.map((_, index) => index * 10 * round);
  return {
    level,
    area_code,
    small_count_below: null,
    incident_open_count: numbers,
    incident_overdue_count: numbers.map(() => 1),
    household_count: numbers.map(() => 300),
    visit_due_count: numbers.map(() => 0),
    visit_overdue_count: numbers.map(() => 0),
    proactive_share: numbers.map(() => null),
  };
}

/** A map that looks where it is told, and what was asked for, stated and named. */
function scene(context: LayerContext = province) {
  const view = { zoom: 8.5, west: 119, east: 119.4 };
  const asked: string[] = [];
  const stated = new Map<number, Record<string, number>>();
  const named: Record<string, string>[] = [];
  const classes: number[][] = [];
  const errors: unknown[] = [];
  const limits: (number | null)[] = [];
  const server = { round: 1, broken: false, grids: 3, answer: (indicators: AreaIndicators) => indicators };
  let emptied = 0;
  const current = { context };
  const counts = new AreaCounts(
    {
      getZoom: () => view.zoom,
      getBounds: () => new LngLatBounds([view.west, 32.01, view.east, 32.09]),
      getCenter: () => new LngLat((view.west + view.east) / 2, 32.05),
      setFeatureState: ({ id }: { id: number }, state: Record<string, number>) => {
        stated.set(id, state);
      },
      getStyle: () => ({ version: 8, sources: { areas: { type: 'vector' } }, layers: [] }),
      getLayersOrder: () => [],
      removeSource: () => {
        emptied++;
        stated.clear();
      },
      addSource: () => {},
    } as unknown as ConstructorParameters<typeof AreaCounts>[0],
    {
      context: () => current.context,
      breaks: (breaks, smallCountBelow) => {
        classes.push(breaks);
        limits.push(smallCountBelow);
      },
      annotate: (texts) => named.push(texts),
      ended: (error) => error && errors.push(error),
    },
    async (key) => {
      asked.push(key);
      if (server.broken) throw new Error('away');
      return server.answer(indicatorsOf(key, server.round, server.grids));
    },
  );
  const look = async (zoom: number, west = 119, east = 119.4) => {
    Object.assign(view, { zoom, west, east });
    counts.refresh(current.context);
    while (counts.busy) await new Promise<void>((resolve) => setImmediate(resolve));
  };
  return { counts, look, asked, stated, named, classes, limits, errors, server, current, emptied: () => emptied };
}

describe('the counts of areas', () => {
  it('are asked whole down to the level of the chunks, and below it for each chunk in view', async () => {
    const { look, asked } = scene();
    await look(5);
    await look(11);
    await look(14, 119.01, 119.09);
    await look(14, 119.05, 119.19);
    expect(asked).toEqual(['province/99', 'district/99', 'grid/990001', 'grid/990002']);
  });

  it('are asked once, however the map pans and zooms', async () => {
    const { look, asked } = scene();
    for (const west of [119.01, 119.11, 119.21, 119.11, 119.01, 119.21, 119.11]) {
      await look(14, west, west + 0.05);
      await look(11, 119, 119.4);
      await look(5);
    }
    expect(asked.sort()).toEqual(['district/99', 'grid/990001', 'grid/990002', 'grid/990003', 'province/99']);
  });

  it('stand in the state of every feature, also where the map has gone on', async () => {
    const { look, stated } = scene();
    await look(14, 119.01, 119.05);
    await look(14, 119.31, 119.35);
    expect(stated.get(990_001_001_001_003)).toEqual({
      incident_open_count: 20,
      incident_overdue_count: 1,
      household_count: 300,
      visit_due_count: 0,
      visit_overdue_count: 0,
    });
    expect([...stated.keys()].length).toBe(6);
  });

  it('are asked again on the next move after a failure', async () => {
    const { look, asked, errors, server, stated } = scene();
    server.broken = true;
    await look(14, 119.05, 119.15);
    expect(errors.map(String)).toEqual(['Error: away', 'Error: away']);
    server.broken = false;
    await look(14, 119.05, 119.15);
    expect(asked).toEqual(['grid/990001', 'grid/990002', 'grid/990001', 'grid/990002']);
    expect(stated.size).toBe(6);
  });

  it('stay in view while they are fetched anew, and only those in view are', async () => {
    const { counts, look, asked, stated, named, server } = scene();
    await look(14, 119.01, 119.05);
    await look(14, 119.11, 119.15);
    server.round = 2;
    counts.empty();
    const before = asked.length;
    await look(14, 119.11, 119.15);
    expect(asked.slice(before)).toEqual(['grid/990002']);
    expect(stated.get(990_002_001_001_003)!.incident_open_count).toBe(40);
    expect(stated.get(990_001_001_001_003)!.incident_open_count).toBe(20);
    expect(named.at(-1)).toEqual({ '990002001001002': '20', '990002001001003': '40' });
    await look(14, 119.01, 119.05);
    expect(stated.get(990_001_001_001_003)!.incident_open_count).toBe(40);
  });
});

describe('feature-state', () => {
  it('holds some thousands of areas: beyond, those out of view are taken out and stated again when they return', async () => {
    const { look, asked, stated, server, emptied } = scene();
    server.grids = 5000;
    await look(14, 119.01, 119.05);
    await look(14, 119.11, 119.15);
    expect([stated.size, emptied()]).toEqual([10_000, 0]);
    await look(14, 119.15, 119.25);
    expect([stated.size, emptied()]).toEqual([10_000, 1]);
    expect(stated.has(990_001_001_001_001)).toBe(false);
    await look(14, 119.01, 119.05);
    expect([stated.size, emptied()]).toEqual([5000, 2]);
    expect(asked).toEqual(['grid/990001', 'grid/990002', 'grid/990003']);
  });

  it('is left alone where everything in it is in view', async () => {
    const { look, stated, server, emptied } = scene();
    server.grids = 5000;
    await look(14, 119.05, 119.35);
    expect([stated.size, emptied()]).toEqual([20_000, 0]);
  });
});

describe('counts fetched anew that are the same', () => {
  it('change nothing on the map', async () => {
    const { counts, look, asked, stated, named } = scene();
    await look(14, 119.01, 119.05);
    stated.clear();
    counts.empty();
    await look(14, 119.01, 119.05);
    expect([asked.length, stated.size, named.length]).toEqual([2, 0, 1]);
  });
});

describe('names with their counts', () => {
  it('are written for what is in view, noughts left out, and not again while that is named', async () => {
    const { look, named } = scene();
    await look(14, 119.05, 119.15);
    expect(named.at(-1)).toEqual({
      '990001001001002': '10',
      '990001001001003': '20',
      '990002001001002': '10',
      '990002001001003': '20',
    });
    const before = named.length;
    await look(14, 119.01, 119.05);
    await look(14, 119.11, 119.15);
    await look(14, 119.05, 119.15);
    expect(named.length).toBe(before);
    await look(14, 119.21, 119.25);
    expect(named.at(-1)).toEqual({ '990003001001002': '10', '990003001001003': '20' });
  });

  it('follow language and indicator', async () => {
    const { counts, look, named, current, server } = scene();
    server.round = 100;
    await look(11);
    expect(named.at(-1)).toEqual({ '990002': '1,000', '990003': '2,000', '990004': '3,000' });
    current.context = { ...current.context, indicator: 'household_count' };
    counts.reclass();
    expect(named.at(-1)).toEqual({ '990001': '300', '990002': '300', '990003': '300', '990004': '300' });
  });
});

describe('protected counts', () => {
  it('stand apart from none in the state, say so beside the names and are classed apart', async () => {
    const context = { ...province, indicator: 'household_count' as const };
    const { look, stated, named, limits, classes, server } = scene(context);
    server.answer = (indicators) => ({ ...indicators, household_count: [0, null, 20, 1230], small_count_below: 10 });
    await look(11);
    const states = codes.map((code) => stated.get(Number(code))!.household_count);
    expect(states).toEqual([0, hiddenCount, 20, 1230]);
    expect(named.at(-1)).toEqual({ '990002': '<10', '990003': '20', '990004': '1,230' });
    expect([classes.at(-1), limits.at(-1)]).toEqual([[9, 20], 10]);
  });

  it('leave counts of places exact, and areas clear whose counts are not known', async () => {
    const { look, stated, named, limits, server } = scene();
    server.answer = (indicators) => ({ ...indicators, incident_open_count: [null, 3, 0, 12], small_count_below: null });
    await look(11);
    expect(codes.map((code) => stated.get(Number(code))!.incident_open_count)).toEqual([undefined, 3, 0, 12]);
    expect(named.at(-1)).toEqual({ '990002': '3', '990004': '12' });
    expect(limits.at(-1)).toBe(null);
  });

  it('are exact for an indicator of places beside protected ones', async () => {
    const { look, limits, server } = scene();
    server.answer = (indicators) => ({ ...indicators, small_count_below: 10 });
    await look(11);
    expect(limits.at(-1)).toBe(null);
  });
});

describe('classes', () => {
  it('are made over all that is known of a level, anew only when that has grown by half', async () => {
    const { look, classes, server } = scene();
    const last = () => classes.at(-1);
    await look(14, 119.01, 119.05);
    expect(last()).toEqual([0, 10]);
    server.round = 2;
    await look(14, 119.11, 119.15);
    expect(last()).toEqual([0, 10, 20]);
    server.round = 3;
    await look(14, 119.21, 119.25);
    expect(last()).toEqual([0, 10, 20, 40]);
    server.round = 4;
    await look(14, 119.31, 119.35);
    expect(last()).toEqual([0, 10, 20, 40]);
  });

  it('wait for all that is in view once there are some', async () => {
    const { look, classes } = scene();
    await look(14, 119.05, 119.35);
    expect(new Set(classes.map((breaks) => breaks.join())).size).toBe(1);
    await look(11);
    expect(classes.at(-1)).toEqual([0, 10, 20]);
    await look(14, 119.05, 119.35);
    expect(classes.at(-1)).toEqual([0, 10]);
  });

  it('are made anew of what was fetched anew', async () => {
    const { counts, look, classes, server } = scene();
    await look(11);
    server.round = 5;
    counts.empty();
    counts.refresh(province);
    expect(classes.at(-1)).toEqual([0, 10, 20]);
    await look(11);
    expect(classes.at(-1)).toEqual([0, 50, 100]);
  });
});
