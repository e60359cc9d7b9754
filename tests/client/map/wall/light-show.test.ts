import { expect, it } from 'vitest';
import { LightShow } from '../../../../client/map/wall/light-show.ts';
import type { Lights, LitMap, Spark } from '../../../../client/map/wall/lights.ts';

const map: LitMap = { project: () => ({ x: 0, y: 0 }), getPitch: () => 0 };
const played = { moves: [], since_ms: 0, replay_s: null, time_zone: 'Asia/Shanghai', routes: [] };

it('draws once for all lights that come together', () => {
  const added: Spark[] = [];
  let drawn = 0;
  const lights: Pick<Lights, 'add' | 'draw' | 'pace'> = {
    add: (spark) => added.push(spark),
    draw: () => {
      drawn += 1;
    },
    pace: () => null,
  };
  const host = { map: () => map, played: () => played, clock: () => 0, motion: () => false };
  const show = new LightShow(lights as Lights, host);
  const sparks = Array.from({ length: 600 }, (_, at): Spark => ({ centre: [112, 32], severity: 'normal', at_ms: at }));
  show.add(sparks);
  expect(added).toEqual(sparks);
  expect(drawn).toBe(1);
});
