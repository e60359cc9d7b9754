import type { Hono } from 'hono';
import { z } from 'zod';
import type { ApiEnv, Checks } from '../../server/api/context.ts';

/** A value that a schema describes, as far as an attack cares. */
export interface Shape {
  type?: string;
  enum?: unknown[];
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape | false;
  /** Of a tuple. */
  prefixItems?: Shape[];
  pattern?: string;
  format?: string;
  anyOf?: Shape[];
  oneOf?: Shape[];
  const?: unknown;
}

/** A route of the API and what it takes. */
export interface AttackedRoute {
  method: string;
  /** As in `/api/households/:id`. */
  path: string;
  /** Names of its query's parameters, each with its schema. */
  query: Record<string, Shape>;
  /** Those of them without which nobody gets in. */
  required: string[];
  /** Null where it takes no body. */
  body: Shape | null;
  /** True: its body is a photo's bytes. */
  takes_photo: boolean;
  /** True: its body is a piece of a file. */
  takes_piece: boolean;
}

/** Every route under /api that an app has, with what its validators say. */
export function routesOf(app: Pick<Hono<ApiEnv>, 'routes'>): AttackedRoute[] {
  const found = new Map<string, AttackedRoute>();
  for (const { method, path, handler } of app.routes) {
    if (method === 'ALL' || !path.startsWith('/api/')) continue;
    const key = `${method} ${path}`;
    const route = found.get(key) ?? {
      method,
      path,
      query: {},
      required: [],
      body: null,
      takes_photo: false,
      takes_piece: false,
    };
    found.set(key, route);
    const { checks, takesPhoto, takesPiece } = handler as {
      checks?: Checks;
      takesPhoto?: boolean;
      takesPiece?: boolean;
    };
    if (takesPhoto) route.takes_photo = true;
    if (takesPiece) route.takes_piece = true;
    if (checks?.target === 'query') {
      const { properties = {}, required = [] } = shapeOf(checks);
      Object.assign(route, { query: properties, required });
    }
    if (checks?.target === 'json') route.body = shapeOf(checks);
  }
  return [...found.values()];
}

function shapeOf({ schema }: Checks): Shape {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape;
}
