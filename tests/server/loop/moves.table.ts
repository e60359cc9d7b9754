import type { EventKind, IncidentStatus } from '../../../server/api/incidents/schema.ts';
import type { Actor } from '../../../server/loop/moves.ts';

/**
 * The whole loop: what leads from each status (columns) by each kind of event (lines), and who may make it: D whoever dispatches, H whoever
 * holds it, R whoever reported it, C a department that was called, S a rule of the system; `·` nobody. Behind the arrow: the status that it
 * leads to, `=` the same.
 */
const direct = `
                          found report return dispat accept handli suspen resolv verifi evalua closed merged withdr
found      -> found       ·     ·      ·      ·      ·      ·      ·      ·      ·      ·      ·      ·      ·
reported   -> reported    R     ·      ·      ·      ·      ·      ·      ·      ·      ·      ·      ·      ·
dispatched -> dispatched  ·     D      D      D      ·      ·      ·      ·      ·      ·      ·      ·      ·
accepted   -> accepted    ·     ·      ·      H      ·      ·      ·      ·      ·      ·      ·      ·      ·
handling   -> handling    ·     ·      ·      ·      H      ·      ·      ·      ·      ·      ·      ·      ·
resolved   -> resolved    ·     ·      ·      ·      ·      H      ·      ·      ·      ·      ·      ·      ·
verified   -> verified    ·     ·      ·      ·      ·      ·      ·      DS     ·      ·      ·      ·      ·
evaluated  -> evaluated   ·     ·      ·      ·      ·      ·      ·      ·      RS     ·      ·      ·      ·
closed     -> closed      ·     ·      ·      ·      ·      ·      ·      ·      DS     DS     ·      ·      ·
returned   -> returned    ·     ·      ·      DH     DH     DH     ·      D      D      S      ·      ·      ·
merged     -> merged      ·     D      D      D      D      D      ·      ·      ·      ·      ·      ·      ·
reopened   -> dispatched  ·     ·      ·      ·      ·      ·      ·      DR     DR     DR     DR     ·      ·
reopened   -> reported    ·     ·      ·      ·      ·      ·      ·      ·      ·      ·      ·      D      D
escalated  -> dispatched  ·     DHS    DHS    DHS    DHS    DHS    ·      ·      ·      ·      ·      ·      ·
suspended  -> suspended   ·     ·      ·      ·      DH     DH     ·      ·      ·      ·      ·      ·      ·
resumed    -> handling    ·     ·      ·      ·      ·      ·      DH     ·      ·      ·      ·      ·      ·
withdrawn  -> withdrawn   DR    DR     DR     R      ·      ·      ·      ·      ·      ·      ·      ·      ·
noted      -> =           DHRC  DHRC   DHRC   DHRC   DHRC   DHRC   DHRC   DHRC   DHRC   DHRC   DHRC   DHRC   DHRC
corrected  -> =           DH    DH     DH     DH     DH     DH     DH     ·      ·      ·      ·      ·      ·
whistled   -> =           ·     DH     DH     DH     DH     DH     DH     ·      ·      ·      ·      ·      ·
arrived    -> =           DC    DC     DC     DC     DC     DC     DC     ·      ·      ·      ·      ·      ·
reminded   -> =           DS    DS     DS     DS     DS     DS     DS     ·      ·      ·      ·      ·      ·
joined     -> =           D     D      D      D      D      D      D      ·      ·      ·      ·      ·      ·
imported   -> =           ·     ·      ·      ·      ·      ·      ·      ·      ·      ·      ·      ·      ·
`;

/**
 * What a district's loop takes together: in five steps accepting, handling and resolving are one, and so are verifying, rating and closing;
 * in six accepting and handling, and resolving and verifying; in thirteen nothing. All of the actors (joined by +) must be there.
 */
const together = `
five dispatched H   accepted handling
five dispatched H   accepted handling resolved
five accepted   H   handling resolved
five resolved   R   verified evaluated
five resolved   S   verified evaluated
five resolved   D   verified closed
five resolved   S   verified closed
six  dispatched H   accepted handling
six  handling   D+H resolved verified
six  handling   S+H resolved verified
`;

const letters: Record<string, Actor> = { D: 'dispatcher', H: 'holder', R: 'reporter', C: 'called', S: 'rule' };
export const columns: IncidentStatus[] = [
  ...(['found', 'reported', 'returned', 'dispatched', 'accepted', 'handling', 'suspended'] as const),
  ...(['resolved', 'verified', 'evaluated', 'closed', 'merged', 'withdrawn'] as const),
];
export const allActors = Object.values(letters);
export const variants = ['five', 'six', 'thirteen'] as const;

/** A way of the table: who can make it, which events it writes, where it leads. */
export interface Way {
  variant: string | null;
  from: IncidentStatus;
  kinds: EventKind[];
  to: IncidentStatus;
  /** Any of these sets of actors. */
  by: Actor[][];
}

const linesOf = (table: string) => table.split('\n').filter((line) => line.includes('->') || /^\w/.test(line));

/** Ways of a single event, the same in every variant. */
export const directWays: Way[] = linesOf(direct).flatMap((line) => {
  const [kind, , to, ...cells] = line.split(/\s+/) as [EventKind, string, string, ...string[]];
  if (cells.length !== columns.length) throw new Error(`the table of moves wants ${columns.length} cells in: ${line}`);
  return cells.flatMap((cell, at) => {
    const from = columns[at]!;
    if (cell === '·') return [];
    const by = [...cell].map((letter) => [letters[letter]!]);
    return [{ variant: null, from, kinds: [kind], to: to === '=' ? from : (to as IncidentStatus), by }];
  });
});

/** Ways of several events in one. */
export const foldedWays: Way[] = linesOf(together).map((line) => {
  const [variant, from, actors, ...kinds] = line.split(/\s+/) as [string, IncidentStatus, string, ...EventKind[]];
  return {
    variant,
    from,
    kinds,
    to: kinds.at(-1) as IncidentStatus,
    by: [actors.split('+').map((letter) => letters[letter]!)],
  };
});

/** The way that the table has for some actors; undefined: none. */
export function wayOf(
  variant: string,
  from: IncidentStatus,
  kind: EventKind,
  actors: readonly Actor[],
): Way | undefined {
  return [...directWays, ...foldedWays].find(
    (way) =>
      (way.variant === null || way.variant === variant) &&
      way.from === from &&
      way.kinds.at(-1) === kind &&
      way.by.some((set) => set.every((actor) => actors.includes(actor))),
  );
}
