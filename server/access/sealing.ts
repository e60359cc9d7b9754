import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** Columns whose values are sealed, as `table.column`; the name is bound to the value, so that none can be put in another's place. */
export type SealedColumn =
  | 'resident.name'
  | 'resident.phone'
  | 'resident.birth_date'
  | 'need_tag.basis'
  | 'diary_entry.body'
  | 'second_factor.secret'
  | 'incident.reporter_contact'
  | 'mediation_paper.body'
  | 'patrol_walk.pass_sealed'
  | 'import_fix.value'
  | 'sealing_key.check_value';

/** A key of 32 random bytes and the number under which it stands in every value that it sealed. */
export interface DataKey {
  id: number;
  secret: Buffer;
}

/** First byte of every sealed value: the layout version(1), key id (4, big-endian), nonce (12), ciphertext, tag (16). */
const LAYOUT = 1;
const NONCE_START = 5;
const TEXT_START = NONCE_START + 12;
const TAG_BYTES = 16;

/** Time in ms for which keys are taken to be those of the last look; a new key seals everywhere by then. */
export const REREAD_MS = 5000;

interface DerivedKey {
  id: number;
  sealing: Buffer;
  digest: Buffer;
  signing: Buffer;
}

/** Seals and opens values with AES-256-GCM, and makes the keyed digests that exact search goes by. */
export class Sealer {
  #keys = new Map<number, DerivedKey>();
  #current: DerivedKey;
  #readAt = Date.now();
  readonly #reread: (() => readonly DataKey[]) | undefined;

  /**
   * @param keys the one with the highest number seals; all of them open. At least one.
   * @param reread gives the keys as they are now, so that a rotation needs no restart; what it throws leaves them as they were.
   */
  constructor(keys: readonly DataKey[], reread?: () => readonly DataKey[]) {
    this.#current = this.#take(keys);
    this.#reread = reread;
  }

  #take(keys: readonly DataKey[]): DerivedKey {
    this.#keys = new Map(keys.map((key) => [key.id, this.#keys.get(key.id) ?? derivedOf(key)]));
    return this.#keys.get(Math.max(...this.#keys.keys()))!;
  }

  /** Looks for keys that came since, where the last look is so long ago, ms. */
  #refresh(age = REREAD_MS): void {
    if (!this.#reread || Date.now() - this.#readAt < age) return;
    this.#readAt = Date.now();
    try {
      const keys = this.#reread();
      if (keys.length > 0) this.#current = this.#take(keys);
    } catch {
      // The file is being replaced, or away: the next look tells.
    }
  }

  /** Number of the key that seals. */
  get keyId(): number {
    return this.#current.id;
  }

  /** The text as it is stored; another value each time. */
  seal(column: SealedColumn, text: string): Buffer {
    this.#refresh();
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#current.sealing, nonce);
    cipher.setAAD(Buffer.from(column));
    const head = Buffer.alloc(NONCE_START);
    head.writeUInt8(LAYOUT, 0);
    head.writeUInt32BE(this.#current.id, 1);
    return Buffer.concat([head, nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  }

  /** @throws SealError where the key is not at hand, or the value was changed or belongs to another column. */
  open(column: SealedColumn, sealed: Uint8Array): string {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    if (bytes.length < TEXT_START + TAG_BYTES || bytes[0] !== LAYOUT)
      throw new SealError(`${column} holds no sealed value`);
    if (!this.#keys.has(keyIdOf(bytes))) this.#refresh(0);
    const key = this.#keys.get(keyIdOf(bytes));
    if (!key) throw new SealError(`${column} is sealed with key ${keyIdOf(bytes)}, which is not at hand`);
    const decipher = createDecipheriv('aes-256-gcm', key.sealing, bytes.subarray(NONCE_START, TEXT_START));
    decipher.setAAD(Buffer.from(column));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(TEXT_START, -TAG_BYTES)), decipher.final()]).toString(
        'utf8',
      );
    } catch (cause) {
      throw new SealError(`${column} cannot be opened: it was changed, or the key is another`, { cause });
    }
  }

  /** What exact search compares, under the key that seals: 16 bytes. Spaces and case make no difference. */
  digest(column: SealedColumn, text: string): Buffer {
    this.#refresh();
    return digestOf(this.#current, column, text);
  }

  /** A signature under the key that seals, 43 characters, for what a browser keeps for this server; `purpose` keeps kinds apart. */
  sign(purpose: string, text: string): string {
    return signatureOf(this.#current, purpose, text);
  }

  /** Whether one of the keys signed this text for this purpose. */
  isSigned(purpose: string, text: string, signature: string): boolean {
    const given = Buffer.from(signature);
    return [...this.#keys.values()].some((key) => {
      const expected = Buffer.from(signatureOf(key, purpose, text));
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
  }

  /** The digests under all keys, for searching while a rotation is under way. */
  digests(column: SealedColumn, text: string): Buffer[] {
    this.#refresh();
    return [...this.#keys.values()].map((key) => digestOf(key, column, text));
  }
}

/** A value that cannot be opened. */
export class SealError extends Error {}

/** Number of the key that sealed a value. */
export function keyIdOf(sealed: Uint8Array): number {
  return Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength).readUInt32BE(1);
}

function derivedOf({ id, secret }: DataKey): DerivedKey {
  return { id, sealing: derive(secret, 'seal'), digest: derive(secret, 'digest'), signing: derive(secret, 'sign') };
}

function derive(secret: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `jingwei ${purpose}`, 32));
}

function digestOf(key: DerivedKey, column: SealedColumn, text: string): Buffer {
  const plain = text.replace(/\s+/g, '').toLowerCase();
  return createHmac('sha256', key.digest).update(`${column}\0${plain}`).digest().subarray(0, 16);
}

function signatureOf(key: DerivedKey, purpose: string, text: string): string {
  return createHmac('sha256', key.signing).update(`${purpose}\0${text}`).digest('base64url');
}
