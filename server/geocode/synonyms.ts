import { NameGatherer, type NameTable, nameSource } from './name-table.ts';
import type { SynonymRow } from './rows.ts';
import { spelling } from './spellings.ts';

/** The names without the synonyms that they had, and with these; one whose name nothing bears any more is left out. */
export function withSynonyms(table: NameTable, synonyms: readonly Pick<SynonymRow, 'text' | 'name'>[]): NameTable {
  const { names, starts, meanings, sources } = table;
  if (synonyms.length === 0 && !sources.includes(nameSource.synonym)) return table;
  const said = new Map<string, string[]>();
  for (const { text, name } of synonyms) {
    const meant = spelling(name);
    said.set(meant, [...(said.get(meant) ?? []), spelling(text)]);
  }
  const gatherer = new NameGatherer();
  names.forEach((name, id) => {
    for (let slot = starts[id]!; slot < starts[id + 1]!; slot++) {
      if (sources[slot] === nameSource.synonym) continue;
      gatherer.add(name, meanings[slot]!, sources[slot]!);
      if (sources[slot] !== nameSource.own) continue;
      for (const text of said.get(name) ?? []) gatherer.add(text, meanings[slot]!, nameSource.synonym);
    }
  });
  return gatherer.table();
}
