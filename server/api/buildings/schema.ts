import { z } from 'zod';
import type { DutyHolder } from '../areas/schema.ts';
import type { DoorUse } from '../door-plans/schema.ts';
import { areaCode, id, type Located, type LonLat, limit, pageToken } from '../wire.ts';

export const buildingParam = z.object({ id });
export const buildingListQuery = z.object({
  area_code: areaCode,
  compound_id: id.optional(),
  limit,
  page: pageToken.optional(),
});

export interface BuildingSummary {
  id: number;
  area_code: string | null;
  compound_id: number | null;
  kind: string;
  name: string | null;
  address: string | null;
  floor_count: number | null;
  /** Null, as all counts of people here, for those who may not see the doors. */
  household_count: number | null;
  visit_due_count: number | null;
  centre: LonLat;
}

export interface UnitSummary {
  id: number;
  unit_no: number;
  name: string;
  household_count: number;
  visit_due_count: number;
}

export interface BuildingDetail extends Located {
  building: BuildingSummary & {
    compound_name: string | null;
    property_company: string | null;
    basement_count: number;
    height_m: number | null;
    built_year: number | null;
    confirmed_on: string | null;
    resident_count: number | null;
  };
  /** Empty for those who may not see the doors. */
  units: UnitSummary[];
  duty_holders: DutyHolder[];
  organisations: { id: number; kind: string; name: string }[];
}

export const doorStates = ['occupied', 'let', 'empty', 'unknown'] as const;
export type DoorState = (typeof doorStates)[number];

/** One door of the matrix. No person: who lives there opens with the household. */
export interface Door {
  household_id: number;
  unit_id: number;
  /** Never 0; negative below the ground. */
  floor: number;
  door: string;
  door_state: DoorState;
  door_use: DoorUse;
  /** Further doors of the floor that belong to the household, sorted. */
  joined_doors: string[];
  /** Whether a visit is owed by the end of the month, or was before today. */
  visit_owed: 'due' | 'overdue' | null;
}

/** The door matrix (电子装户图): doors sorted by unit_no, floor (top first), door. */
export interface DoorMatrix {
  building_id: number;
  units: UnitSummary[];
  doors: Door[];
}
