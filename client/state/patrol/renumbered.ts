/** Numbers of what was taken away and made again, which has another number since. */
export class Renumbered {
  readonly #next = new Map<number, number>();

  /** The number that it has now, by any that it had. */
  now(id: number): number {
    let now = id;
    for (let next = this.#next.get(now); next !== undefined; next = this.#next.get(now)) now = next;
    return now;
  }

  /** It was made again under the number `to`. */
  made(id: number, to: number): void {
    this.#next.set(this.now(id), to);
  }
}
