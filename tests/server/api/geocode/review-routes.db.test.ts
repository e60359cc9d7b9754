import { describe, expect, it } from 'vitest';
import type {
  DecidedReview,
  GeocodeAnswer,
  Review,
  ReviewCandidate,
  ReviewPage,
} from '../../../../server/api/geocode/schema.ts';
import type { Page } from '../../../../server/api/wire.ts';
import type { Database } from '../../../../server/db/open.ts';
import { queueReviews } from '../../../../server/import/batches/questions-sql.ts';
import { townArea } from '../../../fixtures/town.ts';
import { type TownLogin, townAccounts } from '../../../fixtures/town-accounts.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';

const candidate: ReviewCandidate = {
  ...{ level: 'door', kind: 'building', id: '23', unit_id: 34, household_id: 48, name: '机床厂宿舍1幢' },
  ...{ address: '机床路3号1幢1单元101室', area_code: townArea.southWest, place: [112.1014, 32.0013], confidence: 0.55 },
};
const texts = ['红砖院1幢101', '厂后面第二排', '机床院101'];

/** Puts three addresses into the queue of the south, with an import, and asks as somebody who arranges there. */
async function withQueue(test: (sql: Database, ids: number[]) => Promise<void>): Promise<void> {
  await rolledBack(async (sql) => {
    const reviews = texts.map((text) => ({ area_code: townArea.south, text, candidates: [candidate] }));
    expect(await queueReviews(sql, reviews, 77, null)).toBe(3);
    const rows = await sql<{ id: number }[]>`select id from geocode_review order by array_position(${texts}, text)`;
    await sql`update geocode_review set turn = nextval('geocode_review_turn') where text = ${texts[0]!}`;
    await sql`update geocode_review set turn = nextval('geocode_review_turn') where text = ${texts[1]!}`;
    await sql`update geocode_review set turn = nextval('geocode_review_turn') where text = ${texts[2]!}`;
    await test(
      sql,
      rows.map(({ id }) => id),
    );
  });
}

async function send<Answer = Review>(sql: Database, path: string, body?: unknown, login: TownLogin = 'leader') {
  const app = await townApp(sql, login);
  const init =
    body === undefined
      ? {}
      : { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
  const response = await app.request(`/api/geocode-reviews${path}`, init);
  const text = await response.text();
  return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as Answer };
}
async function listed(sql: Database, more = ''): Promise<string[]> {
  const { body } = await send<Page<Review>>(sql, `?area_code=${townArea.street}${more}`);
  return body.items.map(({ text }) => text);
}

describe('the queue of doubtful addresses', () => {
  it('holds each text once: the latest import that asks has the question, unless it is decided', async () => {
    await withQueue(async (sql, [, , last]) => {
      const again = [{ area_code: townArea.south, text: texts[0]!, candidates: [] }];
      expect(await queueReviews(sql, [...again, ...again], 77, null)).toBe(0);
      expect(await queueReviews(sql, again, 78, null)).toBe(0);
      expect(await listed(sql, '&batch_id=77')).toEqual(texts.slice(1));
      expect(await listed(sql, '&batch_id=78')).toEqual([texts[0]]);
      const open = async (more: string) =>
        (await send<ReviewPage>(sql, `?area_code=${townArea.street}&limit=1${more}`)).body.open;
      expect([await open(''), await open('&batch_id=77'), await open('&batch_id=78&state=decided')]).toEqual([3, 2, 1]);
      await send(sql, `/${last}/decision`, { decision: 'no_place' });
      const decided = [{ area_code: townArea.south, text: texts[2]!, candidates: [] }];
      expect(await queueReviews(sql, decided, 78, null)).toBe(1);
      expect(await listed(sql, '&batch_id=77&state=decided')).toEqual([texts[2]]);
    });
  });

  it('is shown in turn, page by page; what is skipped goes to the end', async () => {
    await withQueue(async (sql, [first]) => {
      const page = await send<Page<Review>>(sql, `?area_code=${townArea.street}&limit=2`);
      expect(page.body.items.map(({ text }) => text)).toEqual(texts.slice(0, 2));
      expect(await listed(sql, `&limit=2&page=${page.body.next}`)).toEqual(texts.slice(2));
      expect((await send(sql, `/${first}/skip`, {})).status).toBe(204);
      expect(await listed(sql)).toEqual([texts[1], texts[2], texts[0]]);
    });
  });

  it('keeps which door is meant from whoever sees none', async () => {
    await withQueue(async (sql) => {
      const doors = async (login: TownLogin) => {
        const { body } = await send<Page<Review>>(sql, `?area_code=${townArea.street}`, undefined, login);
        return body.items[0]!.candidates[0]!.household_id;
      };
      expect([await doors('leader'), await doors('district')]).toEqual([48, null]);
    });
  });
});

describe('a decision', () => {
  it('accepts a candidate, teaches a name, and is undone with it', async () => {
    await withQueue(async (sql, [id]) => {
      const synonym = { text: '红砖院', kind: 'compound', name: '机床厂宿舍' };
      const { status, body } = await send(sql, `/${id}/decision`, { decision: 'accepted', candidate: 0, synonym });
      expect([status, body.decision, body.chosen, body.synonym, body.decided_by]).toEqual([
        ...[200, 'accepted', candidate, synonym, '测试leader'],
      ]);
      const app = await townApp(sql);
      const find = async () => {
        const answer = await app.request(`/api/geocode?q=${encodeURIComponent('红砖院1幢')}`);
        return ((await answer.json()) as GeocodeAnswer).items[0]?.name;
      };
      expect(await find()).toBe('机床厂宿舍1幢');
      expect(await listed(sql)).toEqual(texts.slice(1));
      expect(await listed(sql, '&state=decided')).toEqual([texts[0]]);

      const undone = await send(sql, `/${id}/undo`, {});
      expect([undone.body.decision, undone.body.chosen, undone.body.synonym]).toEqual([null, null, null]);
      expect(await find()).toBeUndefined();
      expect(await listed(sql)).toEqual([texts[1], texts[2], texts[0]]);
      expect(
        await sql`select kind, account_id, area_code from audit_event where kind like 'geocode%' order by id`,
      ).toEqual(
        ['geocode_decided', 'geocode_undone'].map((kind) => ({
          kind,
          account_id: townAccounts.leader.id,
          area_code: townArea.south,
        })),
      );
    });
  });

  it('has other open questions that say a taught name looked at anew, and again once it is let go', async () => {
    await withQueue(async (sql, [id]) => {
      await queueReviews(sql, [{ area_code: townArea.south, text: '红砖院一栋', candidates: [] }], 77, null);
      const likeliest = async () => {
        const [row] = await sql<{ name: string | null }[]>`
          select candidates->0->>'name' as name from geocode_review where text = '红砖院一栋'`;
        return row!.name;
      };
      const synonym = { text: '红砖院', kind: 'compound', name: '机床厂宿舍' };
      const { body } = await send<DecidedReview>(sql, `/${id}/decision`, {
        decision: 'accepted',
        candidate: 0,
        synonym,
      });
      expect(body.rematched).toBe(1);
      expect(await likeliest()).toBe('机床厂宿舍1幢');
      await send(sql, `/${id}/undo`, {});
      expect(await likeliest()).not.toBe('机床厂宿舍1幢');
    });
  });

  it('leaves a name that another decision taught, too', async () => {
    await withQueue(async (sql, [one, , other]) => {
      const synonym = { text: '机床院', kind: 'compound', name: '机床厂宿舍' };
      for (const id of [one, other])
        await send(sql, `/${id}/decision`, { decision: 'accepted', candidate: 0, synonym });
      await send(sql, `/${one}/undo`, {});
      expect(await sql`select text from geocode_synonym`).toEqual([{ text: '机床院' }]);
      await send(sql, `/${other}/undo`, {});
      expect(await sql`select text from geocode_synonym`).toEqual([]);
    });
  });

  it('names another place, or none', async () => {
    await withQueue(async (sql, [one, two]) => {
      const other = { kind: 'facility', id: '101', place: [112.1044, 32.0042] };
      expect((await send(sql, `/${one}/decision`, { decision: 'placed', other })).body.chosen).toEqual(other);
      expect((await send(sql, `/${two}/decision`, { decision: 'no_place' })).body).toMatchObject({
        ...{ decision: 'no_place', chosen: null },
      });
    });
  });

  it('is refused where it does not fit', async () => {
    await withQueue(async (sql, [id]) => {
      const refused = async (body: unknown) => {
        const answer = await send<{ error: { field: string } }>(sql, `/${id}/decision`, body);
        return [answer.status, answer.body.error.field];
      };
      expect(await refused({ decision: 'accepted', candidate: 1 })).toEqual([400, 'candidate']);
      const synonym = { text: '老院', kind: 'compound', name: '没有的小区' };
      expect(await refused({ decision: 'accepted', candidate: 0, synonym })).toEqual([400, 'synonym.name']);
      expect((await refused({ decision: 'placed', other: { place: [200, 0] } }))[0]).toBe(400);
      expect((await send(sql, '/999999/decision', { decision: 'no_place' })).status).toBe(404);
      expect(await sql`select 1 from geocode_synonym`).toEqual([]);
    });
  });

  it('is made once, and undone only where there is one', async () => {
    await withQueue(async (sql, [id]) => {
      expect((await send(sql, `/${id}/undo`, {})).status).toBe(409);
      expect((await send(sql, `/${id}/decision`, { decision: 'no_place' })).status).toBe(200);
      expect((await send(sql, `/${id}/decision`, { decision: 'no_place' })).status).toBe(409);
      expect((await send(sql, `/${id}/skip`, {})).status).toBe(409);
    });
  });
});
