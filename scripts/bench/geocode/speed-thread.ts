import { parentPort } from 'node:worker_threads';
import { speedOfThread } from './speed.ts';

parentPort?.postMessage(speedOfThread());
