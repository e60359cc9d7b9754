import { livingPoints } from './living-points.ts';

/** Public facilities (公共设施), service centres before everything else. */
export const facilitiesLayer = livingPoints({
  id: 'facilities',
  kind: 'facility',
  catalogue: 'facility-kind',
  shape: 'disc',
  minzoom: 14,
  leading: ['service_centre', 'police_station', 'clinic', 'fire_station'],
});
