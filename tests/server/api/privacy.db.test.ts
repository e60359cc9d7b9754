import { expect, it } from 'vitest';
import { townHousehold, townSecrets } from '../../fixtures/town-households.ts';
import { townApp } from '../../helpers/app.ts';

const everything = [
  '/api/deployment',
  '/api/codes',
  '/api/areas',
  '/api/areas/indicators?within=990106&level=grid',
  ...['990106', '990106001', '990106001001', '990106001001001'].flatMap((code) => [
    `/api/areas/${code}`,
    `/api/areas/${code}/children`,
  ]),
  '/api/buildings?area_code=990106',
  ...[21, 22, 23, 24].flatMap((id) => [`/api/buildings/${id}`, `/api/buildings/${id}/households`]),
  ...Object.values(townHousehold).flatMap((doors) => Object.values(doors).map((id) => `/api/households/${id}`)),
  ...['compounds', 'organisations', 'facilities', 'devices', 'patrol-points', 'patrol-routes'].map(
    (resource) => `/api/${resource}?area_code=990106`,
  ),
  '/api/incidents',
  '/api/incidents/points',
  '/api/search?q=%E6%B8%85%E6%B2%B3',
];

it.each(everything)('no full name, phone or birth date of a resident is in %s', async (address) => {
  const response = await (await townApp()).request(address);
  expect(response.status).toBe(200);
  const text = await response.text();
  expect(townSecrets.filter((secret) => text.includes(secret))).toEqual([]);
  // No 11-digit mobile number in full, and no key that could hold a birth date.
  expect(text).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)/);
  expect(text).not.toContain('birth_date');
});
