import type { AreaDetail } from '../../server/api/areas/schema.ts';
import type { BuildingDetail } from '../../server/api/buildings/schema.ts';
import type { CompoundDetail } from '../../server/api/compounds/schema.ts';
import type { DeviceDetail } from '../../server/api/devices/schema.ts';
import type { FacilityDetail } from '../../server/api/facilities/schema.ts';
import type { HouseholdDetail } from '../../server/api/households/schema.ts';
import type { IncidentDetail } from '../../server/api/incidents/schema.ts';
import type { OrganisationDetail } from '../../server/api/organisations/schema.ts';
import type { PatrolPointDetail, PatrolRouteDetail } from '../../server/api/patrol/schema.ts';
import type { Located } from '../../server/api/wire.ts';
import { answer, api } from '../api.ts';
import type { Selection } from '../state/selection.ts';

interface DetailOf {
  area: AreaDetail;
  building: BuildingDetail;
  household: HouseholdDetail;
  compound: CompoundDetail;
  organisation: OrganisationDetail;
  facility: FacilityDetail;
  device: DeviceDetail;
  incident: IncidentDetail;
  patrol_point: PatrolPointDetail;
  patrol_route: PatrolRouteDetail;
}

/** What is known of the selected thing: the answer of its resource, tagged with its kind. */
export type Detail = { [Kind in keyof DetailOf]: { kind: Kind; data: DetailOf[Kind] } }[keyof DetailOf];

/** Where the selected thing is. */
export function locatedOf(detail: Detail): Located {
  return detail.data;
}

/** Names a thing apart from unit and floor, which narrow the panel without another request. */
export function keyOf(selection: Selection): string {
  return selection.kind === 'area' ? `area:${selection.area_code}` : `${selection.kind}:${selection.id}`;
}

/**
 * Asks for the selected thing.
 * @throws ApiError when it does not exist or the server cannot be reached.
 */
export async function loadDetail(selection: Selection, signal: AbortSignal): Promise<Detail> {
  const with_ = { init: { signal } };
  if (selection.kind === 'area') {
    const { area_code } = selection;
    return { kind: 'area', data: await answer(api.areas[':area_code'].$get({ param: { area_code } }, with_)) };
  }
  const param = { id: String(selection.id) };
  switch (selection.kind) {
    case 'building':
      return { kind: 'building', data: await answer(api.buildings[':id'].$get({ param }, with_)) };
    case 'household':
      return { kind: 'household', data: await answer(api.households[':id'].$get({ param }, with_)) };
    case 'compound':
      return { kind: 'compound', data: await answer(api.compounds[':id'].$get({ param }, with_)) };
    case 'organisation':
      return { kind: 'organisation', data: await answer(api.organisations[':id'].$get({ param }, with_)) };
    case 'facility':
      return { kind: 'facility', data: await answer(api.facilities[':id'].$get({ param }, with_)) };
    case 'device':
      return { kind: 'device', data: await answer(api.devices[':id'].$get({ param }, with_)) };
    case 'incident':
      return { kind: 'incident', data: await answer(api.incidents[':id'].$get({ param }, with_)) };
    case 'patrol_point':
      return { kind: 'patrol_point', data: await answer(api['patrol-points'][':id'].$get({ param }, with_)) };
    case 'patrol_route':
      return { kind: 'patrol_route', data: await answer(api['patrol-routes'][':id'].$get({ param }, with_)) };
  }
}
