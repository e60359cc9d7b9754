import { execFile } from 'node:child_process';
import { AppError } from '../errors.ts';

/** Longest time that a scan may take, in ms. */
const LONGEST_MS = 30_000;

/**
 * Has a file looked at by the operator's virus scanner: a program and its arguments with blanks between, the file's path behind
 * them, no shell. It says 0 for clean and 1 for infected, as ClamAV's do.
 * @throws AppError 400 where the scanner refuses the file, 503 where it gives no verdict.
 */
export async function scanFile(command: string, file: string): Promise<void> {
  const [program = '', ...given] = command.split(/\s+/).filter(Boolean);
  const { code, error } = await run(program, [...given, file]);
  if (code === 0) return;
  if (code === 1) throw infected();
  throw new AppError(
    'too_busy',
    {
      'zh-CN': '照片的安全检查暂时不可用，请稍后再传。',
      en: 'Photos cannot be checked for viruses at the moment. Please try again later.',
    },
    { retry_s: 60, cause: new Error(`SCAN_COMMAND gave no verdict (${code ?? error?.message ?? 'killed'})`) },
  );
}

/** The program's exit status; null where it was not started, or was killed for taking too long. */
function run(program: string, given: string[]): Promise<{ code: number | null; error: Error | null }> {
  return new Promise((resolve) => {
    const options = { timeout: LONGEST_MS, killSignal: 'SIGKILL', maxBuffer: 1024 * 1024, windowsHide: true } as const;
    execFile(program, given, options, (error) => {
      const code = error ? error.code : 0;
      resolve({ code: typeof code === 'number' && !error?.killed ? code : null, error });
    });
  });
}

function infected(): AppError {
  return new AppError(
    'bad_input',
    {
      'zh-CN': '安全检查没有通过，这个文件不能上传。',
      en: 'The virus scanner refused this file; it was not kept.',
    },
    { field: 'photo' },
  );
}
