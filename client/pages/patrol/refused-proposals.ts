import type { PatrolProposal } from '../../../server/api/patrol-coverage/schema.ts';

/** Where this browser keeps what was passed over. */
const name = 'jw-refused-proposals';
/** Most that are kept; the oldest go. */
const most = 300;

/** Proposals that somebody said are not wanted here, or took: this browser lists them no more. */
export const refusedProposals = {
  /** About 100 m exact, so that the same place a day later is the same proposal. */
  keyOf({ centre: [longitude, latitude] }: Pick<PatrolProposal, 'centre'>): string {
    return `${longitude.toFixed(3)},${latitude.toFixed(3)}`;
  },

  read(): ReadonlySet<string> {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(name) ?? '[]');
      return new Set(Array.isArray(kept) ? kept.filter((key) => typeof key === 'string') : []);
    } catch {
      // A browser that keeps nothing lists them again.
      return new Set();
    }
  },

  add(proposal: Pick<PatrolProposal, 'centre'>): ReadonlySet<string> {
    const keys = [...this.read(), this.keyOf(proposal)].slice(-most);
    write(keys);
    return new Set(keys);
  },

  clear(): ReadonlySet<string> {
    write([]);
    return new Set();
  },
};

function write(keys: readonly string[]): void {
  try {
    localStorage.setItem(name, JSON.stringify(keys));
  } catch {
    // Nothing is kept then.
  }
}
