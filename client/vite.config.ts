import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { firstPaintColours } from './theme/apply.ts';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Puts the palette's colours before the measures of tokens.css, so that the first paint has them without a script. */
function paletteColours(): Plugin {
  return {
    name: 'palette-colours',
    enforce: 'pre',
    transform: (code, id) => (id.endsWith('/theme/tokens.css') ? firstPaintColours() + code : null),
  };
}

/** Lets the browser fetch the console and the map at once with the page, though both are loaded by later imports. */
function preloadPages(): Plugin {
  return {
    name: 'preload-pages',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const wanted = new Set<string>();
        const visit = (name: string): void => {
          const chunk = bundle?.[name];
          if (chunk?.type !== 'chunk' || wanted.has(name)) return;
          wanted.add(name);
          chunk.imports.forEach(visit);
        };
        for (const chunk of Object.values(bundle ?? {})) {
          if (chunk.type === 'chunk' && /jw-(console|map)/.test(chunk.facadeModuleId ?? '')) visit(chunk.fileName);
        }
        return [...wanted].map((name) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', href: `/${name}` },
          injectTo: 'head' as const,
        }));
      },
    },
  };
}

/** Writes light.html beside index.html: the same page for those who come to report, without what is preloaded for the map. */
function lightPage(): Plugin {
  return {
    name: 'light-page',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const page = bundle['index.html'];
      if (page?.type !== 'asset') throw new Error('index.html is not in the bundle');
      const source = String(page.source).replace(/\s*<link rel="modulepreload"[^>]*>/g, '');
      this.emitFile({ type: 'asset', fileName: 'light.html', source });
    },
  };
}

export default defineConfig({
  root,
  base: '/',
  publicDir: false,
  plugins: [paletteColours(), preloadPages(), lightPage()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    sourcemap: false,
    // MapLibre alone is larger than the usual warning; the page bench watches the whole.
    chunkSizeWarningLimit: 1500,
  },
  server: { proxy: { '/api': `http://127.0.0.1:${process.env.PORT ?? 8080}` } },
});
