// Begins every thread: lets it read TypeScript, then runs its program. Plain JavaScript, as a thread inherits nothing
// of what lets the main thread read TypeScript.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.program);
