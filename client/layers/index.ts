import { buildingsLayer } from './buildings.ts';
import { compoundsLayer } from './compounds.ts';
import { devicesLayer } from './devices.ts';
import { facilitiesLayer } from './facilities.ts';
import { gapsLayer } from './gaps.ts';
import { gridsLayer } from './grids.ts';
import { groundLayer } from './ground.ts';
import { incidentsLayer } from './incidents.ts';
import type { MapLayer } from './layer.ts';
import { organisationsLayer } from './organisations.ts';
import { patrolLayer } from './patrol.ts';
import { stalenessLayer } from './staleness.ts';
import { whistlesLayer } from './whistles.ts';

/** Every layer of the map, bottom first: the only place that knows the order. */
export const layers: readonly MapLayer[] = [
  groundLayer,
  gridsLayer,
  gapsLayer,
  compoundsLayer,
  buildingsLayer,
  stalenessLayer,
  devicesLayer,
  organisationsLayer,
  facilitiesLayer,
  patrolLayer,
  incidentsLayer,
  whistlesLayer,
];
