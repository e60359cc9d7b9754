import type { ImportAnswer, ImportCoordinates, PatrolPoint } from '../../../server/api/patrol/schema.ts';
import type { PatrolStreet } from '../../../server/api/patrol-streets/schema.ts';
import type { KeptSquad } from '../../../server/api/squads/schema.ts';
import type { Page } from '../../../server/api/wire.ts';
import { answer, api } from '../../api.ts';
import type { PageQuery } from './all-rows.ts';
import type { PointFields, SquadFields, StreetFields } from './patrol-view.ts';

/** What is asked of the server about rows of one kind. All of it throws as `answer` does. */
export interface KeptCalls<Row, Fields> {
  list(query: PageQuery & { area_code: string }): Promise<Page<Row>>;
  add(fields: Fields): Promise<Row>;
  /** @param change the version that was seen, and what becomes other. */
  change(id: number, change: Partial<Fields> & { version: number }): Promise<Row>;
  remove(id: number): Promise<unknown>;
  /** Brings a row back that was taken away, as it was; where there is no such call it is added anew. */
  restore?(id: number): Promise<Row>;
}

/** What is asked of a list to be read in. */
export interface ImportRequest {
  format: 'csv' | 'geojson';
  text: string;
  /** True: nothing is written, only told. */
  dry: boolean;
  /** Coordinates that it is in. */
  crs: ImportCoordinates;
}

/** Reads a list of one kind in, of an area. */
export type ImportCall = (request: ImportRequest & { area_code: string }) => Promise<ImportAnswer>;

const named = (id: number) => ({ param: { id: String(id) } });

const points = api['patrol-points'];
/** Patrol points of an area, 200 a page. */
export const pointCalls: KeptCalls<PatrolPoint, PointFields> & { import: ImportCall } = {
  list: (query) => answer(points.$get({ query })),
  add: (json) => answer(points.$post({ json })),
  change: (id, json) => answer(points[':id'].$patch({ ...named(id), json })),
  remove: (id) => answer(points[':id'].$delete(named(id))),
  restore: (id) => answer(points[':id'].restore.$post(named(id))),
  import: (json) => answer(points.import.$post({ json })),
};

const streets = api['patrol-streets'];
/** Must-pass streets of an area, 200 a page. */
export const streetCalls: KeptCalls<PatrolStreet, StreetFields> & { import: ImportCall } = {
  list: (query) => answer(streets.$get({ query })),
  add: (json) => answer(streets.$post({ json })),
  change: (id, json) => answer(streets[':id'].$patch({ ...named(id), json })),
  remove: (id) => answer(streets[':id'].$delete(named(id))),
  import: (json) => answer(streets.import.$post({ json })),
};

const { squads } = api;
/** Squads of an area, 200 a page. */
export const squadCalls: KeptCalls<KeptSquad, SquadFields> = {
  list: (query) => answer(squads.$get({ query })),
  add: (json) => answer(squads.$post({ json })),
  change: (id, json) => answer(squads[':id'].$patch({ ...named(id), json })),
  remove: (id) => answer(squads[':id'].$delete(named(id))),
};
