import { Random } from '../../server/simulator/random.ts';
import { type FuzzedRequest, fuzzedRequest, type KnownValues } from './fuzzed-request.ts';
import type { AttackedRoute } from './routes.ts';
import { faultOf } from './verdict.ts';

/** What is attacked, and how hard. */
export interface Fuzz {
  ask(path: string, init: RequestInit): Response | Promise<Response>;
  routes: readonly AttackedRoute[];
  known: KnownValues;
  /** What callers of each role send, by role; the public is among them by itself. */
  credentials: Record<string, string>;
  isSecret(word: string): boolean;
  /** Makes good what requests did to the callers themselves: signed out, barred, without duties. */
  restore(): Promise<void>;
  count: number;
  /** Requests in work at once. */
  together: number;
  seed: string;
}

/** A request whose answer was not as it must be. */
export interface FuzzFault {
  fault: string;
  role: string;
  method: string;
  path: string;
  body: string | undefined;
  answer: string;
}

export interface FuzzReport {
  requests: number;
  /** Answers by status. */
  statuses: Record<string, number>;
  /** Routes that never let anybody in: the fuzz has not seen behind their checks. */
  never_let_in: string[];
  fault_count: number;
  /** The first twenty. */
  faults: FuzzFault[];
}

/** Callers are made good after so many requests. */
const RESTORE_EVERY = 200;
/** An answer that takes longer is a fault, in ms. */
const LONGEST_MS = 20_000;
const MOST_FAULTS = 20;

/** Sends requests that try to break the server, as everybody in turn, and judges every answer. */
export async function runFuzz(fuzz: Fuzz): Promise<FuzzReport> {
  const random = new Random(fuzz.seed);
  const roles = ['public', ...Object.keys(fuzz.credentials)];
  const report: FuzzReport = { requests: 0, statuses: {}, never_let_in: [], fault_count: 0, faults: [] };
  const letIn = new Set<AttackedRoute>();
  while (report.requests < fuzz.count) {
    await fuzz.restore();
    const size = Math.min(RESTORE_EVERY, fuzz.count - report.requests);
    const waiting = Array.from({ length: size }, () => {
      return { request: fuzzedRequest(random, fuzz.routes, fuzz.known), role: random.pick(roles) };
    });
    report.requests += size;
    const work = async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        const status = await attack(fuzz, next.request, next.role, report);
        if (status < 400) letIn.add(next.request.route);
      }
    };
    await Promise.all(Array.from({ length: fuzz.together }, work));
  }
  report.never_let_in = fuzz.routes.filter((route) => !letIn.has(route)).map(({ method, path }) => `${method} ${path}`);
  return report;
}

async function attack(fuzz: Fuzz, request: FuzzedRequest, role: string, report: FuzzReport): Promise<number> {
  const { route, path, headers, body } = request;
  const { method } = route;
  const credential = fuzz.credentials[role];
  const init: RequestInit = {
    method,
    headers: { ...headers, ...(credential !== undefined && { Authorization: `Bearer ${credential}` }) },
    signal: AbortSignal.timeout(LONGEST_MS),
    redirect: 'manual',
    ...(body !== undefined && { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  };
  let fault: string | undefined;
  let status = 0;
  let text = '';
  try {
    const response = await fuzz.ask(path, init);
    text = await textOf(response);
    status = response.status;
    const isTile = response.headers.get('Content-Type')?.includes('vector-tile');
    const judged = {
      route: `${method} ${route.path}`,
      path,
      status,
      headers: response.headers,
      text: isTile ? '' : text,
    };
    fault = faultOf(judged, fuzz.isSecret);
  } catch (error) {
    fault = `no answer: ${(error as Error).message}`;
  }
  report.statuses[status] = (report.statuses[status] ?? 0) + 1;
  if (fault !== undefined) {
    report.fault_count += 1;
    const told = { fault, role, method, path, body: body?.slice(0, 500).toString(), answer: text.slice(0, 300) };
    if (report.faults.length < MOST_FAULTS) report.faults.push(told);
  }
  return status === 0 ? 999 : status;
}

/** An answer's text; of one that does not end, such as a feed, what comes first. */
async function textOf(response: Response): Promise<string> {
  const isFeed = response.headers.get('Content-Type')?.includes('event-stream');
  if (!isFeed || !response.body) return response.text();
  const reader = response.body.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return Buffer.from(value ?? []).toString();
}
