import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import {
  type Cadence,
  cadences,
  figureIds,
  type PackCatalogue,
  type PackDefinition,
  type PackSection,
  packCatalogue,
} from '../api/report-packs/schema.ts';
import { rootFolder } from '../config.ts';

const file = 'data/codes/report-pack.json';

/**
 * What packs are made by, of every cadence.
 * @throws Error naming the cadence and section that cannot be used, and why.
 */
export function readPackDefinitions(folder = rootFolder): ReadonlyMap<Cadence, PackDefinition> {
  let catalogue: PackCatalogue;
  try {
    catalogue = packCatalogue.parse(JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new Error(`the catalogue ${file} cannot be used: ${reason}`);
  }
  const [fault] = faultsOf(catalogue);
  if (fault !== undefined) throw new Error(`the catalogue ${file} cannot be used: ${fault}`);
  return new Map(
    catalogue.cadences.map((definition) => [definition.id, { ...definition, names: namesOf(catalogue, definition) }]),
  );
}

/** What no schema can say of a catalogue: every fault as a sentence that names its entry. */
export function faultsOf({ figures, cadences: given }: PackCatalogue): string[] {
  const faults: string[] = [];
  for (const id of figureIds)
    if (figures.filter((each) => each.id === id).length !== 1)
      faults.push(`the figure ${id} is not named exactly once`);
  for (const id of cadences)
    if (given.filter((each) => each.id === id).length !== 1)
      faults.push(`the cadence ${id} does not stand exactly once`);
  for (const definition of given) {
    const ids = definition.sections.map((each) => each.id);
    for (const section of definition.sections) {
      const fault =
        ids.indexOf(section.id) !== ids.lastIndexOf(section.id) ? 'its id stands twice' : sectionFault(section);
      if (fault) faults.push(`the section ${section.id} of ${definition.id}: ${fault}`);
    }
    const shown = new Set(definition.sections.flatMap((each) => each.figures));
    const lost = definition.headline.find((figure) => !shown.has(figure));
    if (lost) faults.push(`the headline of ${definition.id} names ${lost}, which no section has`);
  }
  return faults;
}

function sectionFault({ figures, lead, charts }: PackSection): string | undefined {
  if (new Set(figures).size < figures.length) return 'a figure stands twice';
  const named = { 'zh-CN': placesIn(lead['zh-CN']), en: placesIn(lead.en) };
  if (named['zh-CN'].toSorted().join() !== named.en.toSorted().join()) return 'the two languages name other figures';
  const strange = named.en.find((place) => !figures.includes(place as never));
  if (strange !== undefined) return `its sentence names ${strange}, which it does not have`;
  for (const chart of charts) {
    const drawn = chart.kind === 'parts' ? chart.figures : chart.kind === 'table' ? [] : [chart.figure];
    const lost = drawn.find((figure) => !figures.includes(figure));
    if (lost) return `it draws ${lost}, which it does not have`;
  }
  return undefined;
}

/** What stands in braces in a sentence. */
function placesIn(text: string): string[] {
  return [...text.matchAll(/\{([^}]*)\}/g)].map(([, place]) => place!);
}

function namesOf({ figures }: PackCatalogue, { sections }: PackCatalogue['cadences'][number]) {
  const shown = new Set(sections.flatMap((each) => each.figures));
  return figures.filter(({ id }) => shown.has(id));
}

/** Which figures a definition holds, in the order of the list of all. */
export function figuresOf({ sections }: PackDefinition) {
  const shown = new Set(sections.flatMap((each) => each.figures));
  return figureIds.filter((id) => shown.has(id));
}

/** Digest of a definition, by which two packs are told to be made alike: SHA-256, hex. */
export function digestOfDefinition(definition: PackDefinition): string {
  return createHash('sha256').update(JSON.stringify(definition)).digest('hex');
}
