import type { Feature, FeatureCollection, LineString, Point } from 'geojson';
import type { PatrolPlan, PlannedStop } from '../../../server/api/patrol-plans/schema.ts';
import type { LonLat } from '../../../server/api/wire.ts';
import type { Chosen } from '../../state/patrol/patrol-view.ts';
import { changedStops, stopKey } from './difference.ts';
import { lanesOf } from './lanes.ts';
import type { PatrolScene } from './scene.ts';
import { sideBySide } from './side-by-side.ts';
import { lookCount } from './squad-looks.ts';
import { windowOpen } from './windows.ts';

type Line = Feature<LineString>;
type Spot = Feature<Point>;

/** What a style of the patrols' map draws, a collection a source. */
export interface PatrolFeatures {
  /** Routes in their lanes: `look` (0 to 7), `offset` (lanes), `dim`, `shared`, `squad_id`. */
  routes: FeatureCollection<LineString>;
  /** Must-pass streets: `sides`, `dim`, `unserved`, `optional`, `id`. */
  streets: FeatureCollection<LineString>;
  /** Points, stops and squads' starts: `role`, `image`, `place` (beside others of the same ground), `dim`, `name`. */
  spots: FeatureCollection<Point>;
  /** Routes of a plan that is being made. */
  preview: FeatureCollection<LineString>;
}

/** Features of a scene. */
export function patrolFeatures(scene: PatrolScene): PatrolFeatures {
  return {
    routes: collection(routeLines(scene)),
    streets: collection(streetLines(scene)),
    spots: collection(spotsOf(scene)),
    preview: collection(
      scene.preview.map(({ squad_id, line }) => lineOf(line, { look: lookOf(scene.plan, squad_id) })),
    ),
  };
}

/** Whether a place of a scene has more plates than can stand side by side. */
export function isCrowded(scene: PatrolScene): boolean {
  return spotsOf(scene).some(({ properties }) => properties?.role === 'more');
}

/** Squads' starts stand apart: one is not put aside for the stops of its place. */
function spotsOf(scene: PatrolScene): Spot[] {
  return [
    ...proposalSpots(scene),
    ...sideBySide([...stopSpots(scene), ...pointSpots(scene)]),
    ...sideBySide(squadSpots(scene)),
  ];
}

/** Place of a squad in a plan's list, from 0; the place after the last for one that is not in it. */
export function placeOf(plan: PatrolPlan | null, squad_id: number): number {
  const squads = plan?.input.squads ?? [];
  const place = squads.findIndex((squad) => squad.squad_id === squad_id);
  return place < 0 ? squads.length : place;
}

const lookOf = (plan: PatrolPlan | null, squad_id: number): number => placeOf(plan, squad_id) % lookCount;

function routeLines({ plan, other, chosen, clock_min }: PatrolScene): Line[] {
  if (!plan?.result) return [];
  return lanesOf(plan.result.routes, other?.result?.routes).map(({ squad_id, line, offset, shared }) =>
    lineOf(line, {
      squad_id,
      look: lookOf(plan, squad_id),
      offset,
      shared: other !== null && shared,
      dim: clock_min !== null || (chosen?.squad_id !== undefined && chosen.squad_id !== squad_id),
    }),
  );
}

function streetLines({ plan, streets, chosen }: PatrolScene): Line[] {
  const shown = plan ? plan.input.streets : streets;
  const unserved = new Set(plan?.result?.unserved.filter(({ kind }) => kind === 'street').map(({ id }) => id));
  return shown.map(({ id, name, sides, optional, line }) =>
    lineOf(line, {
      kind: 'street',
      id,
      name,
      sides,
      optional,
      unserved: unserved.has(id),
      chosen: chosen?.kind === 'street' && chosen.id === id,
      dim: chosen?.kind !== undefined && !(chosen.kind === 'street' && chosen.id === id),
    }),
  );
}

/** Points as they are kept; in a plan only those that no stop stands for. */
function pointSpots({ plan, points, chosen, clock_min }: PatrolScene): Spot[] {
  const unserved = new Set(plan?.result?.unserved.filter(({ kind }) => kind === 'point').map(({ id }) => id));
  const served = new Set(
    plan?.result?.routes.flatMap(({ stops }) => stops.filter(({ kind }) => kind === 'point').map(({ id }) => id)),
  );
  const shown = plan
    ? plan.input.points.map((point) => ({
        ...point,
        open: clock_min === null ? null : point.windows.some(([from, to]) => clock_min >= from && clock_min <= to),
      }))
    : points.map((point) => ({
        ...point,
        open: clock_min === null ? null : windowOpen(point.window_start, point.window_end, clock_min),
      }));
  return shown
    .filter(({ id }) => !served.has(id) || unserved.has(id))
    .map(({ id, name, centre, priority, optional, open }) => {
      const own = chosen?.kind === 'point' && chosen.id === id;
      return spotOf(centre, {
        role: unserved.has(id) ? 'unserved' : 'point',
        kind: 'point',
        id,
        name,
        priority,
        image: unserved.has(id)
          ? `plate|unserved||${own}`
          : `plate|point|${priority}|${own}|${optional}|${open === null ? '' : open ? 'open' : 'shut'}`,
        chosen: own,
        dim: chosen?.kind !== undefined && !own,
      });
    });
}

/** Where squads start; of a plan, in its order and numbers. */
function squadSpots({ plan, squads, chosen }: PatrolScene): Spot[] {
  const shown = plan
    ? plan.input.squads.map(({ squad_id, name, start, mode }) => ({ id: squad_id, name, start, mode }))
    : squads;
  return shown.map(({ id, name, start }, place) => {
    const own = chosen?.squad_id === id;
    return spotOf(start, {
      role: 'squad',
      kind: 'squad',
      id,
      squad_id: id,
      name,
      image: `plate|squad|${place}|${own}`,
      chosen: own,
      dim: chosen?.squad_id !== undefined && !own,
    });
  });
}

/** Stops with their numbers in the squad's order. */
function stopSpots(scene: PatrolScene): Spot[] {
  const { plan, other, chosen, clock_min } = scene;
  if (!plan?.result) return [];
  const changed = other?.result ? changedStops(plan.result, other.result) : new Set<string>();
  const centres = new Map(plan.input.points.map(({ id, centre, name }) => [id, { centre, name }]));
  const lines = new Map(
    plan.input.streets.map(({ id, line, name }) => [id, { centre: line[line.length >> 1]!, name }]),
  );
  return plan.result.routes.flatMap(({ squad_id, stops }) =>
    stops.flatMap((stop, index) => {
      const where = (stop.kind === 'point' ? centres : lines).get(stop.id);
      if (!where) return [];
      const own = isChosen(chosen, squad_id, stop);
      const mark = changed.has(stopKey(stop)) ? 'changed' : stop.locked ? 'locked' : '';
      return spotOf(where.centre, {
        role: 'stop',
        kind: stop.kind,
        id: stop.id,
        visit: stop.visit,
        squad_id,
        name: where.name,
        image: `plate|stop|${index + 1}|${own}|${placeOf(plan, squad_id)}|${mark}`,
        chosen: own,
        // At a moment of the night what is still to come stands back.
        dim: chosen ? !own : clock_min !== null && stop.begin_min > clock_min,
        order: index + 1,
      });
    }),
  );
}

function proposalSpots({ proposals }: PatrolScene): Spot[] {
  return proposals.map(({ centre, radius_m }, index) =>
    spotOf(centre, { role: 'proposal', kind: 'proposal', id: index, radius_m, image: 'plate|proposal|' }),
  );
}

/** Whether a stop is what is looked at, or one of its squad's while no thing is. */
function isChosen(chosen: Chosen | null, squad_id: number, stop: PlannedStop): boolean {
  if (!chosen) return false;
  if (chosen.kind !== undefined && (chosen.kind !== stop.kind || chosen.id !== stop.id)) return false;
  if (chosen.visit !== undefined && chosen.visit !== stop.visit) return false;
  return chosen.squad_id === undefined || chosen.squad_id === squad_id;
}

/** First and last minute of a plan: its squads' shifts; null where it has none. */
export function nightOf(plan: PatrolPlan | null): [number, number] | null {
  const squads = plan?.input.squads ?? [];
  if (squads.length === 0) return null;
  return [Math.min(...squads.map(({ from_min }) => from_min)), Math.max(...squads.map(({ to_min }) => to_min))];
}

function lineOf(line: readonly LonLat[], properties: Record<string, unknown>): Line {
  return { type: 'Feature', geometry: { type: 'LineString', coordinates: line as LonLat[] }, properties };
}

function spotOf(centre: LonLat, properties: Record<string, unknown>): Spot {
  return { type: 'Feature', geometry: { type: 'Point', coordinates: centre }, properties };
}

function collection<Geometry extends LineString | Point>(features: Feature<Geometry>[]): FeatureCollection<Geometry> {
  return { type: 'FeatureCollection', features };
}
