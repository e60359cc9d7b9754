import { describe, expect, it } from 'vitest';
import { changedStops } from '../../../../client/map/patrol/difference.ts';
import { isCrowded, nightOf, patrolFeatures, placeOf } from '../../../../client/map/patrol/features.ts';
import { emptyScene } from '../../../../client/map/patrol/scene.ts';
import type { Chosen } from '../../../../client/state/patrol/patrol-view.ts';

import type { PatrolPoint } from '../../../../server/api/patrol/schema.ts';
import type { PatrolPlan, PlannedStop, PlanResult } from '../../../../server/api/patrol-plans/schema.ts';
import type { KeptSquad } from '../../../../server/api/squads/schema.ts';
import { pointOf, squadOf, streetOf } from '../../pages/patrol/plan-fixture.ts';

function stop(id: number, begin_min: number, fields: Partial<PlannedStop> = {}): PlannedStop {
  return {
    kind: 'point',
    id,
    visit: 1,
    arrive_min: begin_min,
    begin_min,
    leave_min: begin_min + 5,
    reversed: false,
    locked: false,
    ...fields,
  };
}

/** Two squads; point 1 is visited by both, point 2 by nobody, street 1 by the second. */
function plan(stops: [PlannedStop[], PlannedStop[]]): PatrolPlan {
  const routes = stops.map((own, index) => ({
    shift_id: index,
    squad_id: index + 1,
    stops: own,
    legs: [
      {
        from_min: 1200,
        to_min: 1205,
        length_m: 9,
        line: [
          [112.1, 32],
          [112.11, 32],
        ],
      },
    ],
  }));
  return {
    id: 1,
    input: {
      points: [pointOf(), pointOf({ id: 2, name: '北门', windows: [[1260, 1300]] })],
      streets: [streetOf()],
      squads: [squadOf(), squadOf({ squad_id: 2, from_min: 1140, to_min: 1560 })],
    },
    result: { routes, unserved: [{ kind: 'point', id: 2, visits: [1], reason: 'time', remedy: null }] },
  } as unknown as PatrolPlan;
}
const usual = plan([[stop(1, 1210)], [stop(1, 1300, { visit: 2, locked: true }), stop(1, 1320, { kind: 'street' })]]);
const spots = (scene: Parameters<typeof patrolFeatures>[0]) =>
  patrolFeatures(scene).spots.features.map(({ properties }) => properties!);

describe('what the map of patrols draws', () => {
  it('shows kept points by priority, and whether a visit may begin now', () => {
    const kept = { ...pointOf(), priority: 5, optional: true, window_start: '22:00', window_end: '05:00' };
    const points = [kept as unknown as PatrolPoint];
    expect(spots({ ...emptyScene, points })[0]!.image).toBe('plate|point|5|false|true|');
    expect(spots({ ...emptyScene, points, clock_min: 1500 })[0]!.image).toBe('plate|point|5|false|true|open');
    expect(spots({ ...emptyScene, points, clock_min: 1200 })[0]!.image).toBe('plate|point|5|false|true|shut');
  });

  it('numbers the stops of each squad and lays those of one place side by side', () => {
    const stops = spots({ ...emptyScene, plan: usual }).filter(({ role }) => role === 'stop');
    expect(stops.map(({ image, place, name }) => [image, place, name])).toEqual([
      ['plate|stop|1|false|0|', 0, '南门'],
      ['plate|stop|1|false|1|locked', 1, '南门'],
      ['plate|stop|2|false|1|', 0, '站前路'],
    ]);
  });

  it('says how many more stops a place has than stand side by side, and shows the chosen one', () => {
    const many = Array.from({ length: 9 }, (_, place) => stop(1, 1200 + 10 * place, { visit: place + 1 }));
    const scene = { ...emptyScene, plan: plan([many, []]) };
    const shown = (chosen: Chosen | null) =>
      spots({ ...scene, chosen })
        .filter(({ role }) => role !== 'squad')
        .map(({ image, place }) => `${image} ${place}`);
    expect(shown(null)).toEqual([
      'plate|unserved||false 0',
      ...[1, 2, 3, 4].map((order) => `plate|stop|${order}|false|0| ${order}`),
      'plate|more|+5| 5',
    ]);
    expect(shown({ squad_id: 1, kind: 'point', id: 1, visit: 8 }).slice(0, 2)).toEqual([
      'plate|stop|8|true|0| 0',
      'plate|unserved||false 1',
    ]);
    const more = spots(scene).find(({ role }) => role === 'more')!;
    expect(more).toMatchObject({ kind: 'point', id: 1 });
    expect(more.squad_id).toBeUndefined();
    expect([isCrowded(scene), isCrowded({ ...emptyScene, plan: usual })]).toEqual([true, false]);
  });

  it('lets a plate for many squads be neither dragged nor taken for one of them', () => {
    const squads = Array.from({ length: 8 }, (_, at) => ({ id: at + 1, name: `${at}`, start: [112, 32] }));
    const found = spots({ ...emptyScene, squads: squads as unknown as KeptSquad[] });
    expect(found.map(({ place }) => place)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(found.at(-1)).toEqual({
      ...{ role: 'more', kind: 'squad', squad_id: 6, image: 'plate|more|+3|', dim: false, place: 5 },
      id: undefined,
    });
  });

  it('keeps what nobody serves on the map, hollow', () => {
    const unserved = spots({ ...emptyScene, plan: usual }).filter(({ role }) => role === 'unserved');
    expect(unserved.map(({ id, image }) => [id, image])).toEqual([[2, 'plate|unserved||false']]);
  });

  it('dims all but the squad, or the thing, that is looked at', () => {
    const routes = patrolFeatures({ ...emptyScene, plan: usual, chosen: { squad_id: 2 } }).routes.features;
    expect(routes.map(({ properties }) => [properties!.squad_id, properties!.dim])).toEqual([
      [1, true],
      [2, false],
    ]);
    const stops = spots({ ...emptyScene, plan: usual, chosen: { kind: 'point', id: 1, visit: 2 } });
    expect(stops.filter(({ role }) => role === 'stop').map(({ dim }) => dim)).toEqual([true, false, true]);
  });

  it('says what another plan does otherwise: the squad, or more than five minutes', () => {
    const other = plan([[stop(1, 1214), stop(1, 1300, { visit: 2 })], [stop(1, 1330, { kind: 'street' })]]);
    expect([...changedStops(usual.result as PlanResult, other.result as PlanResult)]).toEqual([
      'point 1 2',
      'street 1 1',
    ]);
    const images = spots({ ...emptyScene, plan: usual, other }).map(({ image }) => image as string);
    expect(images.filter((image) => image.endsWith('|changed'))).toEqual([
      'plate|stop|1|false|1|changed',
      'plate|stop|2|false|1|changed',
    ]);
  });

  it('knows a squad by its place in the plan, and the night by its shifts', () => {
    expect([placeOf(usual, 2), placeOf(usual, 77), placeOf(null, 1)]).toEqual([1, 2, 0]);
    expect([nightOf(usual), nightOf(null)]).toEqual([[1140, 1560], null]);
  });
});
