import { secureHeaders } from 'hono/secure-headers';

/**
 * Headers of every answer but tiles. Nothing is loaded from another host. MapLibre starts its worker from a blob and draws icons
 * from data; Lit and MapLibre set styles on elements.
 */
export const pageHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    workerSrc: ["'self'", 'blob:'],
    imgSrc: ["'self'", 'data:', 'blob:'],
    styleSrc: ["'self'", "'unsafe-inline'"],
    connectSrc: ["'self'"],
    objectSrc: ["'none'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
  },
  // The product is often reached by plain HTTP inside a district's network; the proxy that ends TLS sets this one.
  strictTransportSecurity: false,
  referrerPolicy: 'same-origin',
  xFrameOptions: 'DENY',
  permissionsPolicy: {
    geolocation: ['self'],
    camera: [],
    microphone: [],
    payment: [],
    usb: [],
  },
});

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
