import { type Gazetteer, gazetteer } from './gazetteer.ts';
import type { Label } from './labels.ts';
import { cheapestSteps } from './lattice.ts';
import { tellNamesakes } from './namesakes.ts';
import { normalForm } from './normal-form.ts';
import { settledParts } from './settle.ts';
import { partValue } from './values.ts';

/** A part of an address. */
export interface AddressPart {
  label: Label;
  /** As typed: `line.slice(start, end)`. */
  text: string;
  /** UTF-16 code units of the line as typed, half-open. */
  start: number;
  end: number;
  /** One spelling for what is typed in many: "3" of 三号楼, 3# and 3栋, the full name of a division as it is called today. */
  value: string;
  /** Code of a division that the gazetteer knows there: 2 digits for a province, 4 for a city, 6 for a district, 9 for a township. */
  code?: string;
}

export interface ParsedAddress {
  /** The line as typed. */
  text: string;
  /** In the order of the line, without overlap; only spaces lie between them. */
  parts: AddressPart[];
}

/**
 * Takes a Chinese address, as people type it, to its parts: the cheapest way through all that its stretches can be by the names of
 * divisions and by how names and numbers are made, in the order in which addresses go from large to small. Never throws; a line
 * without an address has names and words of place only, an empty one no parts. What is not typed (the floor of room 501) is no part.
 */
export function parseAddress(text: string, names: Gazetteer = gazetteer()): ParsedAddress {
  const form = normalForm(text);
  const pieces = settledParts(cheapestSteps(form, names));
  tellNamesakes(pieces, form, names);
  const parts = pieces.map(({ label, from, to, code }): AddressPart => {
    const start = form.at[from]!;
    const end = form.at[to - 1]! + 1;
    const value = (code > 0 ? names.nameOf(code) : undefined) ?? partValue(label, form.text.slice(from, to));
    const part: AddressPart = { label, text: text.slice(start, end), start, end, value };
    if (code > 0) part.code = String(code);
    return part;
  });
  return { text, parts };
}
