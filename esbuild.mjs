// Bundles each program of the product into dist/. `--minify` is the release build.
import { createHash } from 'node:crypto';
import { appendFileSync, copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { ENGINE_BUNDLES, buildEngine } from './scripts/lib/laterParts.ts';
import { onlyWhatIsUsed } from './scripts/lib/onlyWhatIsUsed.ts';

const programs = {
  extension: 'src/extension.ts',
  service: 'src/service/main.ts',
  worker: 'src/worker/main.ts',
  sandbox: 'src/worker/sandbox/main.ts',
  web: 'src/worker/sandbox/ports/webSender.ts',
  mail: 'src/worker/sandbox/ports/mailSender.ts',
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

/** kysely's drivers of other databases than SQLite (8 KB), which nobody starts. */
const noOtherDrivers = {
  name: 'no-other-drivers',
  setup(context) {
    context.onLoad({ filter: /[\\/]kysely[\\/]dist[\\/]dialect[\\/](?:mssql|mysql|postgres|pglite)[\\/]\w+-driver\.js$/ }, ({ path }) => ({
      contents: [...readFileSync(path, 'utf8').matchAll(/^export (?:class|const) (\w+)/gm)].map(([, name]) => `export const ${name} = undefined;`).join('\n'), loader: 'js',
    }));
  },
};

/**
 * What a rare cmdlet needs (zip files, JSON schemas, CLIXML), and files of the engine that need nothing of it and are seldom used, is a
 * bundle of its own, read with its first use and not at every start of a sandbox.
 */
const rarely = {
  fflate: { exports: 'zipSync, unzipSync', here: `export const zipSync = (...all) => rare().zipSync(...all), unzipSync = (...all) => rare().unzipSync(...all);` },
  '@cfworker/json-schema': { exports: 'validate, dereference', here: `export const validate = (...all) => rare().validate(...all), dereference = (...all) => rare().dereference(...all);` },
  'fast-xml-parser': {
    exports: 'XMLParser, XMLValidator',
    here: `export function XMLParser(options) { return new (rare().XMLParser)(options); }
      export const XMLValidator = { validate: (text) => rare().XMLValidator.validate(text) };`,
  },
  './src/powershell/runtime/regex/machine.ts': { exports: 'Machine', here: 'export function Machine(...all) { return new (rare().Machine)(...all); }' },
  './src/powershell/runtime/regex/program.ts': { exports: 'programOf', here: 'export const programOf = (...all) => rare().programOf(...all);' },
  './src/powershell/cmdlets/core/verbDescriptions.ts': { exports: 'verbDescription', here: 'export const verbDescription = (...all) => rare().verbDescription(...all);' },
};
const ownRareFile = (file) => Object.keys(rarely).find((each) => each.startsWith('./') && resolve(each) === file);
const rareLater = {
  name: 'rare-later',
  setup(context) {
    context.onResolve({ filter: /^(?:fflate|@cfworker\/json-schema|fast-xml-parser)$/ }, ({ path, importer }) => (/[\\/]powershell[\\/]/.test(importer) ? { path, namespace: 'rare-later' } : undefined));
    context.onResolve({ filter: /[\\/](?:machine|program|verbDescriptions)\.ts$/ }, ({ path, resolveDir, namespace }) => {
      const found = namespace === 'file' ? ownRareFile(resolve(resolveDir, path)) : undefined;
      return found === undefined ? undefined : { path: found, namespace: 'rare-later' };
    });
    context.onLoad({ filter: /./, namespace: 'rare-later' }, ({ path }) => ({
      // Where a thread runs the engine as a script, `require` knows nothing of the engine's place: the whole path is asked for.
      contents: `let loaded;\nconst rare = () => (loaded ??= require(__dirname + '/rare.cjs'));\n${rarely[path].here}`, loader: 'js',
    }));
    context.onResolve({ filter: /^rare:$/ }, () => ({ path: 'rare', namespace: 'rare-entry' }));
    context.onLoad({ filter: /./, namespace: 'rare-entry' }, () => ({
      contents: Object.entries(rarely).map(([name, { exports }]) => `export { ${exports} } from '${name}';`).join('\n'), resolveDir: import.meta.dirname, loader: 'js',
    }));
  },
};

/** Data as code: objects with the same keys are made by one function, long texts that come again are written once. */
function asCode(exported) {
  const shapes = new Map(), texts = new Map();
  const count = (value) => {
    if (typeof value === 'string') texts.set(value, (texts.get(value) ?? 0) + 1);
    else if (Array.isArray(value)) value.forEach(count);
    else if (value !== null && typeof value === 'object') {
      const shape = JSON.stringify(Object.keys(value));
      shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
      Object.values(value).forEach(count);
    }
  };
  // Undefined is left out, as in JSON.
  const data = JSON.parse(JSON.stringify(exported));
  count(data);
  const makers = new Map([...shapes].filter(([shape, times]) => times > 20 && shape !== '[]').map(([shape], i) => [shape, `make${i}`]));
  const words = new Map([...texts].filter(([text, times]) => times > 3 && text.length * times > 60).map(([text], i) => [text, `text${i}`]));
  const code = (value) => {
    if (typeof value === 'string') return words.get(value) ?? JSON.stringify(value);
    if (Array.isArray(value)) return `[${value.map(code).join(',')}]`;
    if (value === null || typeof value !== 'object') return JSON.stringify(value);
    const maker = makers.get(JSON.stringify(Object.keys(value)));
    return maker === undefined ? `{${Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}:${code(each)}`).join(',')}}` : `${maker}(${Object.values(value).map(code).join(',')})`;
  };
  return [
    ...[...words].map(([text, name]) => `const ${name} = ${JSON.stringify(text)};`),
    ...[...makers].map(([shape, name]) => `const ${name} = (${JSON.parse(shape).map((_, i) => `a${i}`).join(',')}) => ({${JSON.parse(shape).map((key, i) => `${JSON.stringify(key)}:a${i}`).join(',')}});`),
    ...Object.entries(data).map(([name, value]) => `export const ${name} = ${code(value)};`),
  ].join('\n');
}

/** The extension names cmdlets and never runs them: it gets their declarations as data, without the engine. The linter's README likewise. */
const cmdletsAsData = {
  name: 'cmdlets-as-data',
  setup(context) {
    context.onLoad({ filter: /[\\/](?:powershell[\\/]cmdlets[\\/]catalogue|project[\\/]lint[\\/](?:rulesText|cmdletNames|cmdletParameters))\.ts$/ }, async ({ path }) => {
      return { contents: asCode({ ...await import(pathToFileURL(path).href) }), loader: 'js' };
    });
  },
};

/** What is known of the types of .NET is data too, in a bundle of its own: it is read when somebody first asks what a value is. */
const typeCatalogue = 'src/powershell/cmdlets/typeCatalogue.ts';
const typesLater = {
  name: 'types-later',
  setup(context) {
    const data = async () => ({ ...await import(pathToFileURL(resolve(typeCatalogue)).href) });
    context.onResolve({ filter: /[\\/]cmdlets[\\/]typeCatalogue\.ts$/ }, () => ({ path: 'types', namespace: 'types-later' }));
    context.onLoad({ filter: /./, namespace: 'types-later' }, async () => ({
      contents: `let loaded;\nconst types = () => (loaded ??= require(__dirname + '/types.cjs'));\nmodule.exports = { ${Object.keys(await data()).map((name) => `get ${name}() { return types().${name}; }`).join(', ')} };`, loader: 'js',
    }));
    context.onResolve({ filter: /^types:$/ }, () => ({ path: 'types', namespace: 'types-entry' }));
    context.onLoad({ filter: /./, namespace: 'types-entry' }, async () => ({ contents: asCode(await data()), loader: 'js' }));
  },
};

/**
 * What the extension, or the service, loads when it is first needed: the modules that it imports with `import()`, by the bundle they lie
 * in. A module that is not named here stays in the extension's own bundle.
 */
const loadedLater = {
  // The service's: read once, when it makes its certificate.
  certificate: { certificate: 'src/service/tls/makeCertificate.ts' },
  // The service's: the parser, and what reads modules, with the first script or zip that comes.
  scripts: { script: 'src/service/scripts/examineScript.ts', module: 'src/service/modules/readModule.ts', zip: 'src/service/modules/moduleZip.ts' },
  client: { client: 'src/client/index.ts' },
  debug: { adapter: 'src/features/debug/adapter/inline.ts', values: 'src/features/debug/inlineValues.ts' },
  // The rules as they are documented: read when somebody asks for one. Parameters of activities: read with the first workflow that has some; names with the first text that is judged, those of .NET with the first type in a text.
  lint: { rules: 'src/project/lint/ruleMarkdown.ts', parameters: 'src/project/lint/cmdletParameters.ts', names: 'src/project/lint/cmdletNames.ts', types: 'src/powershell/syntax/checks/netNames.ts' },
  // What is wrong with a text, in words, the words and snippets that are offered, and the cmdlets as they are described, with what they give and their aliases: read with the first error, and the first name of a command.
  messages: { syntax: 'src/powershell/syntax/messages.ts', workflow: 'src/powershell/analysis/workflowRules/messages.ts', words: 'src/features/language/candidates/words.ts', snippets: 'src/features/language/candidates/snippets.ts' },
  cmdlets: { catalogue: 'src/powershell/cmdlets/catalogue.ts', outputs: 'src/powershell/analysis/values/outputs.ts', aliases: 'src/project/lint/aliases.ts' },
  language: { language: 'src/features/language/register.ts', project: 'src/project/index.ts', parameters: 'src/app/parameters/parameterSpecs.ts' },
  tests: { tests: 'src/project/tests/index.ts', plan: 'src/worker/local/runTestPlan.ts' },
};
const laterFile = (file) => Object.entries(loadedLater).flatMap(([bundle, modules]) =>
  Object.entries(modules).filter(([, each]) => resolve(each) === file).map(([name]) => ({ bundle, name })))[0];

/**
 * Modules that are imported as any other and read from their bundle when something of them is first asked for: data that a start does not
 * need. The command line, which is one file, has them in itself, and the engine has parts of its own (scripts/lib/laterParts.ts).
 */
const atFirstUse = [loadedLater.lint.parameters, loadedLater.lint.names, loadedLater.lint.types, ...Object.values(loadedLater.messages), ...Object.values(loadedLater.cmdlets)].map((file) => resolve(file));
const readAtFirstUse = {
  name: 'read-at-first-use',
  setup(context) {
    context.onResolve({ filter: /[\\/](?:cmdletParameters|cmdletNames|netNames|messages|words|snippets|catalogue|outputs|aliases)\.ts$/ }, ({ path, resolveDir, namespace }) => {
      const file = namespace === 'file' ? resolve(resolveDir, path) : '';
      return atFirstUse.includes(file) ? { path: file, namespace: 'read-at-first-use' } : undefined;
    });
    context.onLoad({ filter: /./, namespace: 'read-at-first-use' }, async ({ path }) => {
      const { bundle, name } = laterFile(path), names = Object.keys(await import(pathToFileURL(path).href));
      return { contents: `const it = () => require(__dirname + '/${bundle}.cjs').${name};\nmodule.exports = { ${names.map((each) => `get ${each}() { return it().${each}; }`).join(', ')} };`, loader: 'js' };
    });
  },
};

/** In the extension's bundle an `import()` of such a module becomes a require of the bundle that holds it. */
const laterBundles = {
  name: 'later-bundles',
  setup(context) {
    context.onResolve({ filter: /\.ts$/ }, ({ path, kind, resolveDir, importer }) => {
      // The command line is one file wherever it is taken.
      const found = kind === 'dynamic-import' && !/[\\/]src[\\/]cli[\\/]/.test(importer) ? laterFile(resolve(resolveDir, path)) : undefined;
      return found === undefined ? undefined : { path: JSON.stringify(found), namespace: 'later' };
    });
    context.onResolve({ filter: /^\.\/[a-z]+\.cjs$/, namespace: 'later' }, ({ path }) => ({ path, external: true }));
    context.onLoad({ filter: /./, namespace: 'later' }, ({ path }) => {
      const { bundle, name } = JSON.parse(path);
      return { contents: `module.exports = require('./${bundle}.cjs').${name};`, loader: 'js' };
    });
    // The bundles themselves: one export for each module.
    context.onResolve({ filter: /^later:/ }, ({ path }) => ({ path: path.slice('later:'.length), namespace: 'later-entry' }));
    context.onLoad({ filter: /./, namespace: 'later-entry' }, ({ path }) => ({
      contents: Object.entries(loadedLater[path]).map(([name, file]) => `export * as ${name} from './${file}';`).join('\n'), resolveDir: import.meta.dirname, loader: 'js',
    }));
  },
};

const started = Date.now();
const minify = process.argv.includes('--minify');
const entryPoints = Object.entries(programs).filter(([name, file]) => {
  if (!existsSync(file)) process.stderr.write(`esbuild: ${file} is not there, so dist/${name}.cjs is not built\n`);
  return existsSync(file);
}).map(([out, file]) => ({ out, in: file })).concat(Object.keys(loadedLater).map((name) => ({ out: name, in: `later:${name}` })), { out: 'rare', in: 'rare:' }, { out: 'types', in: 'types:' });

/** What every bundle is made with. */
const common = {
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  // Packages as ES modules where they offer both: what is not used of them then stays out.
  mainFields: ['module', 'main'],
  format: 'cjs',
  target: 'node22',
  // It takes them for missing there and makes a new pattern with every use.
  supported: { 'regexp-unicode-property-escapes': true },
  external: ['vscode'],
  plugins: [ownFormData, noOtherDrivers, rareLater, cmdletsAsData, typesLater, laterBundles, onlyWhatIsUsed],
  sourcemap: minify ? false : 'linked',
  minify,
  metafile: true,
  logLevel: 'warning',
  // Sandboxes read the engine without decoding it (src/worker/sandbox/engine/loadEngine.ts).
  charset: 'ascii',
  legalComments: 'none',
  // A CommonJS bundle has no import.meta; these give the sources the same answers there (nothing asks for its URL).
  define: { SMA_VERSION: JSON.stringify(JSON.parse(readFileSync('package.json', 'utf8')).version), 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
};
const isCli = ({ out }) => out === 'cli';
const made = await Promise.all([
  build({ ...common, entryPoints: entryPoints.filter((one) => !isCli(one)), plugins: [readAtFirstUse, ...common.plugins] }).then((one) => [one]),
  build({ ...common, entryPoints: entryPoints.filter(isCli) }).then((one) => [one]), buildEngine(common, 'src/worker/sandbox/engine/engineThread.ts'),
]).catch((error) => {
  // The compiler's errors are printed already.
  if (error.errors === undefined) process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
const metafile = { inputs: {}, outputs: {} };
for (const each of made.flat()) { Object.assign(metafile.inputs, each.metafile.inputs); Object.assign(metafile.outputs, each.metafile.outputs); }

// By these sums a sandbox knows what it has kept compiled (src/worker/sandbox/engine/loadEngine.ts).
for (const name of ENGINE_BUNDLES) appendFileSync(`dist/${name}.cjs`, `\n//${createHash('sha256').update(readFileSync(`dist/${name}.cjs`)).digest('hex')}\n`);
mkdirSync('dist', { recursive: true });
// What a real PowerShell runs.
copyFileSync('src/powershell/host/bootstrap.ps1', 'dist/bootstrap.ps1');
writeFileSync('dist/meta.json', JSON.stringify(metafile));
// Written last: it says that the build is whole, and as of when.
writeFileSync('dist/build.json.part', JSON.stringify({ started, minified: minify }));
renameSync('dist/build.json.part', 'dist/build.json');
