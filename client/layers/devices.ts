import { livingPoints } from './living-points.ts';

/** Devices as assets: where they stand and when somebody last looked after them. */
export const devicesLayer = livingPoints({
  id: 'devices',
  kind: 'device',
  catalogue: 'device-kind',
  shape: 'square',
  minzoom: 15,
  leading: [],
});
