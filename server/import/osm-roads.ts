import type { Tags } from './osm-sink.ts';
import { isSet, metresOf, nameOf, wholeNumberOf } from './osm-values.ts';

const highways = new Set(
  `motorway motorway_link trunk trunk_link primary primary_link secondary secondary_link tertiary tertiary_link unclassified
  residential living_street service pedestrian track busway road footway path cycleway bridleway steps corridor`.split(
    /\s+/,
  ),
);
const railways = new Map([
  ['rail', 'rail'],
  ['subway', 'subway'],
  ['light_rail', 'light_rail'],
  ['tram', 'tram'],
  ['monorail', 'light_rail'],
  ['narrow_gauge', 'rail'],
]);
const waterways = new Map([
  ['river', 'river'],
  ['canal', 'canal'],
  ['stream', 'stream'],
  ['ditch', 'stream'],
  ['drain', 'stream'],
  ['tidal_channel', 'stream'],
]);

/** Who may use a kind when no tag says otherwise: https://wiki.openstreetmap.org/wiki/OSM_tags_for_routing/Access_restrictions */
const noMotor = new Set(['pedestrian', 'footway', 'path', 'cycleway', 'bridleway', 'steps', 'corridor']);
const noBicycle = new Set(['motorway', 'motorway_link', 'footway', 'pedestrian', 'steps', 'corridor', 'bridleway']);
const noFoot = new Set(['motorway', 'motorway_link', 'busway']);
// `private` and `destination` stay open: those who govern a compound may enter it.
const closed = new Set(['no', 'agricultural', 'forestry', 'military', 'dismount', 'use_sidepath', 'emergency']);

/** The road or railway that a line's tags describe; null when it is none. `reversed`: the line is to be turned round. */
export function roadOf(tags: Tags): { values: Record<string, string | null>; reversed: boolean } | null {
  const rail = railways.get(tags.railway ?? '');
  const kind = highways.has(tags.highway ?? '') ? tags.highway! : rail;
  if (!kind) return null;
  const oneway = onewayOf(tags, kind);
  const onRails = kind === rail && !highways.has(tags.highway ?? '');
  return {
    reversed: oneway === 'reverse',
    values: {
      kind,
      name: nameOf(tags),
      oneway: String(oneway !== 'no'),
      foot: String(!onRails && allows(tags, ['foot', 'access'], !noFoot.has(kind))),
      bicycle: String(!onRails && allows(tags, ['bicycle', 'vehicle', 'access'], !noBicycle.has(kind))),
      motor: String(!onRails && allows(tags, ['motorcar', 'motor_vehicle', 'vehicle', 'access'], !noMotor.has(kind))),
      bridge: String(isSet(tags.bridge)),
      tunnel: String(isSet(tags.tunnel)),
      lanes: wholeNumberOf(tags.lanes, 1, 20),
      width_m: metresOf(tags.width, 1000),
    },
  };
}

/** The watercourse that a line's tags describe; null when it is none. */
export function waterwayOf(tags: Tags): Record<string, string | null> | null {
  const kind = waterways.get(tags.waterway ?? '');
  return kind ? { kind, name: nameOf(tags) } : null;
}

function onewayOf(tags: Tags, kind: string): 'no' | 'along' | 'reverse' {
  const value = tags.oneway;
  if (value === '-1' || value === 'reverse') return 'reverse';
  if (value === 'yes' || value === 'true' || value === '1') return 'along';
  if (value !== undefined) return 'no';
  const implied = tags.junction === 'roundabout' || tags.junction === 'circular' || kind.startsWith('motorway');
  return implied ? 'along' : 'no';
}

/** The most specific tag that is set decides; a general "no" closes what is usually open, a "yes" does not open what is usually closed. */
function allows(tags: Tags, keys: string[], usually: boolean): boolean {
  for (const key of keys) {
    const value = tags[key];
    if (value === undefined) continue;
    if (closed.has(value)) return false;
    if (key !== 'access' && key !== 'vehicle') return true;
  }
  return usually;
}
