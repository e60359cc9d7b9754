import type { Severity } from '../../server/api/incidents/schema.ts';
import type { LonLat } from '../../server/api/wire.ts';
import { newKey } from './new-key.ts';

/** Whose draft it is: of whoever uses this browser without signing in, or of one account. */
export type DraftOwner = 'anybody' | `account ${number}`;

/** What somebody types into the form of a report; '' and null where they have not yet. */
export interface DraftFields {
  /** `[lon, lat]`. */
  centre: LonLat | null;
  category: string;
  /** An item of the catalogue; null: outside it. */
  item: string | null;
  /** Null: as the item has it. */
  severity: Severity | null;
  title: string;
  description: string;
  address: string;
  contact: string;
  channel: 'worker' | 'patrol';
  way: 'online' | 'at_once' | 'on_the_spot';
  settled_text: string;
  /** The incident that this one joins. */
  merge_into: number | null;
  /** The incident that somebody without an account takes this one for. */
  suspected_of: number | null;
}

/** A photo of a draft: its bytes, and its name once the server keeps it. */
export interface DraftPhoto {
  bytes: Blob;
  name: string | null;
}

/** What came of a report: by its number it is found, by its code followed. */
export interface DraftResult {
  incident_code: string;
  /** Of a report without an account. */
  follow_code: string | null;
  /** Of a report by an account. */
  id: number | null;
  /** True: it had come before. */
  again: boolean;
}

/** A report as this browser keeps it until the server has it. */
export interface Draft {
  /** A UUID, made once: however often it is sent, it is one report. */
  report_key: string;
  owner: DraftOwner;
  /**
   * writing: being typed. waiting: to be sent as soon as that is possible. refused: the server wants something changed, as `fault`
   * says. sent: the server has it, and `result` is still to be seen.
   */
  state: 'writing' | 'waiting' | 'refused' | 'sent';
  /** When it was begun, ISO 8601: when the matter was found. */
  found_at: string;
  /** When it was last changed, ISO 8601. */
  changed_at: string;
  fields: DraftFields;
  photos: DraftPhoto[];
  fault: { field?: string | undefined; message: string } | null;
  result: DraftResult | null;
}

const nothingTyped: DraftFields = {
  centre: null,
  category: '',
  item: null,
  severity: null,
  title: '',
  description: '',
  address: '',
  contact: '',
  channel: 'worker',
  way: 'online',
  settled_text: '',
  merge_into: null,
  suspected_of: null,
};

/** A draft in which nothing was typed yet. @param given what is known already, such as the place. */
export function newDraft(owner: DraftOwner, now: Date, given: Partial<DraftFields> = {}): Draft {
  const at = now.toISOString();
  return {
    report_key: newKey(),
    owner,
    state: 'writing',
    found_at: at,
    changed_at: at,
    fields: { ...nothingTyped, ...given },
    photos: [],
    fault: null,
    result: null,
  };
}

/** Whether anything was typed that would be missed. */
export function isEmpty({ fields, photos }: Draft): boolean {
  const typed = [fields.title, fields.description, fields.address, fields.contact, fields.settled_text];
  return photos.length === 0 && fields.category === '' && fields.centre === null && typed.every((text) => !text.trim());
}

/** What is still missing before a draft can be sent, the first in the order of the form; null: nothing. */
export function missingIn({ fields }: Draft): 'centre' | 'category' | 'title' | 'settled_text' | null {
  if (!fields.centre) return 'centre';
  if (!fields.category) return 'category';
  if (fields.title.trim().length < 2) return 'title';
  return fields.way === 'on_the_spot' && !fields.settled_text.trim() ? 'settled_text' : null;
}
