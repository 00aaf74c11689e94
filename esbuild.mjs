// Bundles each program of the product into dist/. `--minify` is the release build.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const programs = {
  extension: 'src/extension.ts',
  service: 'src/service/main.ts',
  worker: 'src/worker/main.ts',
  sandbox: 'src/worker/sandbox/main.ts',
  engine: 'src/worker/sandbox/engineThread.ts',
  cli: 'src/cli/main.ts',
};

/** axios brings a FormData of its own with a table of all media types (160 KB); without it axios takes Node's. */
const ownFormData = {
  name: 'own-form-data',
  setup(context) {
    context.onResolve({ filter: /^form-data$/ }, () => ({ path: 'form-data', namespace: 'own-form-data' }));
    context.onLoad({ filter: /./, namespace: 'own-form-data' }, () => ({ contents: 'module.exports = null;' }));
  },
};

/** The extension names cmdlets and never runs them: it gets their declarations as data, without the engine. */
const cmdletsAsData = {
  name: 'cmdlets-as-data',
  setup(context) {
    context.onLoad({ filter: /[\\/]powershell[\\/]cmdlets[\\/]catalogue\.ts$/ }, async ({ path }) => {
      const values = Object.entries(await import(pathToFileURL(path).href));
      return { contents: values.map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`).join('\n'), loader: 'js' };
    });
  },
};

const started = Date.now();
const minify = process.argv.includes('--minify');
const entryPoints = Object.entries(programs).filter(([name, file]) => {
  if (!existsSync(file)) process.stderr.write(`esbuild: ${file} is not there, so dist/${name}.cjs is not built\n`);
  return existsSync(file);
}).map(([out, file]) => ({ out, in: file }));

const { metafile } = await build({
  entryPoints,
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  // Packages as ES modules where they offer both: what is not used of them then stays out.
  mainFields: ['module', 'main'],
  format: 'cjs',
  target: 'node22',
  external: ['vscode'],
  plugins: [ownFormData, cmdletsAsData],
  sourcemap: minify ? false : 'linked',
  minify,
  metafile: true,
  logLevel: 'warning',
  legalComments: 'none',
  // A CommonJS bundle has no import.meta; these give the sources the same answers there.
  define: { SMA_VERSION: JSON.stringify(JSON.parse(readFileSync('package.json', 'utf8')).version), 'import.meta.url': 'bundleUrl', 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
  banner: { js: 'const bundleUrl = require("node:url").pathToFileURL(__filename).href;' },
}).catch(() => process.exit(1)); // The errors are printed already.

mkdirSync('dist', { recursive: true });
writeFileSync('dist/meta.json', JSON.stringify(metafile));
// Written last: it says that the build is whole, and as of when.
writeFileSync('dist/build.json.part', JSON.stringify({ started, minified: minify }));
renameSync('dist/build.json.part', 'dist/build.json');
