import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { digestOf, newSecret, wallCookieName } from '../../server/access/credential.ts';
import { rootFolder } from '../../server/config.ts';
import { ServerProcess } from '../bench/live/server-process.ts';
import { makeSession, openStage, type Stage } from '../bench/live/stage.ts';
import { freePort } from '../fresh-server.ts';

/** A wall over the whole of a demo city, with a server that shows it. */
export interface WallStage {
  city: Stage;
  server: ServerProcess;
  /** Ids of its scenes in the order of the rotation. */
  scenes: string[];
  /** Display token of its only screen, or of each: number 1 first. */
  tokens: string[];
  /** Asks a route of the server as its registrar. @throws Error with the server's sentence. */
  ask<Answer>(method: string, route: string, body?: unknown): Promise<Answer>;
  /** Lets a browser in as one of the screens, counted from 1. */
  letIn(context: BrowserContext, part?: number): Promise<void>;
  close(): Promise<void>;
}

/** What a wall's plan has for every hour of every day. */
const always = { days: 'every', from: null, to: null } as const;

/**
 * Makes the city, a server and a wall whose scenes all take turns, day and night.
 * @param rotation_s how long each stays, s; null: as long as the product has it.
 */
export async function openWallStage(rotation_s: number | null, columns = 1): Promise<WallStage> {
  const city = await openStage();
  const server = new ServerProcess(await freePort(), city.settings);
  const close = async () => {
    await server.kill();
    await city.close();
  };
  try {
    await server.start();
    const ask = await asRegistrar(city, server);
    const scenes = await rotate(ask, rotation_s);
    const tokens = await makeWall(city, ask, scenes, columns);
    const letIn = async (context: BrowserContext, part = 1) => {
      const name = wallCookieName({ publicUrl: undefined });
      await context.addCookies([{ name, value: tokens[part - 1]!, url: server.url, httpOnly: true }]);
    };
    return { city, server, scenes, tokens, ask, letIn, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function asRegistrar({ deployment: { sql } }: Stage, server: ServerProcess): Promise<WallStage['ask']> {
  const headers = {
    'Content-Type': 'application/json',
    Cookie: await makeSession(sql, 'registrar', await rootOf(sql)),
  };
  return async (method, route, body) => {
    const answer = await fetch(`${server.url}/api/${route}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${route} answered ${answer.status}: ${await answer.text()}`);
    return answer.json() as never;
  };
}

/** The product's scenes, each as long as is wanted. */
async function rotate(ask: WallStage['ask'], duration_s: number | null): Promise<string[]> {
  const text = readFileSync(path.join(rootFolder, 'data/codes/wall-scene.json'), 'utf8');
  const scenes = JSON.parse(text) as { id: string }[];
  if (duration_s !== null) {
    for (const scene of scenes) await ask('PUT', `wall-scenes/${scene.id}`, { ...scene, duration_s });
  }
  return scenes.map(({ id }) => id);
}

async function makeWall(
  { deployment: { sql } }: Stage,
  ask: WallStage['ask'],
  scenes: string[],
  columns: number,
): Promise<string[]> {
  const area_code = await rootOf(sql);
  const form = { name: 'soak', area_code, column_count: columns, row_count: 1 };
  const { id } = await ask<{ id: number }>('POST', 'walls', form);
  await ask('PATCH', `walls/${id}`, { plan: { entries: [{ ...always, scenes }], emergency: scenes } });
  const tokens = Array.from({ length: columns }, newSecret);
  for (const [at, secret] of tokens.entries()) {
    await sql`insert into token (digest, kind, name, account_id, area_code, rights, expires_at, wall_id, part)
      select ${digestOf(secret)}, 'display', ${`soak ${at + 1}`}, (select min(id) from account), ${area_code},
        array(select right_name from role_right where role = 'wall' order by right_name), now() + interval '10 days',
        ${id}, ${at + 1}`;
  }
  return tokens;
}

async function rootOf(sql: Stage['deployment']['sql']): Promise<string> {
  const [root] = await sql<[{ area_code: string }]>`select area_code from area order by length(area_code) limit 1`;
  return root.area_code;
}
