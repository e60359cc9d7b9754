/** An element of `features` as text; `line` is the file's line in which it begins. */
export interface ScannedElement {
  text: string;
  line: number;
}

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_LIST = 91;
const BACKSLASH = 92;
const CLOSE_LIST = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/**
 * Cuts a FeatureCollection of any size into its features while it is read. Everything else is kept in `skeleton`, where the list of
 * features is empty; a file that is no FeatureCollection ends up there as a whole.
 */
export class FeatureScanner {
  /** The document without its features. */
  skeleton = '';
  private depth = 0;
  private inString = false;
  private escaped = false;
  private inFeatures = false;
  private key = '';
  private string = '';
  private element = '';
  private line = 1;
  private elementLine = 0;

  /** Takes the next piece of text; returns the features that it completes. */
  push(text: string): ScannedElement[] {
    const found: ScannedElement[] = [];
    let start = 0;
    const cut = (end: number, next: number) => {
      const part = text.slice(start, end);
      if (this.inFeatures) this.element += part;
      else this.skeleton += part;
      start = next;
    };
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 10) this.line++;
      if (this.inString) {
        this.inside(code, text, i);
        continue;
      }
      if (this.inFeatures && this.elementLine === 0 && code > 32 && code !== COMMA && code !== CLOSE_LIST)
        this.elementLine = this.line;
      if (code === QUOTE) {
        this.inString = true;
        this.string = '';
      } else if (code === COLON && this.depth === 1) this.key = this.string;
      else if (code === OPEN_OBJECT || code === OPEN_LIST) {
        this.depth++;
        if (code === OPEN_LIST && this.depth === 2 && !this.inFeatures && this.key === 'features') {
          cut(i + 1, i + 1);
          this.inFeatures = true;
        }
      } else if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
        this.depth--;
        if (this.inFeatures && this.depth === 1) {
          cut(i, i);
          this.complete(found);
          this.inFeatures = false;
          this.key = '';
        }
      } else if (code === COMMA && this.inFeatures && this.depth === 2) {
        cut(i, i + 1);
        this.complete(found);
      }
    }
    cut(text.length, text.length);
    return found;
  }

  /** Whether the text ended in the middle of something, and the line reached. */
  end(): { unfinished: boolean; line: number } {
    return { unfinished: this.depth !== 0 || this.inString, line: this.line };
  }

  private inside(code: number, text: string, i: number): void {
    if (this.escaped) this.escaped = false;
    else if (code === BACKSLASH) this.escaped = true;
    else if (code === QUOTE) this.inString = false;
    if (this.inString && this.depth === 1 && this.string.length < 64) this.string += text[i];
  }

  private complete(found: ScannedElement[]): void {
    const text = this.element.trim();
    if (text !== '') found.push({ text, line: this.elementLine });
    this.element = '';
    this.elementLine = 0;
  }
}

/** The first member name that stands twice in one object of a JSON text; null when none does. */
export function repeatedMember(text: string): string | null {
  const open: (Set<string> | null)[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === OPEN_OBJECT) open.push(new Set());
    else if (code === OPEN_LIST) open.push(null);
    else if (code === CLOSE_OBJECT || code === CLOSE_LIST) open.pop();
    else if (code === QUOTE) {
      const end = endOfString(text, i);
      const names = open.at(-1);
      if (names && isName(text, end)) {
        const name = text.slice(i + 1, end);
        if (names.has(name)) return name;
        names.add(name);
      }
      i = end;
    }
  }
  return null;
}

function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === BACKSLASH) i++;
    else if (code === QUOTE) return i;
  }
  return text.length;
}

/** Whether a colon follows a string: it is a member's name, not a value. */
function isName(text: string, end: number): boolean {
  let i = end + 1;
  while (i < text.length && text.charCodeAt(i) <= 32) i++;
  return text.charCodeAt(i) === COLON;
}
