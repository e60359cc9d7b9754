// Runs a TypeScript program of this folder: node scripts/run.mjs scripts/import.ts ARGUMENT …
import { spawn } from 'node:child_process';
import path from 'node:path';
import { installMissing, root } from './install.mjs';

installMissing();
const [program, ...rest] = process.argv.slice(2);
const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, program), ...rest], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
