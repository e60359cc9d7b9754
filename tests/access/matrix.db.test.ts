import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../server/app.ts';
import type { Database } from '../../server/db/open.ts';
import { createLog } from '../../server/log.ts';
import { townNow } from '../fixtures/town.ts';
import { townSecrets } from '../fixtures/town-households.ts';
import { rolledBack } from '../helpers/database.ts';
import { fakeTiles, testConfig } from '../helpers/fakes.ts';
import { testSealer } from '../helpers/sealer.ts';
import { matrix } from './matrix.table.ts';
import { chainMatrix } from './matrix-chain.table.ts';
import { diaryMatrix } from './matrix-diary.table.ts';
import { doorsMatrix } from './matrix-doors.table.ts';
import { dutyMatrix } from './matrix-duty.table.ts';
import { exportMatrix } from './matrix-exports.table.ts';
import { geocodeMatrix } from './matrix-geocode.table.ts';
import { importMatrix } from './matrix-imports.table.ts';
import { loopMatrix } from './matrix-loop.table.ts';
import { mergingMatrix } from './matrix-merging.table.ts';
import { packMatrix } from './matrix-packs.table.ts';
import { pastMatrix } from './matrix-past.table.ts';
import { patrolMatrix } from './matrix-patrol.table.ts';
import { insertPeople, type Role, roles, secretOfRole, sessionOf, tokenOf } from './matrix-people.ts';
import { qualityMatrix } from './matrix-quality.table.ts';
import { type MatrixRoute, pathOf, readMatrix, shownFields, type Target } from './matrix-reader.ts';
import { registerMatrix } from './matrix-register.table.ts';
import { reorgMatrix } from './matrix-reorg.table.ts';
import { wallMatrix } from './matrix-wall.table.ts';

const routes = readMatrix(
  [matrix, loopMatrix, wallMatrix, patrolMatrix]
    .concat(
      geocodeMatrix,
      mergingMatrix,
      dutyMatrix,
      doorsMatrix,
      exportMatrix,
      chainMatrix,
      reorgMatrix,
      diaryMatrix,
      packMatrix,
      importMatrix,
      pastMatrix,
      qualityMatrix,
      registerMatrix,
    )
    .join(''),
);
const failures: string[] = [];
const log = createLog({ logLevel: 'error' }, { write: (line) => failures.push(line) });
let sql: Database;
let now: Date;
let finish: () => void;
let finished: Promise<void>;

// All cells share one transaction with the people of the matrix, which is undone at the end.
beforeAll(async () => {
  await new Promise<void>((begun, failed) => {
    finished = rolledBack(async (transaction) => {
      sql = transaction;
      now = await townNow(sql);
      await insertPeople(sql);
      const done = new Promise<void>((resolve) => {
        finish = resolve;
      });
      begun();
      await done;
    });
    finished.catch(failed);
  });
});
afterAll(async () => {
  finish?.();
  await finished;
});

const appOn = (database: Database) =>
  createApp({ sql: database, config: testConfig, tiles: fakeTiles(), sealer: testSealer, now: () => now, log });

class Undone extends Error {}

/** Runs with a handle of its own to the transaction; what is written is undone. */
async function apart<Result>(work: (sql: Database) => Promise<Result>): Promise<Result> {
  let result: Result;
  const outer = sql as unknown as { savepoint(step: (inner: Database) => Promise<never>): Promise<never> };
  await outer
    .savepoint(async (inner) => {
      result = await work(inner);
      throw new Undone();
    })
    .catch((error) => {
      if (!(error instanceof Undone)) throw error;
    });
  return result!;
}

/** An answer as text; of incident points in columns, their header. */
function textOf(bytes: Buffer): string {
  return bytes.subarray(0, 4).toString() === 'JWIP'
    ? bytes.subarray(16, 16 + bytes.readUInt32LE(8)).toString()
    : bytes.toString();
}

/** What a role gets at an address, as a cell of the table has it. */
async function cellOf({ name, fields, body }: MatrixRoute, { address }: Target, role: Role): Promise<string> {
  const filled = address.replace('@session', String(sessionOf(role))).replace('@token', String(tokenOf(role)));
  const [method] = name.split(' ');
  const headers = new Headers({ 'Accept-Language': 'en' });
  if (role !== 'public') headers.set('Authorization', `Bearer ${secretOfRole(role)}`);
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  const init = { method: method!, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const { status, text } = await apart(async (inner) => {
    const response = await appOn(inner).request(pathOf(name, filled), init);
    return { status: response.status, text: textOf(Buffer.from(await response.arrayBuffer())) };
  });
  const leaked = townSecrets.filter((secret) => text.includes(secret));
  const answer = text.startsWith('{') ? JSON.parse(text) : null;
  const told = leaked.length === 0 || Object.values(fields).includes('!') ? '' : ` leaks ${leaked}`;
  return `${status}${shownFields(fields, answer, leaked.length > 0)}${told}`;
}

describe('the matrix of access', () => {
  it('has every route that is mounted, and no other', () => {
    const mounted = appOn(sql).routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'));
    const names = new Set(mounted.map(({ method, path }) => `${method} ${path}`));
    const told = routes.map(({ name }) => name);
    expect({
      missing: [...names].filter((name) => !told.includes(name)),
      gone: told.filter((name) => !names.has(name)),
    }).toEqual({ missing: [], gone: [] });
  });

  it('tells of every route what lies inside and outside, where it has a parameter', () => {
    const placesOf = (name: string) => {
      return routes.filter((route) => route.name === name).flatMap(({ targets }) => targets.map(({ place }) => place));
    };
    const incomplete = routes.filter(({ name }) => {
      const places = placesOf(name);
      return (
        places.length === 0 || (name.includes(':id') && !(places.includes('inside') && places.includes('outside')))
      );
    });
    expect(incomplete.map(({ name }) => name)).toEqual([]);
  });

  it.each(routes.map((route) => [route.name, route.body, route] as const))('%s %j', async (_, _body, route) => {
    failures.splice(0);
    const expected: string[] = [];
    const got: string[] = [];
    for (const target of route.targets) {
      for (const role of roles) {
        const { status, shown } = target.cells[role];
        const who = `${target.place} ${target.address} ${role}: `;
        expected.push(`${who}${status}${shown}`);
        got.push(who + (await cellOf(route, target, role)));
      }
    }
    expect({ cells: got, failures }).toEqual({ cells: expected, failures: [] });
  });
});
