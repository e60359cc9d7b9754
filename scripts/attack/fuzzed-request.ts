import type { Random } from '../../server/simulator/random.ts';
import { nastyPhoto } from './nasty-photos.ts';
import { nastyBodies, nastyTexts, nastyValues } from './nasty-values.ts';
import type { AttackedRoute, Shape } from './routes.ts';

/** Values that exist in the attacked database, by the name of the parameter, or by `squads/id` of one place in paths; without any, requests hardly get in. */
export type KnownValues = Record<string, readonly unknown[]>;

/** One request of the fuzz. */
export interface FuzzedRequest {
  route: AttackedRoute;
  path: string;
  headers: Record<string, string>;
  body: string | Buffer | undefined;
}

/** Share of a request's values that are right: many come past the first checks, some fail at each. */
const RIGHT_SHARES = [0.3, 0.7, 0.9, 1];
/** Longest address that is sent; Node takes 16 kB of headers. */
const LONGEST_PATH = 8000;

/** Makes a request to one of the routes, with whatever values may break it. */
export function fuzzedRequest(random: Random, routes: readonly AttackedRoute[], known: KnownValues): FuzzedRequest {
  const route = random.pick(routes);
  const values = new Values(random, known, random.pick(RIGHT_SHARES));
  const filled = route.path.replace(/([\w-]+)\/:(\w+)/g, (_, place: string, name: string) => {
    const own = `${place}/${name}`;
    return `${place}/${escaped(values.text(known[own] ? own : name, {}), random)}`;
  });
  const query = queryOf(route, values, random);
  const path = `${filled}${query ? `?${query}` : ''}`.slice(0, LONGEST_PATH);
  if (route.takes_photo) return { route, path, ...nastyPhoto(random) };
  if (route.takes_piece)
    return { route, path, ...nastyPhoto(random), headers: { 'Content-Type': 'application/octet-stream' } };
  const body =
    route.method === 'GET' || (route.body === null && random.chance(0.9)) ? undefined : bodyOf(route, values, random);
  const type = random.chance(0.95)
    ? 'application/json'
    : random.pick(['text/plain', 'application/json;x', 'multipart/form-data']);
  return { route, path, headers: body === undefined ? {} : { 'Content-Type': type }, body };
}

function queryOf({ query, required }: AttackedRoute, values: Values, random: Random): string {
  const parts: string[] = [];
  for (const [name, shape] of Object.entries(query)) {
    if (!random.chance(required.includes(name) ? 0.95 : 0.5)) continue;
    const times = random.chance(0.05) ? 2 : 1;
    for (let i = 0; i < times; i++)
      parts.push(`${name}${random.chance(0.02) ? '[]' : ''}=${escaped(values.text(name, shape), random)}`);
  }
  if (random.chance(0.05))
    parts.push(`${escaped(random.pick(nastyTexts), random)}=${escaped(random.pick(nastyTexts), random)}`);
  return parts.join('&');
}

function bodyOf({ body }: AttackedRoute, values: Values, random: Random): string {
  if (random.chance(0.05)) return random.pick(nastyBodies);
  const made = values.value('', body ?? {});
  if (random.chance(0.05) && typeof made === 'object' && made !== null) {
    return JSON.stringify({ ...made, [random.pick(nastyTexts)]: random.pick(nastyValues) });
  }
  return JSON.stringify(made) ?? 'null';
}

/** As a careful client escapes it, or now and then not at all. */
function escaped(text: string, random: Random): string {
  // Halves of characters become the sign for what cannot be read, as in a browser.
  const well = Buffer.from(text).toString();
  if (random.chance(0.97)) return encodeURIComponent(well);
  return well.replace(/[^!-~]|[#?]/g, '%').slice(0, 200);
}

/** Values for parameters: mostly right ones, else nasty. */
class Values {
  constructor(
    private readonly random: Random,
    private readonly known: KnownValues,
    private readonly rightShare: number,
  ) {}

  text(name: string, shape: Shape): string {
    if (!this.random.chance(this.rightShare)) return this.random.pick(nastyTexts);
    const right = this.right(name, shape);
    return typeof right === 'string' ? right : String(JSON.stringify(right));
  }

  value(name: string, shape: Shape): unknown {
    if (shape.oneOf) return this.value(name, this.random.pick(shape.oneOf));
    if (shape.properties) {
      const given = Object.entries(shape.properties).filter(() => this.random.chance(0.5 + this.rightShare / 2));
      return Object.fromEntries(given.map(([key, each]) => [key, this.value(key, each)]));
    }
    if (this.random.chance(this.rightShare)) return this.right(name, shape);
    return this.random.chance(0.6) ? this.random.pick(nastyTexts) : this.random.pick(nastyValues);
  }

  private right(name: string, shape: Shape): unknown {
    const named = this.known[name]?.filter((value) => fits(value, shape));
    if (shape.const !== undefined) return shape.const;
    if (shape.enum) return this.random.pick(shape.enum);
    if (named?.length) return this.random.pick(named);
    if (shape.anyOf) return this.right(name, this.random.pick(shape.anyOf));
    if (shape.prefixItems) return shape.prefixItems.map((each) => this.right('', each));
    if (shape.format === 'uuid') return randomUuid(this.random);
    if (shape.items) return [this.right(name, shape.items)];
    switch (shape.type) {
      case 'boolean':
        return this.random.chance(0.5);
      case 'integer':
      case 'number':
        return this.random.integer(1, 300);
      case 'null':
        return null;
      default:
        return this.random.pick(['a', '1', '2026-05-01', '清河', 'true']);
    }
  }
}

/** Whether a known value is of the type that is wanted here: some names mean a text in an address and a number in a body. */
function fits(value: unknown, { type }: Shape): boolean {
  if (type === undefined || value === undefined) return true;
  return typeof value === (type === 'integer' ? 'number' : type === 'array' ? 'object' : type);
}

/** As a sender makes it: version 4. */
function randomUuid(random: Random): string {
  const digits = Array.from({ length: 32 }, () => random.integer(0, 15).toString(16)).join('');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20)}`;
}
