import { z } from 'zod';
import type { DoorState } from '../buildings/schema.ts';
import { id, type Located } from '../wire.ts';

export const householdParam = z.object({ id });

/** A resident as a list may show them: 张*, the year of birth, 138****1234. */
export interface MaskedResident {
  name: string;
  relation: string;
  sex: 'female' | 'male';
  birth_year: number;
  phone: string | null;
  registered_here: boolean;
  lives_here: boolean;
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
  residents: MaskedResident[];
  need_tags: { tag: string; purpose: string; basis: string; expires_on: string }[];
  duties: { duty: string; due_on: string }[];
  /** Newest first, at most ten. */
  visits: { visited_at: string; outcome: 'met' | 'no_answer' | 'refused' | 'moved' }[];
}
