import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Right, SessionState, SignedIn } from '../../server/api/session/schema.ts';
import { isPastFor } from './past.ts';
import { Signal } from './signals.ts';
import type { Tool } from './store.ts';

/** Who is signed in, as the server said last. It decides what is offered; what is given, the server decides. */
class Session {
  #state = new Signal<SessionState | null>(null);

  /** Null until the server was asked. */
  get state(): SessionState | null {
    return this.#state.value;
  }

  /** Null while nobody is signed in. */
  get caller(): SignedIn | null {
    return this.#state.value?.caller ?? null;
  }

  /** Takes what the server answered. The same answer again is no change. */
  set(state: SessionState): void {
    if (JSON.stringify(state) !== JSON.stringify(this.#state.value)) this.#state.set(state);
  }

  /** Calls back on every change; the answer ends it. */
  subscribe(listener: (state: SessionState | null) => void): () => void {
    return this.#state.subscribe(listener);
  }
}

/** The page's session. */
export const session = new Session();

/** Whether somebody has a right anywhere at all; whoever is signed in when nobody is named. */
export function may(right: Right, caller: SignedIn | null = session.caller): boolean {
  if (caller === session.caller && isPastFor(right)) return false;
  return (caller?.rights[right]?.length ?? 0) > 0 || (caller?.buildings[right]?.length ?? 0) > 0;
}

/** Whether somebody has any use for a tool: reporting is for who may report, incidents are for who may read them. */
export function mayOpen(tool: Tool, caller: SignedIn | null = session.caller): boolean {
  if (tool === 'report') return may('report', caller);
  if (tool === 'chain') return may('map', caller);
  return tool !== 'incidents' || may('cases', caller);
}

/** Whether somebody has a right over an area, or over a part of it. */
export function mayAt(right: Right, areaCode: string, caller: SignedIn | null = session.caller): boolean {
  if (caller === session.caller && isPastFor(right)) return false;
  return caller?.rights[right]?.some((own) => areaCode.startsWith(own) || own.startsWith(areaCode)) ?? false;
}

/** Prefixes of the codes of the areas whose counts whoever is signed in may see, exact or protected; '' is every area. */
export function countedAreas({ rights }: Pick<SignedIn, 'rights'> = session.caller ?? { rights: {} }): string[] {
  return [...new Set([...(rights.counts ?? []), ...(rights.doors ?? [])])];
}

/** What opens the administration: one of these rights. */
const administering: readonly Right[] = ['people', 'register', 'openings', 'audit', 'wall'];

/** Whether the administration has anything for somebody. */
export function mayAdminister(caller: SignedIn | null = session.caller): boolean {
  return administering.some((right) => may(right, caller));
}

/** Whether somebody may bring files in: over the whole deployment only, as a file may hold rows of anywhere. */
export function mayImport(caller: SignedIn | null = session.caller): boolean {
  return may('import', caller) && (caller?.rights.import?.includes('') ?? false);
}

/** Whether somebody decides on doubtful addresses: who arranges an area, or imports. */
export function mayReview(caller: SignedIn | null = session.caller): boolean {
  return may('arrange', caller) || mayImport(caller);
}

/** Re-renders an element when somebody signs in or out, or their rights change. */
export class SessionController implements ReactiveController {
  #end: (() => void) | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  get state(): SessionState | null {
    return session.state;
  }

  get caller(): SignedIn | null {
    return session.caller;
  }

  hostConnected(): void {
    this.#end = session.subscribe(() => this.host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#end?.();
  }
}
