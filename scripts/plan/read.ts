import { isCarp, readCarp } from './carp.ts';
import type { Instance } from './instance.ts';
import { readVrplib } from './vrplib.ts';

/** Reads an instance of any kind that is known. @throws InstanceError naming the line. */
export function readInstance(text: string): Instance {
  return isCarp(text) ? readCarp(text) : readVrplib(text);
}
