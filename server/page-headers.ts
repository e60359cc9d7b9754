import { secureHeaders } from 'hono/secure-headers';
import type { Config } from './config.ts';

/** How long a browser remembers to come by https only: half a year. */
const HTTPS_ONLY = 'max-age=15552000';

/**
 * Headers of every answer but tiles. Nothing is loaded from another host, and neither script nor style stands in the page
 * itself: elements set theirs through the object model. MapLibre starts its worker from a blob and draws icons from data.
 * Plain http is kept to where no https address is set, as inside a district's network.
 */
export function pageHeaders({ publicUrl }: Pick<Config, 'publicUrl'>) {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      workerSrc: ["'self'", 'blob:'],
      imgSrc: ["'self'", 'data:', 'blob:'],
      styleSrc: ["'self'"],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      objectSrc: ["'none'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
    },
    strictTransportSecurity: publicUrl?.startsWith('https:') ? HTTPS_ONLY : false,
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    permissionsPolicy: {
      geolocation: ['self'],
      camera: [],
      microphone: [],
      payment: [],
      usb: [],
      displayCapture: [],
    },
  });
}

/** Headers of tiles, which are never shown as a page: what guards pages would be a third of a small tile. */
export const tileHeaders = secureHeaders({
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  referrerPolicy: false,
  strictTransportSecurity: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xFrameOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
});
