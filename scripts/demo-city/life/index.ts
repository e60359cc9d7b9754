import type { Sealer } from '../../../server/access/sealing.ts';
import type { Database } from '../../../server/db/open.ts';
import { readLoop } from '../../../server/loop/catalogue.ts';
import type { Pictures } from '../../../server/simulator/pictures.ts';
import { Random } from '../../../server/simulator/random.ts';
import { moveSequences } from './bulk.ts';
import { communitiesOf, type Life } from './context.ts';
import { Clock } from './days.ts';
import { fillDevices } from './devices.ts';
import { fillDrill } from './drill.ts';
import { fillDiaries, fillDutyBodies, fillDutyHolders } from './duty-holders.ts';
import { fillFacilities } from './facilities.ts';
import { readGround } from './ground.ts';
import { fillDwellings } from './households.ts';
import { fillIncidents } from './incidents.ts';
import { fillMediation } from './mediation.ts';
import { fillNeeds } from './needs.ts';
import { fillOrganisations } from './organisations.ts';
import { fillPast } from './past.ts';
import { fillPatrol } from './patrol.ts';
import { fillNights } from './patrol-nights.ts';
import { fillResources } from './resources.ts';
import type { OnProgress } from './stage.ts';
import { Streets } from './streets.ts';

/** What a city's life is made from. */
export interface LifeRequest {
  /** Seals what is stored of people. */
  sealer: Sealer;
  /** The same seed over the same ground and day gives the same rows. */
  seed: string;
  /** Day that the screen calls today, `YYYY-MM-DD`; must be the day of `now` in `timeZone`. */
  today: string;
  /** IANA name. */
  timeZone: string;
  /** Nothing that has happened lies after it. */
  now: Date;
  /** What incidents of a category show; without them records have no photos. */
  pictures?: ReadonlyMap<string, Pictures> | undefined;
  /** False: no nights are planned and walked; a province copies none. */
  nights?: boolean;
  onProgress?: OnProgress;
}

/**
 * Fills areas and buildings with people, needs, visits, organisations, facilities, devices, patrols and incidents,
 * all of them invented. Run it in a transaction: the tables it fills must be empty of other rows.
 */
export async function fillWithLife(sql: Database, request: LifeRequest): Promise<void> {
  const ground = await readGround(sql);
  const life: Life = {
    sql,
    sealer: request.sealer,
    random: new Random(request.seed).fork('life'),
    today: request.today,
    now: request.now.getTime(),
    clock: new Clock(request.timeZone),
    ground,
    streets: new Streets(ground.roads),
    communities: communitiesOf(ground),
    // The variant with the most steps: a record has each by itself, and every other takes several together.
    loop: readLoop({ variant: 'thirteen', timeZone: request.timeZone }),
    pictures: request.pictures,
    onProgress: request.onProgress ?? (() => {}),
  };
  // What the town was made of was always there.
  await sql`select set_config('jingwei.unrecorded', 'on', true)`;
  const homes = await fillDwellings(life);
  await fillNeeds(life, homes);
  await fillOrganisations(life, homes.length);
  life.onProgress('living', 1, 3);
  const facilities = await fillFacilities(life, homes.length);
  life.onProgress('living', 2, 3);
  await fillDevices(life, homes.length);
  life.onProgress('living', 3, 3);
  const workers = await fillDutyHolders(life, homes);
  await fillDutyBodies(life);
  life.onProgress('duty', 1, 2);
  await fillDiaries(life, workers);
  life.onProgress('duty', 2, 2);
  await fillPatrol(life);
  if (request.nights ?? true) await fillNights(life);
  await fillIncidents(life, homes, facilities);
  await fillMediation(life);
  await fillResources(life, facilities);
  await fillDrill(life);
  await moveSequences(sql, [
    'unit',
    'household',
    'duty_holder',
    'visit',
    'squad',
    'patrol_point',
    'patrol_plan',
    'patrol_walk',
  ]);
  await sql`select set_config('jingwei.unrecorded', '', true)`;
  await fillPast(life);
}
