import { Hono } from 'hono';
import { notFound } from '../../errors.ts';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import { areaIdKey, fromToken, toPage } from '../page-token.ts';
import { requireArea } from '../scope.ts';
import { type DeviceDetail, deviceListQuery, deviceParam } from './schema.ts';
import { findDevice, listDevices } from './sql.ts';

/** Devices: those of an area, and one. */
export const devices = new Hono<ApiEnv>()
  .get('/', granted('map'), validated('query', deviceListQuery), async (c) => {
    const { page, limit, ...filter } = c.req.valid('query');
    const sql = c.get('sql');
    const after = fromToken(page, areaIdKey);
    const rows = await listDevices(sql, { ...filter, after, limit: limit + 1 });
    if (rows.length === 0) await requireArea(sql, filter.area_code);
    return c.json(toPage(rows, limit, (row) => [row.area_code ?? '', row.id]));
  })
  .get('/:id', granted('map'), validated('param', deviceParam), async (c) => {
    const { id } = c.req.valid('param');
    const found = await findDevice(c.get('sql'), id);
    if (!found) throw notFound({ 'zh-CN': '设备', en: 'device' }, id);
    const { path, bounds, ...device } = found;
    const answer: DeviceDetail = { path, centre: device.centre, bounds, device };
    return c.json(answer);
  });
