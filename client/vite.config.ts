import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, type Rollup } from 'vite';
import { firstPaintColours } from './theme/apply.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const WALL_WORKER = 'wall-worker.js';

/** Puts the palette's colours before the measures of tokens.css, so that the first paint has them without a script. */
function paletteColours(): Plugin {
  return {
    name: 'palette-colours',
    enforce: 'pre',
    transform: (code, id) => (id.endsWith('/theme/tokens.css') ? firstPaintColours() + code : null),
  };
}

/** Pages beside index.html, and the modules of which the browser fetches everything at once with the page: none for phones. */
const pages: Record<string, RegExp | null> = { 'light.html': null, 'wall.html': /\/jw-wall(-map)?\.ts$/ };
/** The same of index.html: the console and its map, which are loaded by later imports. */
const consoleModules = /\/jw-(console|map)\.ts$/;

/** Writes the pages: the same HTML, each with links that fetch its own modules before the first script asks for them. */
function preloadedPages(): Plugin {
  return {
    name: 'preloaded-pages',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const index = bundle['index.html'];
      if (index?.type !== 'asset') throw new Error('index.html is not in the bundle');
      const source = String(index.source);
      const page = (modules: RegExp | null) =>
        source.replace('</head>', `${modules ? preloads(bundle, modules) : ''}</head>`);
      index.source = page(consoleModules);
      for (const [fileName, modules] of Object.entries(pages)) {
        this.emitFile({ type: 'asset', fileName, source: page(modules) });
      }
    },
  };
}

/** Links to the chunks that hold some modules, and to all that those import. */
function preloads(bundle: Rollup.OutputBundle, modules: RegExp): string {
  const wanted = new Set<string>();
  const visit = (name: string): void => {
    const chunk = bundle[name];
    if (chunk?.type !== 'chunk' || wanted.has(name)) return;
    wanted.add(name);
    chunk.imports.forEach(visit);
  };
  for (const chunk of Object.values(bundle)) {
    if (chunk.type === 'chunk' && modules.test(chunk.facadeModuleId ?? '')) visit(chunk.fileName);
  }
  return [...wanted].map((name) => `  <link rel="modulepreload" href="/${name}">\n  `).join('');
}

/** Tells the worker of a wall what its page may ask for: all that is reached from its modules, the page's own script first. */
function wallWorker(): Plugin {
  return {
    name: 'wall-worker',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((each) => each.type === 'chunk');
      const worker = chunks.find(({ fileName }) => fileName === WALL_WORKER);
      const main = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith('/index.html'));
      if (!worker || !main) throw new Error('the page or the worker of the wall is not in the bundle');
      const wanted = new Set<string>();
      const visit = (chunk: Rollup.OutputChunk | undefined, follows: (module: string) => boolean): void => {
        if (!chunk || wanted.has(chunk.fileName)) return;
        wanted.add(chunk.fileName);
        const find = (name: string) => chunks.find(({ fileName }) => fileName === name);
        for (const name of chunk.imports) visit(find(name), follows);
        for (const later of chunk.dynamicImports.map(find)) {
          if (follows(later?.facadeModuleId ?? '')) visit(later, () => true);
        }
        for (const name of chunk.viteMetadata?.importedCss ?? []) wanted.add(name);
        for (const name of chunk.viteMetadata?.importedAssets ?? []) wanted.add(name);
      };
      // Of the pages that the first script can load, only the wall's.
      visit(main, (module) => /\/(jw-wall|drafts)\.ts$/.test(module));
      const addresses = JSON.stringify([...wanted].map((name) => `/${name}`));
      worker.code = `const wallAssets = ${addresses};\n${worker.code}`;
    },
  };
}

export default defineConfig({
  root,
  base: '/',
  publicDir: false,
  plugins: [paletteColours(), preloadedPages(), wallWorker()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    sourcemap: false,
    // MapLibre alone is larger than the usual warning; the page bench watches the whole.
    chunkSizeWarningLimit: 1500,
    rollupOptions: {
      input: [`${root}index.html`, `${root}wall-worker.ts`],
      output: {
        // A browser knows a worker by its address: it has no digest.
        entryFileNames: ({ name }) => (name === 'wall-worker' ? WALL_WORKER : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: { proxy: { '/api': `http://127.0.0.1:${process.env.PORT ?? 8080}` } },
});
