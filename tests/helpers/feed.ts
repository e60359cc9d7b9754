import http from 'node:http';

/** An open feed, and what has come of it. */
export interface OpenFeed {
  status: number;
  headers: http.IncomingHttpHeaders;
  /** Events so far, each as `kind id data`. */
  events: string[];
  /** Resolves when the other side has ended it. */
  ended: Promise<void>;
  close(): void;
}

/** Listens to a server's feed over a connection of its own. @param query such as `?after=7`. */
export function openFeed(url: string, headers: Record<string, string> = {}, query = ''): Promise<OpenFeed> {
  return new Promise((resolve, reject) => {
    const request = http.get(`${url}/api/live${query}`, { headers, agent: false }, (response) => {
      const events: string[] = [];
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        const blocks = (text + chunk).split('\n\n');
        text = blocks.pop()!;
        events.push(...blocks.map(eventOf));
      });
      const ended = new Promise<void>((end) => {
        response.once('close', end);
      });
      response.on('error', () => {});
      const { statusCode = 0 } = response;
      resolve({ status: statusCode, headers: response.headers, events, ended, close: () => request.destroy() });
    });
    request.once('error', reject);
  });
}

function eventOf(block: string): string {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '-';
  return `${field('event')} ${field('id')} ${field('data')}`;
}
