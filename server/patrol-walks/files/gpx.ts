import type { PlannedLeg } from '../../api/patrol-plans/schema.ts';
import type { LonLat } from '../../api/wire.ts';
import { distanceOf } from '../places.ts';
import { type ExportedPlan, type ExportedRoute, isoOf, timesOf, titleOf } from './exported.ts';

/** A plan as GPX 1.1: a waypoint a stop, a route and a track with planned times a squad. */
export function gpxOf(plan: ExportedPlan): string {
  const waypoints = plan.routes.flatMap(({ stops, squad_name }) =>
    stops.map((stop, at) =>
      place('wpt', stop.centre, [
        time(stop.begin_min, plan),
        element('name', titleOf(stop, at)),
        element('desc', `${squad_name} ${timesOf(stop, plan)}${stop.address ? ` ${stop.address}` : ''}`),
        element('type', stop.kind),
      ]),
    ),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gpx version="1.1" creator="Jingwei" xmlns="http://www.topografix.com/GPX/1/1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.topografix.com/GPX/1/1 http://www.topografix.com/GPX/1/1/gpx.xsd">',
    `<metadata>${element('name', `${plan.name} ${plan.day}`)}<time>${plan.updated_at.toISOString().slice(0, 19)}Z</time></metadata>`,
    ...waypoints,
    ...plan.routes.map((route) => routeOf(route, plan)),
    ...plan.routes.map((route) => trackOf(route, plan)),
    '</gpx>',
    '',
  ].join('\n');
}

function routeOf({ squad_name, stops }: ExportedRoute, plan: ExportedPlan): string {
  const points = stops.map((stop, at) =>
    place('rtept', stop.centre, [time(stop.begin_min, plan), element('name', titleOf(stop, at))]),
  );
  return `<rte>${element('name', squad_name)}${points.join('')}</rte>`;
}

/** A segment a leg; times between its ends by the distance gone. */
function trackOf({ squad_name, legs }: ExportedRoute, plan: ExportedPlan): string {
  const segments = legs
    .filter(({ line }) => line.length > 0)
    .map((leg) => `<trkseg>${trackPoints(leg, plan)}</trkseg>`);
  return `<trk>${element('name', squad_name)}${segments.join('')}</trk>`;
}

function trackPoints({ line, from_min, to_min }: PlannedLeg, plan: ExportedPlan): string {
  const gone: number[] = [0];
  for (const [at, here] of line.slice(1).entries()) gone.push(gone[at]! + distanceOf(line[at]!, here));
  const whole = gone.at(-1)! || 1;
  return line
    .map((at, index) => place('trkpt', at, [time(from_min + ((to_min - from_min) * gone[index]!) / whole, plan)]))
    .join('');
}

function place(name: string, [lon, lat]: LonLat, children: readonly string[]): string {
  return `<${name} lat="${lat.toFixed(7)}" lon="${lon.toFixed(7)}">${children.join('')}</${name}>`;
}

function time(minute: number, plan: ExportedPlan): string {
  return `<time>${isoOf(minute, plan)}</time>`;
}

function element(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`;
}

/** Text as XML 1.0 can hold it: what no document may contain is left out. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
