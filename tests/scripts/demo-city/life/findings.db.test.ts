import { expect, it } from 'vitest';
import { communitiesOf, type Home } from '../../../../scripts/demo-city/life/context.ts';
import { Clock } from '../../../../scripts/demo-city/life/days.ts';
import { drawFindings } from '../../../../scripts/demo-city/life/findings.ts';
import { readGround } from '../../../../scripts/demo-city/life/ground.ts';
import { Streets } from '../../../../scripts/demo-city/life/streets.ts';
import { readLoop } from '../../../../server/loop/catalogue.ts';
import { Random } from '../../../../server/simulator/random.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { testSealer } from '../../../helpers/sealer.ts';
import { emptyTown, insertLattice } from '../lattice.ts';

it('finds nothing beyond the edge of the city, whenever the city is made', async () => {
  await rolledBack(async (sql) => {
    await emptyTown(sql);
    await insertLattice(sql);
    const ground = await readGround(sql);
    const life = {
      ...{ sql, sealer: testSealer, today: '2026-11-21', clock: new Clock('Asia/Shanghai'), ground },
      ...{ streets: new Streets(ground.roads), communities: communitiesOf(ground), pictures: undefined },
      ...{ loop: readLoop({ variant: 'thirteen', timeZone: 'Asia/Shanghai' }), onProgress: () => {} },
    };
    const homes = ground.buildings.flatMap((building) =>
      Array.from({ length: 40 }, (_, id): Home => ({ id, building, area_code: '', ages: [], newcomer: false })),
    );
    const outside: string[] = [];
    for (let seed = 0; seed < 20; seed++) {
      const random = new Random(`edge ${seed}`);
      for (const { title, centre } of drawFindings({ ...life, random, now: Date.UTC(2026, 10, 21) }, homes, []))
        if (!ground.inCity(ground.frame.toMetres(centre))) outside.push(`${title} ${centre}`);
    }
    expect(outside).toEqual([]);
  });
});
