/** One server-sent event. */
export interface ParsedEvent {
  kind: string;
  /** Null where it bears none. */
  id: number | null;
  data: string;
}

/**
 * Reads an HTTP answer of server-sent events from its bytes, in chunks as they come. It knows what this server sends and no
 * more, so that two thousand of them leave the machine to the server.
 */
export class EventParser {
  /** Status of the answer; null until its head has come. */
  status: number | null = null;
  /** What has come and is not read yet: of the connection, and of the answer's body. */
  #wire = '';
  #body = '';

  /** Takes what came, and gives every event that is complete by now. */
  take(bytes: Buffer): ParsedEvent[] {
    // Every character that we look for is one byte; what incidents hold beyond that is never looked at.
    this.#wire += bytes.toString('latin1');
    if (this.status === null && !this.#takeHead()) return [];
    this.#takeChunks();
    const events: ParsedEvent[] = [];
    let begin = 0;
    for (let end = this.#body.indexOf('\n\n'); end >= 0; end = this.#body.indexOf('\n\n', begin)) {
      events.push(eventOf(this.#body.slice(begin, end)));
      begin = end + 2;
    }
    this.#body = this.#body.slice(begin);
    return events;
  }

  #takeHead(): boolean {
    const end = this.#wire.indexOf('\r\n\r\n');
    if (end < 0) return false;
    this.status = Number(this.#wire.slice(9, 12));
    this.#wire = this.#wire.slice(end + 4);
    return true;
  }

  #takeChunks(): void {
    let begin = 0;
    for (;;) {
      const line = this.#wire.indexOf('\r\n', begin);
      if (line < 0) break;
      const length = Number.parseInt(this.#wire.slice(begin, line), 16);
      const end = line + 2 + length;
      if (this.#wire.length < end + 2) break;
      this.#body += this.#wire.slice(line + 2, end);
      begin = end + 2;
    }
    this.#wire = this.#wire.slice(begin);
  }
}

function eventOf(block: string): ParsedEvent {
  const hasId = block.startsWith('id: ');
  const kindAt = hasId ? block.indexOf('\n') + 1 : 0;
  const dataAt = block.indexOf('\n', kindAt);
  return {
    id: hasId ? Number(block.slice(4, kindAt - 1)) : null,
    kind: block.slice(kindAt + 'event: '.length, dataAt),
    data: block.slice(dataAt + 1 + 'data: '.length),
  };
}
