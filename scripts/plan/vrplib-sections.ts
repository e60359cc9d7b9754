import { InstanceError, numberIn } from './instance.ts';

interface Row {
  numbers: number[];
  line: number;
}

/** A file in VRPLIB's format: values by key word, then sections of rows. */
export class VrplibFile {
  readonly values = new Map<string, { text: string; line: number }>();
  readonly sections = new Map<string, { line: number; rows: Row[] }>();

  has(word: string): boolean {
    return this.values.has(word) || this.sections.has(word);
  }

  /** 0 where the word is missing. */
  lineOf(word: string): number {
    return this.values.get(word)?.line ?? this.sections.get(word)?.line ?? 0;
  }

  /** @throws InstanceError where the word is missing. */
  value(word: string): string {
    const value = this.values.get(word);
    if (!value) throw new InstanceError(0, `The file does not say its ${word}`);
    return value.text;
  }

  /** Undefined where the word is missing. */
  number(word: string): number | undefined {
    const value = this.values.get(word);
    return value && numberIn(value.text, value.line, word);
  }

  list(section: string): Row[] {
    const found = this.sections.get(section);
    if (!found) throw new InstanceError(0, `The file has no ${section}`);
    return found.rows;
  }

  /**
   * What stands behind the numbers 1 … `count`, in that order.
   * @param width numbers in a row, without its own.
   */
  rows(section: string, count: number, width: number): number[][] {
    const rows = this.list(section);
    if (rows.length !== count) {
      throw new InstanceError(this.lineOf(section), `${section} should have ${count} rows, not ${rows.length}`);
    }
    return rows.map(({ numbers, line }, index) => {
      if (numbers.length !== width + 1) {
        throw new InstanceError(line, `${section} has ${width + 1} numbers in a row, not ${numbers.length}`);
      }
      if (numbers[0] !== index + 1) throw new InstanceError(line, `${section} should go on with ${index + 1} here`);
      return numbers.slice(1);
    });
  }
}

/** Takes a file apart. @throws InstanceError naming the line. */
export function readSections(text: string): VrplibFile {
  const file = new VrplibFile();
  let section: { line: number; rows: Row[] } | undefined;
  text.split(/\r?\n/).forEach((raw, index) => {
    const line = index + 1;
    const content = raw.trim();
    if (content === '' || content === 'EOF') return;
    if (/^[A-Z_]+_SECTION\s*:?$/.test(content)) {
      section = { line, rows: [] };
      file.sections.set(content.replace(/\s*:$/, ''), section);
      return;
    }
    const pair = /^([A-Z_0-9]+)\s*:\s*(.*)$/.exec(content);
    if (pair) {
      file.values.set(pair[1]!, { text: pair[2]!.trim(), line });
      section = undefined;
    } else if (section) {
      section.rows.push({ numbers: content.split(/\s+/).map((word) => numberIn(word, line, 'a value')), line });
    } else {
      throw new InstanceError(
        line,
        `"${content.slice(0, 40)}" is neither a key word with a value nor a row of a section`,
      );
    }
  });
  return file;
}
