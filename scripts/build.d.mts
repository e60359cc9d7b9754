/** Brings client/dist up to its sources; nothing to do takes some milliseconds. */
export function buildClient(): void;
