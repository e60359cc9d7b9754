import type { TravelMode } from '../api/patrol-plans/schema.ts';

/** km/h: foot, bicycle, car; 0 where the mode may not go whatever the road's columns say. */
type Speeds = readonly [number, number, number];

/** 80 m a minute: an unhurried walk on the flat. */
const WALK = 4.8;
/** Up and down stairs. */
const CLIMB = WALK / 2;
const RIDE = 14;
/** Where bicycles are guests: yards, tracks, footways that allow them. */
const RIDE_SLOWLY = 10;
/** What lights and traffic leave of the design speed in a town: an assumption, by which an arterial is driven at 36 km/h. */
const IN_TOWN = 0.6;

const road = (design: number, ride = RIDE): Speeds => [WALK, ride, design * IN_TOWN];
const noCar = (ride: number): Speeds => [WALK, ride, 0];

/**
 * Speeds by OpenStreetMap's highway class. Cars: design speeds of CJJ 37-2012 (expressway 100 and 80, arterial 60, sub-arterial 50, local 40
 * to 20 km/h), times `IN_TOWN`.
 */
const speeds: Record<string, Speeds> = {
  motorway: [0, 0, 100 * IN_TOWN],
  motorway_link: [0, 0, 60 * IN_TOWN],
  trunk: road(80),
  trunk_link: road(50),
  primary: road(60),
  primary_link: road(40),
  secondary: road(50),
  secondary_link: road(40),
  tertiary: road(40),
  tertiary_link: road(30),
  unclassified: road(30),
  residential: road(30),
  road: road(30),
  living_street: road(20, RIDE_SLOWLY),
  service: road(20, RIDE_SLOWLY),
  track: road(20, RIDE_SLOWLY),
  busway: [0, RIDE, 40 * IN_TOWN],
  pedestrian: noCar(RIDE_SLOWLY),
  footway: noCar(RIDE_SLOWLY),
  path: noCar(RIDE_SLOWLY),
  cycleway: noCar(RIDE),
  bridleway: noCar(RIDE_SLOWLY),
  steps: [CLIMB, 0, 0],
  corridor: [WALK, 0, 0],
};

const rails = new Set(['rail', 'subway', 'light_rail', 'tram', 'monorail']);

/** The class by which a road is passed: its own, or an unclassified road's where it is unknown; null for rails, which nobody walks on. */
export function passedAs(kind: string): string | null {
  if (rails.has(kind)) return null;
  return kind in speeds ? kind : 'unclassified';
}

/** What of a road says who may pass it. */
export interface Access {
  oneway: boolean;
  foot: boolean;
  bicycle: boolean;
  motor: boolean;
}

/**
 * Seconds to pass a metre of a road of this class along or against its drawn direction; `Infinity` where the mode may not. One-way streets
 * bind bicycles and cars, not who walks.
 */
export function pace(kind: string, access: Access, mode: TravelMode, against: boolean): number {
  const [foot, bicycle, car] = speeds[kind]!;
  const forbidden = against && access.oneway;
  const speed = {
    foot: access.foot ? foot : 0,
    bicycle: access.bicycle && !forbidden ? bicycle : 0,
    car: access.motor && !forbidden ? car : 0,
  }[mode];
  return speed > 0 ? 3.6 / speed : Infinity;
}
