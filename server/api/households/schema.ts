import { z } from 'zod';
import type { DoorState } from '../buildings/schema.ts';
import { id, type Located, limit, pageToken } from '../wire.ts';

export const householdParam = z.object({ id });
export const householdOpeningsQuery = z.object({ limit, page: pageToken.optional() });

/** A resident as an open file shows them: what the stated purpose does not need is masked (张*, 138****1234). */
export interface FileResident {
  id: number;
  name: string;
  relation: string;
  sex: 'female' | 'male';
  birth_year: number;
  /** `YYYY-MM-DD`; null where the purpose needs the year alone. */
  birth_date: string | null;
  phone: string | null;
  registered_here: boolean;
  lives_here: boolean;
}

/** What the assigned worker must know to serve a household; shown while the file is open. */
export interface HouseholdFile {
  residents: FileResident[];
  /** Those valid today; `basis` is `***` where the purpose does not need it. */
  need_tags: { tag: string; purpose: string; basis: string; expires_on: string }[];
  duties: { duty: string; due_on: string }[];
  /** Newest first, at most ten. */
  visits: { visited_at: string; outcome: 'met' | 'no_answer' | 'refused' | 'moved' }[];
}

export interface HouseholdDetail extends Located {
  household: {
    id: number;
    building_id: number;
    building_name: string | null;
    unit_id: number;
    unit_no: number;
    unit_name: string;
    floor: number;
    door: string;
    door_state: DoorState;
    address: string | null;
    confirmed_on: string | null;
  };
  /** Purposes that the caller may state to open the file; empty where they are not responsible for it. */
  purposes: string[];
  /** The caller's own opening, while it lasts. */
  opening: { id: number; purpose: string; opened_at: string; expires_at: string } | null;
  /** Null while the file is closed. */
  file: HouseholdFile | null;
}
