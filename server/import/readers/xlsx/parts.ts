import path from 'node:path';
import { importFault } from '../../faults.ts';
import { MAX_SHARED_CHARACTERS } from '../limits.ts';
import { readXml } from '../xml.ts';
import type { Archive, ArchiveEntry } from '../zip.ts';

/** A sheet of a workbook and the part of the archive that holds it. */
export interface SheetPart {
  name: string;
  hidden: boolean;
  entry: ArchiveEntry;
}

/** What the workbook itself says. */
export interface Workbook {
  sheets: SheetPart[];
  from1904: boolean;
  styles: ArchiveEntry | null;
  strings: ArchiveEntry | null;
}

/** The workbook's main part, by whatever name; null where an archive is none. */
export function workbookEntry(archive: Archive): ArchiveEntry | null {
  return entryAt(archive, 'xl/workbook.xml');
}

/** Names in packages know no case (ECMA-376, part 2, 9.1.1). */
function entryAt(archive: Archive, wanted: string): ArchiveEntry | null {
  return archive.entries.find((entry) => entry.path.toLowerCase() === wanted.toLowerCase()) ?? null;
}

/** @throws AppError when the workbook is broken. */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const targets = new Map<string, { type: string; entry: ArchiveEntry | null }>();
  await readPart(archive, entryAt(archive, 'xl/_rels/workbook.xml.rels'), (name, attributes) => {
    if (name !== 'Relationship') return;
    const target = path.posix.join(
      '/xl',
      attributes.Target?.startsWith('/') ? path.posix.join('..', attributes.Target) : (attributes.Target ?? ''),
    );
    targets.set(attributes.Id ?? '', {
      type: attributes.Type?.split('/').at(-1) ?? '',
      entry: entryAt(archive, target.slice(1)),
    });
  });
  const workbook: Workbook = { sheets: [], from1904: false, styles: null, strings: null };
  await readPart(archive, workbookEntry(archive), (name, attributes) => {
    if (name === 'workbookPr') workbook.from1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
    if (name !== 'sheet') return;
    const id = Object.entries(attributes).find(([key]) => /^\w+:id$/.test(key))?.[1] ?? '';
    const target = targets.get(id);
    if (target?.type === 'worksheet' && target.entry)
      workbook.sheets.push({
        name: attributes.name ?? '',
        hidden: /hidden/i.test(attributes.state ?? ''),
        entry: target.entry,
      });
  });
  const ofType = (type: string) => [...targets.values()].find((target) => target.type === type)?.entry ?? null;
  workbook.styles = ofType('styles');
  workbook.strings = ofType('sharedStrings');
  return workbook;
}

async function readPart(
  archive: Archive,
  entry: ArchiveEntry | null,
  open: (name: string, attributes: Record<string, string>) => void,
): Promise<void> {
  if (!entry) return;
  const source = await archive.source(entry);
  for await (const _piece of readXml({ ...source, name: archive.name }, { open }));
}

/**
 * The texts that cells share, in order; phonetic hints are left out.
 * @throws AppError when they are more than the memory that we give them.
 */
export async function readStrings(archive: Archive, entry: ArchiveEntry): Promise<string[]> {
  const strings: string[] = [];
  let text = '';
  let isText = false;
  let inHint = false;
  let characters = 0;
  const events = {
    open(name: string) {
      if (name === 'si') text = '';
      else if (name === 'rPh') inHint = true;
      else if (name === 't') isText = !inHint;
    },
    text(part: string) {
      if (isText) text += part;
    },
    close(name: string) {
      if (name === 't') isText = false;
      else if (name === 'rPh') inHint = false;
      else if (name === 'si') {
        characters += text.length + 8;
        if (characters > MAX_SHARED_CHARACTERS) throw tooMuchText(archive.name);
        strings.push(flat(unescaped(text)));
      }
    },
  };
  const source = await archive.source(entry);
  for await (const _piece of readXml({ ...source, name: archive.name }, events));
  return strings;
}

/** A copy of its own: what was cut out of a piece of the file would keep the whole piece in memory. */
const flat = (text: string) => (text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le'));

/** Characters that XML cannot hold stand as _x000D_ (ECMA-376 22.4.2.4). */
export function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_all, code) => String.fromCharCode(parseInt(code, 16)))
    : text;
}

function tooMuchText(name: string) {
  return importFault(
    `${name} 的文字过多，无法一次读入。请把它分成几个文件，或另存为 CSV UTF-8 后上传。`,
    `${name} holds more text than can be read at once. Divide it into several files, or save it as CSV UTF-8 and upload that.`,
    'file',
  );
}
