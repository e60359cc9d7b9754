import { type Gazetteer, gazetteer } from './gazetteer.ts';
import type { Label } from './labels.ts';
import { cheapestSteps } from './lattice.ts';
import { normalForm } from './normal-form.ts';
import { settledParts } from './settle.ts';

/** A part of an address. `start` and `end` are UTF-16 code units of the line as typed, half-open. */
export interface AddressPart {
  label: Label;
  text: string;
  start: number;
  end: number;
}

export interface ParsedAddress {
  /** The line as typed. */
  text: string;
  /** In the order of the line, without overlap; what is no part (spaces) lies between them. */
  parts: AddressPart[];
}

/** Takes a Chinese address, as people type it, to its parts. Never throws; a line without an address has names and help words only. */
export function parseAddress(text: string, names: Gazetteer = gazetteer()): ParsedAddress {
  const form = normalForm(text);
  const parts = settledParts(cheapestSteps(form, names)).map(({ label, from, to }) => {
    const start = form.at[from]!;
    const end = form.at[to - 1]! + 1;
    return { label, text: text.slice(start, end), start, end };
  });
  return { text, parts };
}
