import { z } from 'zod';
import type { LonLat } from '../wire.ts';

export const searchQuery = z.object({
  q: z
    .string()
    .trim()
    .min(1, 'type at least one character | 请输入至少一个字')
    .max(80, 'at most 80 characters | 请勿超过80个字'),
  limit: z.coerce.number().int().min(1).max(20).default(8),
});

export type SearchKind = 'area' | 'compound' | 'building' | 'organisation' | 'facility' | 'road' | 'place';
/** A suggestion; best first. */
export interface SearchHit {
  kind: SearchKind;
  /** The area code of an area, else the row's id as text. */
  id: string;
  name: string;
  /** What tells it from others of the same name: an address, or the areas above it. */
  detail: string;
  centre: LonLat;
}
export interface SearchAnswer {
  items: SearchHit[];
}
