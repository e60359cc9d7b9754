import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, type Rollup } from 'vite';
import { firstPaintColours } from './theme/apply.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const PAGE_WORKER = 'page-worker.js';
/** Pages that open without the server: their path, and the modules of theirs that the first script loads later. */
const keptPages = [
  { page: '/wall', worker: 'wall-worker.js', modules: /\/(jw-wall|drafts)\.ts$/ },
  { page: '/walk', worker: 'walk-worker.js', modules: /\/(jw-walk|drafts)\.ts$/ },
];

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

/** Makes a worker for each page that opens without the server, and tells it what its page may ask for, the page's own script first. */
function pageWorkers(): Plugin {
  return {
    name: 'page-workers',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((each) => each.type === 'chunk');
      const source = chunks.find(({ fileName }) => fileName === PAGE_WORKER);
      const main = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith('/index.html'));
      if (!source || !main) throw new Error('the page or its worker is not in the bundle');
      delete bundle[PAGE_WORKER];
      for (const { page, worker, modules } of keptPages) {
        const assets = [...reached(chunks, main, modules)].map((name) => `/${name}`);
        const code = `const keptPage = '${page}';\nconst keptAssets = ${JSON.stringify(assets)};\n${source.code}`;
        this.emitFile({ type: 'asset', fileName: worker, source: code });
      }
    },
  };
}

/** Files that a page may ask for, its first script first: of the modules that this loads later only those named, with all that they lead to. */
function reached(chunks: readonly Rollup.OutputChunk[], main: Rollup.OutputChunk, modules: RegExp): Set<string> {
  const wanted = new Set<string>();
  const find = (name: string) => chunks.find(({ fileName }) => fileName === name);
  const visit = (chunk: Rollup.OutputChunk | undefined, follows: (module: string) => boolean): void => {
    if (!chunk || wanted.has(chunk.fileName)) return;
    wanted.add(chunk.fileName);
    for (const name of chunk.imports) visit(find(name), follows);
    for (const later of chunk.dynamicImports.map(find)) {
      if (follows(later?.facadeModuleId ?? '')) visit(later, () => true);
    }
    for (const name of chunk.viteMetadata?.importedCss ?? []) wanted.add(name);
    for (const name of chunk.viteMetadata?.importedAssets ?? []) wanted.add(name);
  };
  visit(main, (module) => modules.test(module));
  return wanted;
}

export default defineConfig({
  root,
  base: '/',
  publicDir: false,
  plugins: [paletteColours(), preloadedPages(), pageWorkers()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    sourcemap: false,
    // MapLibre alone is larger than the usual warning; the page bench watches the whole.
    chunkSizeWarningLimit: 1500,
    rollupOptions: {
      input: [`${root}index.html`, `${root}page-worker.ts`],
      output: {
        // A browser knows a worker by its address: its name has no digest.
        entryFileNames: ({ name }) => (name === 'page-worker' ? PAGE_WORKER : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: { proxy: { '/api': `http://127.0.0.1:${process.env.PORT ?? 8080}` } },
});
