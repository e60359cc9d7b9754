import { demoTables } from '../rows.ts';

/** Holds the templates and the plan while a province is being made; gone when it is finished. */
export const schema = 'demo_province';

/** Tables that a street's copy fills, parents first; towns have no outside boundaries. */
export const copied: readonly string[] = demoTables.filter((table) => table !== 'boundary');

/** What is written for a street: beside the copies, the event that begins each incident's record. */
export const written: readonly string[] = [...copied, 'incident_event'];
