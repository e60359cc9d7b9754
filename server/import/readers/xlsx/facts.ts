import type { ByteSource } from '../bytes.ts';
import { cutShort } from '../bytes.ts';
import type { MergedRange } from '../header.ts';
import { MAX_ROW_CHARACTERS } from '../limits.ts';

/** What is to be known of a sheet before its rows are read; merged cells stand at its end. */
export interface SheetFacts {
  /** With a value in some cell. */
  rows: number;
  hiddenRows: number;
  formulas: number;
  merged: MergedRange[];
}

const MAX_MERGED = 200_000;
const element = /<(?:\w+:)?(row|f|v|is|mergeCell)(?=[\s/>])([^>]*)/g;

/** Looks for five elements without parsing the rest, which is ten times as quick. */
export async function sheetFacts(source: ByteSource): Promise<SheetFacts> {
  const facts: SheetFacts = { rows: 0, hiddenRows: 0, formulas: 0, merged: [] };
  let rest = '';
  let counted = true;
  for await (const chunk of source.chunks()) {
    // Names of elements and references are ASCII, so that texts need not be decoded.
    const text = rest + chunk.toString('latin1');
    const end = text.lastIndexOf('<');
    rest = end < 0 ? text : text.slice(end);
    if (rest.length > MAX_ROW_CHARACTERS) throw cutShort(source.name);
    for (const [, name, attributes] of (end < 0 ? '' : text.slice(0, end)).matchAll(element)) {
      if (name === 'row') {
        counted = false;
        if (/\shidden="(1|true)"/.test(attributes!)) facts.hiddenRows++;
      } else if (name === 'mergeCell') addMerged(facts.merged, attributes!);
      else {
        if (name === 'f') facts.formulas++;
        if (!counted) facts.rows++;
        counted = true;
      }
    }
  }
  return facts;
}

function addMerged(merged: MergedRange[], attributes: string): void {
  const found = /ref="\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})"/.exec(attributes);
  if (!found || merged.length >= MAX_MERGED) return;
  const [, left, top, right, bottom] = found;
  merged.push({ top: Number(top), bottom: Number(bottom), left: columnIndex(left!), right: columnIndex(right!) });
}

/** A column's index from 0 by its letters; what follows them is not looked at. */
export function columnIndex(reference: string): number {
  let index = 0;
  for (let i = 0; i < reference.length; i++) {
    const code = reference.charCodeAt(i);
    if (code < 65 || code > 90) break;
    index = index * 26 + code - 64;
  }
  return index - 1;
}

/** The letters of a column by its index from 0. */
export function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter;
}
