import { Hono } from 'hono';
import { notFound } from '../../errors.ts';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import { areaIdKey, fromToken, toPage } from '../page-token.ts';
import { requireArea } from '../scope.ts';
import { type OrganisationDetail, organisationListQuery, organisationParam } from './schema.ts';
import { findOrganisation, listOrganisations } from './sql.ts';

/** Organisations: those of an area, and one. */
export const organisations = new Hono<ApiEnv>()
  .get('/', granted('map'), validated('query', organisationListQuery), async (c) => {
    const { page, limit, ...filter } = c.req.valid('query');
    const sql = c.get('sql');
    const after = fromToken(page, areaIdKey);
    const rows = await listOrganisations(sql, { ...filter, after, limit: limit + 1 });
    if (rows.length === 0) await requireArea(sql, filter.area_code);
    return c.json(toPage(rows, limit, (row) => [row.area_code ?? '', row.id]));
  })
  .get('/:id', granted('map'), validated('param', organisationParam), async (c) => {
    const { id } = c.req.valid('param');
    const found = await findOrganisation(c.get('sql'), id);
    if (!found) throw notFound({ 'zh-CN': '单位', en: 'organisation' }, id);
    const { path, bounds, ...organisation } = found;
    const answer: OrganisationDetail = { path, centre: organisation.centre, bounds, organisation };
    return c.json(answer);
  });
