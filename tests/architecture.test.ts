import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { rootFolder } from '../server/config.ts';

interface Import {
  /** Importing file and imported file or package, from the root. */
  from: string;
  to: string;
  typeOnly: boolean;
}

const files = ['client', 'server', 'scripts', 'tests'].flatMap((folder) =>
  readdirSync(path.join(rootFolder, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((name) => /\.(ts|mjs)$/.test(name) && !name.includes('/dist/')),
);
const imports = files.flatMap(importsOf);

function importsOf(from: string): Import[] {
  const text = readFileSync(path.join(rootFolder, from), 'utf8');
  const pattern =
    /^\s*(?:import|export)\s+(type\s+)?(?:[^'"();]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/gm;
  return [...text.matchAll(pattern)].map(([, type, statement, dynamic]) => {
    const target = (statement ?? dynamic)!;
    const to = target.startsWith('.') ? path.normalize(path.join(path.dirname(from), target)) : target;
    return { from, to, typeOnly: Boolean(type) };
  });
}

/** Fails with each forbidden import and what to do instead. */
function forbid(instead: string, isForbidden: (line: Import) => boolean): void {
  const broken = imports.filter(isForbidden).map(({ from, to }) => `${from} imports ${to}: ${instead}`);
  expect(broken).toEqual([]);
}

const inside = (folder: string) => (file: string) => file.startsWith(`${folder}/`);
const inClient = inside('client');
const inServer = inside('server');

describe('who may import whom', () => {
  it('finds the imports that it judges', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(imports).toContainEqual({ from: 'server/db/migrate.ts', to: 'server/config.ts', typeOnly: false });
  });

  it('lets the client take only schemas, wire shapes and the type of the app from the server', () => {
    forbid(
      'take shapes from server/api/*/schema.ts or wire.ts, data through client/api.ts',
      ({ from, to, typeOnly }) => {
        if (!inClient(from) || !inServer(to)) return false;
        const shape = /^server\/api\/([a-z-]+\/schema|wire)\.ts$/.test(to);
        return !shape && !(to === 'server/app.ts' && typeOnly);
      },
    );
  });

  it('keeps schemas free of everything but zod and other schemas', () => {
    forbid('a schema is read by the browser too', ({ from, to }) => {
      return (
        /^server\/api\/.*\/schema\.ts$/.test(from) &&
        to !== 'zod' &&
        !/^server\/api\/([a-z-]+\/schema|wire)\.ts$/.test(to)
      );
    });
  });

  it('keeps HTTP out of queries and queries out of routes', () => {
    forbid(
      'queries take sql and values; routes speak HTTP',
      ({ from, to }) => from.endsWith('/sql.ts') && /^(hono|@hono\/)/.test(to),
    );
    const routesWithSql = files
      .filter((file) => file.endsWith('/routes.ts'))
      .filter((file) => /\bsql(<[^`]*>)?`/.test(readFileSync(path.join(rootFolder, file), 'utf8')));
    expect(routesWithSql).toEqual([]);
  });

  it('keeps the engines pure: no HTTP anywhere, no database outside loaders', () => {
    const engine = /^server\/(tiles|roads|planning|coverage|statistics|geocode)\//;
    forbid(
      'an engine takes arrays and gives values',
      ({ from, to }) => engine.test(from) && /^(hono|@hono\/)/.test(to),
    );
    forbid('read the database in a loader file', ({ from, to, typeOnly }) => {
      const mayRead = /(loader|loader-thread|engine)\.ts$/.test(from);
      return engine.test(from) && !mayRead && !typeOnly && (to === 'postgres' || to.startsWith('server/db/'));
    });
  });

  it('keeps MapLibre out of elements and pages', () => {
    forbid(
      'elements talk to <jw-map>',
      ({ from, to }) => /^client\/(elements|pages)\//.test(from) && /maplibre|deck\.gl/.test(to),
    );
  });

  it('gives layers the types of MapLibre only', () => {
    forbid(
      'a layer is data; client/map holds the map',
      ({ from, to, typeOnly }) => inside('client/layers')(from) && to === 'maplibre-gl' && !typeOnly,
    );
  });

  it('keeps scripts away from the client, and the product away from scripts and tests', () => {
    forbid('scripts may use server', ({ from, to }) => inside('scripts')(from) && inClient(to));
    forbid(
      'move what the product needs out of scripts',
      ({ from, to }) => (inClient(from) || inServer(from)) && /^(scripts|tests)\//.test(to),
    );
  });
});

describe('house rules', () => {
  it('keeps every file under 400 lines', () => {
    const long = files
      .map((file) => ({ file, lines: readFileSync(path.join(rootFolder, file), 'utf8').split('\n').length }))
      .filter(({ lines }) => lines > 401);
    expect(long).toEqual([]);
  });

  it('names an element file after its tag', () => {
    const strange = files
      .filter((file) => /^client\/(elements|pages|map)\//.test(file))
      .flatMap((file) => {
        const tag = /@customElement\('([^']+)'\)/.exec(readFileSync(path.join(rootFolder, file), 'utf8'))?.[1];
        return tag && `${tag}.ts` !== path.basename(file) ? [`${file} defines <${tag}>`] : [];
      });
    expect(strange).toEqual([]);
  });
});
