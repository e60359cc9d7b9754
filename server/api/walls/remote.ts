import type { Sealer } from '../../access/sealing.ts';

/** How long a wall shows a code, ms; the one before it still holds, as somebody may be typing it. */
const STEP_MS = 10 * 60_000;

/** The code by which a phone takes the remote control of a wall at a moment, and when it gives way to another, ms. */
export function remoteCodeOf(sealer: Sealer, wallId: number, now_ms: number): { code: string; until_ms: number } {
  const step = Math.floor(now_ms / STEP_MS);
  return { code: codeOf(sealer, wallId, step), until_ms: (step + 1) * STEP_MS };
}

/** Whether somebody who types this code stands before that wall, or did a moment ago. */
export function isRemoteCode(sealer: Sealer, wallId: number, code: string, now_ms: number): boolean {
  const step = Math.floor(now_ms / STEP_MS);
  return [step, step - 1].some((each) => codeOf(sealer, wallId, each) === code);
}

/** Six digits that follow from the deployment's key, so that nothing is kept. */
function codeOf(sealer: Sealer, wallId: number, step: number): string {
  const bytes = Buffer.from(sealer.sign('wall remote', `${wallId}:${step}`), 'base64url');
  return String(bytes.readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
}
