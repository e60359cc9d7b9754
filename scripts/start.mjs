// npm start: installs what is missing, builds the client when it changed, then starts the server. Plain JavaScript on
// Node's own modules, because it runs before anything is installed.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { buildClient } from './build.mjs';
import { installMissing, root } from './install.mjs';

installMissing();
buildClient();
const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'scripts/start.ts')], {
  stdio: 'inherit',
  cwd: root,
});
// Ctrl-C reaches the child through the terminal; a signal sent to this process alone has to be handed on.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
