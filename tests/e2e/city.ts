import { inject } from 'vitest';
import type { AreaChild } from '../../server/api/areas/schema.ts';
import type { BuildingSummary, DoorMatrix } from '../../server/api/buildings/schema.ts';
import type { Deployment } from '../../server/api/deployment/schema.ts';
import type { Page } from '../../server/api/wire.ts';
import { sessionOf } from '../helpers/browser.ts';

/** Asks the running server, as a second opinion on what the page shows. */
export async function ask<Answer>(route: string): Promise<Answer> {
  const { headers } = await sessionOf();
  const response = await fetch(`${inject('address')}/api/${route}`, { headers });
  if (!response.ok) throw new Error(`${route} answered ${response.status}`);
  return (await response.json()) as Answer;
}

/** One way from the district down to an occupied door: first child each time, the building with the most doors. */
export async function wayDown() {
  const { root } = await ask<Deployment>('deployment');
  const district = root!;
  const street = await firstChild(district.area_code);
  const community = await firstChild(street.area_code);
  const grid = await firstChild(community.area_code);
  const { items } = await ask<Page<BuildingSummary>>(`buildings?area_code=${grid.area_code}&limit=200`);
  const building = items.reduce((most, each) =>
    (each.household_count ?? 0) > (most.household_count ?? 0) ? each : most,
  );
  const matrix = await ask<DoorMatrix>(`buildings/${building.id}/households`);
  const door = matrix.doors.find(({ door_state }) => door_state === 'occupied')!;
  const unit = matrix.units.find(({ id }) => id === door.unit_id)!;
  return { district, street, community, grid, building, matrix, door, unit };
}

async function firstChild(areaCode: string): Promise<AreaChild> {
  const { items } = await ask<{ items: AreaChild[] }>(`areas/${areaCode}/children`);
  return items[0]!;
}
