/** What a part of an address can be, from the largest to the smallest, then what is no place. */
export const labels = [
  'country',
  'province',
  'city',
  'district',
  'devzone',
  'town',
  'community',
  'road',
  'road_number',
  'subroad',
  'subroad_number',
  'poi',
  'sub_poi',
  'building',
  'unit',
  'floor',
  'room',
  'person',
  'assist',
  'redundant',
  'other',
] as const;

export type Label = (typeof labels)[number];
