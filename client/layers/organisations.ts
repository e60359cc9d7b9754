import { livingPoints } from './living-points.ts';

/** Organisations (单位): offices, schools, shops and workshops. */
export const organisationsLayer = livingPoints({
  id: 'organisations',
  kind: 'organisation',
  catalogue: 'organisation-kind',
  shape: 'square',
  minzoom: 14.5,
  leading: ['party', 'school', 'kindergarten'],
});
