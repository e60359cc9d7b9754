import { execFile } from 'node:child_process';
import path from 'node:path';
import { rootFolder } from '../../../server/config.ts';

/** Runs the import command with more environment; `code` is its exit status, -1 when a signal ended it. */
export function runImport(
  args: string[],
  environment: Record<string, string>,
): Promise<{ code: number; stdout: string; stderr: string }> {
  const program = path.join(rootFolder, 'scripts/import.ts');
  const env = { ...process.env, ...environment };
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', program, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr }),
    );
  });
}
