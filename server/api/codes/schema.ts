/**
 * An entry of a catalogue; `icon` is `maki/NAME` or `temaki/NAME`, `minutes` how long a purpose keeps a file open, `months` how long a
 * need tag lasts at most.
 */
export interface CodeEntry {
  id: string;
  zh: string;
  en: string;
  icon?: string;
  minutes?: number;
  months?: number;
}
/** Catalogue names are the file names of data/codes. */
export const catalogueNames = [
  'area-level',
  'department',
  'device-kind',
  'door-state',
  'duty-role',
  'facility-kind',
  'incident-category',
  'incident-channel',
  'incident-event',
  'incident-severity',
  'incident-status',
  'mediation-event',
  'mediation-kind',
  'mediation-stage',
  'need-tag',
  'organisation-kind',
  'purpose',
  'retention',
  'role',
  'squad-kind',
  'visit-duty',
  'visit-refusal',
] as const;
export type CatalogueName = (typeof catalogueNames)[number];
export type Catalogues = Record<CatalogueName, CodeEntry[]>;
