import { ApiError } from '../api.ts';

/** Answers that may be others the next time: too slow, too often. */
const passing = new Set([408, 429]);

/** Whether the same may well succeed a moment later: it did not reach the server, or the server was in trouble or too busy. */
export function mayPass(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 500 || passing.has(error.status));
}
