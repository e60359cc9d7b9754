import { describe, expect, it } from 'vitest';
import type { RoadNetwork, RoadReach, RoadWay } from '../../../../server/api/roads/schema.ts';
import type { ErrorBody } from '../../../../server/api/wire.ts';
import type { Database } from '../../../../server/db/open.ts';
import { townId } from '../../../fixtures/town.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';

/** Asks the app; the status and what the answer holds. */
async function ask<Answer>(sql: Database, path: string, login?: 'wall'): Promise<[number, Answer]> {
  const answer = await (await townApp(sql, login)).request(`/api/roads/${path}`);
  return [answer.status, (await answer.json()) as Answer];
}

describe('GET /api/roads/reach', () => {
  it('gives streets and ground', async () => {
    await rolledBack(async (sql) => {
      const [status, answer] = await ask<RoadReach>(sql, 'reach?at=112.102,32.0037&minutes=2&mode=foot');
      expect(status).toBe(200);
      // Two minutes on foot either way, 160 m.
      expect(answer).toMatchObject({ mode: 'foot', minutes: 2, from: [112.102, 32.0036], street_m: 320 });
      expect(answer.streets.coordinates).toEqual([
        [
          [112.100307, 32.0036],
          [112.103693, 32.0036],
        ],
      ]);
      expect(answer.polygon.coordinates).toHaveLength(1);
    });
  });

  it('is on foot where nothing is said, and not for a display', async () => {
    await rolledBack(async (sql) => {
      const question = 'reach?at=112.102,32.0037&minutes=1';
      const [status, answer] = await ask<RoadReach>(sql, question);
      expect([status, answer.mode, answer.street_m]).toEqual([200, 'foot', 160]);
      expect((await ask(sql, question, 'wall'))[0]).toBe(403);
    });
  });

  it('says where no street is near', async () => {
    await rolledBack(async (sql) => {
      const [status, { error }] = await ask<ErrorBody>(sql, 'reach?at=112.3,32.0037&minutes=5&mode=car');
      expect([status, error.code, error.field]).toEqual([404, 'not_found', 'at']);
      expect(error.message).toBe('该地点300米内没有可以驾车的道路。');
    });
  });

  it('names what is wrong with a question', async () => {
    await rolledBack(async (sql) => {
      const field = async (query: string) => (await ask<ErrorBody>(sql, `reach?${query}`))[1].error.field;
      expect(await field('minutes=5')).toBe('at');
      expect(await field('at=112.1&minutes=5')).toBe('at');
      expect(await field('at=112.1,95&minutes=5')).toBe('at');
      expect(await field('at=112.1,32,7&minutes=5')).toBe('at');
      expect(await field('at=112.1,32')).toBe('minutes');
      expect(await field('at=112.1,32&minutes=61')).toBe('minutes');
      expect(await field('at=112.1,32&minutes=5&mode=horse')).toBe('mode');
    });
  });
});

describe('GET /api/roads/path', () => {
  it('gives the fastest way', async () => {
    await rolledBack(async (sql) => {
      const [status, answer] = await ask<RoadWay>(sql, 'path?from=112.101,32.0036&to=112.108,32.0037&mode=bicycle');
      expect(status).toBe(200);
      expect(answer).toEqual({
        mode: 'bicycle',
        length_m: 661,
        time_s: 170,
        line: [
          [112.101, 32.0036],
          [112.1042, 32.0036],
          [112.108, 32.0036],
        ],
      });
    });
  });

  it('says where none leads', async () => {
    await rolledBack(async (sql) => {
      // The street of the works crosses the other without a junction.
      const [status, { error }] = await ask<ErrorBody>(sql, 'path?from=112.101,32.0036&to=112.1042,32.001');
      expect([status, error.code, error.field]).toEqual([404, 'not_found', 'to']);
      expect(error.message).toBe('无法步行到达该地点。');
    });
  });
});

describe('GET /api/roads/components', () => {
  it('says how the streets hang together, and which compounds cannot be entered', async () => {
    await rolledBack(async (sql) => {
      const [status, answer] = await ask<RoadNetwork>(sql, 'components?mode=car');
      expect(status).toBe(200);
      expect(answer.components.map(({ vertex_count, length_m }) => [vertex_count, Math.round(length_m)])).toEqual([
        [3, 794],
        [2, 798],
        [2, 310],
      ]);
      expect(answer).toMatchObject({ mode: 'car', component_count: 3, between_m: 0, gate_count: 2 });
      // Its only street crosses the border, ends on it, and meets the main road without joining it.
      expect(answer.shut_compounds).toMatchObject([{ compound_id: townId.compound.walled, gate_count: 2 }]);
    });
  });
});
