import type { LonLat } from '../../api/wire.ts';
import { lineOf } from '../places.ts';
import { type ExportedPlan, isoOf } from './exported.ts';

interface Feature {
  type: 'Feature';
  geometry: { type: 'Point'; coordinates: LonLat } | { type: 'LineString'; coordinates: LonLat[] } | null;
  properties: Record<string, string | number | null>;
}

/** A plan as GeoJSON (RFC 7946): a line a squad, a point a stop; places `[lon, lat]` in WGS 84. */
export function geojsonOf(plan: ExportedPlan): { type: 'FeatureCollection'; features: Feature[] } {
  const features = plan.routes.flatMap((route): Feature[] => {
    const { squad_id, squad_name, length_m, from_min, to_min, stops } = route;
    const line = lineOf(route);
    const squad = { squad_id, squad_name };
    const way: Feature = {
      type: 'Feature',
      // A squad that goes nowhere has no line.
      geometry: line.length > 1 ? { type: 'LineString', coordinates: line } : null,
      properties: {
        ...{ ...squad, length_m, stop_count: stops.length },
        ...{ starts_at: isoOf(from_min, plan), ends_at: isoOf(to_min, plan) },
      },
    };
    const points = stops.map((stop, at): Feature => {
      const { kind, id, visit, name, address, begin_min, leave_min, until_min, centre } = stop;
      return {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: centre },
        properties: {
          ...{ ...squad, position: at + 1, kind, id, visit, name, address },
          ...{ begins_at: isoOf(begin_min, plan), leaves_at: isoOf(leave_min, plan), until: isoOf(until_min, plan) },
        },
      };
    });
    return [way, ...points];
  });
  return { type: 'FeatureCollection', features };
}
