/** Holds the templates and the plan while a province is being made; gone when it is finished. */
export const schema = 'demo_province';

/** Tables that a street's copy fills, parents first. */
export const copied: readonly string[] = [
  'area',
  'land',
  'waterway',
  'road',
  'place',
  'compound',
  'building',
  'organisation',
  'facility',
  'device',
  'unit',
  'household',
  'resident',
  'need_tag',
  'visit',
  'visit_duty',
  'diary_entry',
  'duty_holder',
  'squad',
  'patrol_point',
  'patrol_route',
  'incident',
];
