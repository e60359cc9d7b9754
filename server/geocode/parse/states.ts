/** Where in an address the parser stands: after what it has read last. */
export const state = {
  start: 0,
  country: 1,
  province: 2,
  city: 3,
  district: 4,
  town: 5,
  zone: 6,
  community: 7,
  road: 8,
  roadNumber: 9,
  lane: 10,
  /** In the middle of, or just after, a name of any kind: place, part of a place or person. */
  name: 11,
  building: 12,
  unit: 13,
  floor: 14,
  room: 15,
  assist: 16,
  /** After 与 or 和, which wants a road. */
  and: 17,
  /** After a name that has ended: by a separator, or as a part of a place. */
  closed: 18,
} as const;

export const STATES = 19;

/** What has been read so far, as bits. */
export const seen = {
  town: 1,
  community: 2,
  road: 4,
  roadNumber: 8,
  name: 16,
  building: 32,
  unit: 64,
  floor: 128,
  room: 256,
  province: 512,
  city: 1024,
  district: 2048,
  /** A second name: a part of the first. */
  secondName: 4096,
} as const;

/** The bits of `seen` after entering a state. */
export function seenAfter(flags: number, entered: number): number {
  const bit = bitOf[entered]!;
  return bit === seen.name && (flags & seen.name) !== 0 ? flags | seen.secondName : flags | bit;
}

/** The bit that a state sets. */
const bitOf: readonly number[] = [
  0,
  0,
  seen.province,
  seen.city,
  seen.district,
  seen.town,
  0,
  seen.community,
  seen.road,
  seen.roadNumber,
  seen.roadNumber,
  seen.name,
  seen.building,
  seen.unit,
  seen.floor,
  seen.room,
  0,
  0,
  seen.name,
];
