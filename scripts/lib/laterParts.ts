/**
 * The engine in bundles: what a sandbox reads at its start (engine.cjs), the cmdlets (commands.cjs), and what most scripts never ask for (later.cjs, sma.cjs, workflow.cjs),
 * each part of which is run when it is first used. A part may use all of the engine: it gets the engine's own modules, so that a class is one class. In the engine
 * stand-ins take the parts' places: functions that call the part's, cmdlets that know their names, and the names of types.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import type { BuildOptions, BuildResult, Plugin } from 'esbuild';
import { root } from './paths.ts';

/** Files of functions, and of cmdlets, that are seldom called. */
const seldom = [
  'worker/sandbox/tests/runTests', 'powershell/runtime/members/addedKinds', 'powershell/runtime/members/netOrder', 'powershell/runtime/run/pipeline/nativeArguments', 'powershell/runtime/members/exactDefinitions', 'powershell/runtime/members/exceptionTrace', 'powershell/runtime/members/moreDefinitions', 'powershell/runtime/members/exceptionFacts', 'powershell/runtime/regex/namedSets', 'powershell/runtime/regex/parseError', 'powershell/runtime/types/text/htmlEntities', 'powershell/runtime/types/system/folders', 'powershell/runtime/types/automation/withContext', 'powershell/syntax/messages', 'powershell/runtime/types/language/parserClass', 'powershell/runtime/types/net/certificateStore', 'powershell/runtime/convert/xpath', 'powershell/runtime/convert/xmlCarefully', 'powershell/clixml/readClixml', 'powershell/clixml/writeClixml', 'powershell/format/helpText', 'powershell/host/remoteHelp', 'powershell/runtime/debug/inspect',
  ...[
    'core/aliasFiles', 'core/getError', 'core/getHelp', 'core/getVerb', 'core/history', 'core/modules/commandNames', 'core/parameterTypes', 'core/modules/localizedData', 'core/modules/manifests', 'core/modules/newManifest', 'html/convertToHtml',
    'archive/compressArchive', 'archive/expandArchive', 'items/dynamicProperties', 'items/goWords', 'items/psDrives', 'json/testJson', 'json/jsonTree', 'mail/sendMailMessage', 'object/compareObject', 'object/updateList', 'time/setDate', 'security/executionPolicy', 'session/parts', 'security/getPfxCertificate', 'security/prompts', 'system/addType',
    'system/screen', 'system/sessions', 'system/startProcess', 'system/transcripts', 'text/convertFromMarkdown', 'text/formatHex', 'types/typeData', 'types/formatData', 'types/dataFiles', 'web/testConnection', 'web/invokeRestMethod', 'web/invokeWebRequest', 'web/requestBody', 'web/outFile', 'web/send', 'web/webChecks', 'system/processes', 'core/modules/dataFile', 'xml/convertToXml', 'xml/clixml', 'xml/selectXml', 'format/formatCustom', 'system/culture', 'text/getFileHash', 'items/unblockFile',
    'core/aliasCmdlets', 'core/modules/checkManifest', 'jobs/jobCmdlets', 'jobs/startJob', 'jobs/suspendResume', 'object/getMember', 'system/events', 'text/selectString', 'time/unixFormat',
  ].map((file) => `powershell/cmdlets/${file}`),
].map((file) => resolve(root, 'src', `${file}.ts`));
/** Files that describe types which nothing of the engine names. */
const seldomTypes = [
  ...['system/moreEnums', 'automation/typeAccelerators', 'system/otherCalendars', 'system/small', 'system/moreLinq', 'collections/special', 'data/dataTable', 'data/xmlWriter', 'data/xElement', 'collections/bitArray', 'collections/expando', 'collections/wrappers', 'io/compressed', 'io/binary', 'net/webClient', 'net/cipher', 'net/rsa', 'system/dateOnly', 'system/moreMath', 'net/webProxy', 'net/mailAddress', 'net/mailMessage', 'data/xmlConvert', 'data/xmlReader',
    'collections/linkedList', 'collections/priorityQueue', 'collections/sortedList', 'net/sockets', 'system/lazy', 'system/timeZone', 'threading/cancellation', 'threading/signals', 'net/webRequest', 'system/notHere'].map((file) => `runtime/types/${file}`),
  'cmdlets/archive/zipFile', 'cmdlets/core/proxyCommand', 'cmdlets/shell/types', 'cmdlets/web/httpClient', 'cmdlets/web/userAgents',
].map((file) => resolve(root, `src/powershell/${file}.ts`));
/** The cmdlets of SMA's module, in a bundle of their own (sma.cjs): whoever uses rare cmdlets seldom uses these. */
const seldomSma = ['getters', 'changers', 'files', 'remoteRunbooks'].map((file) => resolve(root, `src/powershell/cmdlets/automation/web/${file}.ts`));
/**
 * What makes the plan of a workflow, and judges its text: in a bundle of its own (workflow.cjs), for scripts never need it. A sandbox that is
 * prepared has read it (src/worker/sandbox/engine/warmUp.ts).
 */
const ofWorkflows = ['workflow/plan/makePlan', 'analysis/workflowRules/index'].map((file) => resolve(root, `src/powershell/${file}.ts`));
/** The cmdlets that are not seldom, and what only they need: in a bundle of their own (commands.cjs), read when a script first asks for a command. */
const often = [resolve(root, 'src/powershell/engine/allCmdlets.ts')];
const registry = resolve(root, 'src/powershell/runtime/types/registry.ts');

interface Registry { readonly allNames: () => string[] }
interface Named { readonly kind?: unknown; readonly name: string; readonly aliases?: readonly string[] }

const keyOf = (file: string): string => relative(root, file).replaceAll('\\', '/');
/** Parts are called by their places in this list: their paths would be a good deal of what a start reads. */
const allParts = [...often, ...seldomTypes, ...seldom, ...seldomSma, ...ofWorkflows];
/** The bundle whose files the others may use too. */
const FIRST = 'commands';
/** The bundles of parts, and where in that list those of each begin. */
const bundles = [{ out: 'commands', parts: often }, { out: 'later', parts: [...seldomTypes, ...seldom] }, { out: 'sma', parts: seldomSma }, { out: 'workflow', parts: ofWorkflows }] as const;
/** All that a sandbox's thread reads of the engine. */
export const ENGINE_BUNDLES: readonly string[] = ['engine', ...bundles.map(({ out }) => out), 'rare'];
const numberOf = (file: string): number => allParts.indexOf(file);
/**
 * What the engine reads a part with, by its number. Where a thread runs the engine as a script, `require` knows nothing of the engine's place: the
 * whole path is asked for.
 */
const laterCode = [
  'let shared;', 'export const share = (it) => { shared = it; };',
  ...bundles.map(({ out }) => `let ${out}Bundle;`),
  ...bundles.map(({ out }) => `const ${out}Read = () => (${out}Bundle ??= require(__dirname + '/${out}.cjs')(shared${out === FIRST ? '' : `, (key) => ${FIRST}Read().shared(key)`}));`),
  `export const later = (key) => ${bundles.map(({ out, parts }, i) => {
    const from = numberOf(parts[0] ?? ''), found = `${out}Read().parts[key - ${from}]()`;
    return i === bundles.length - 1 ? found : `key < ${from + parts.length} ? ${found} : `;
  }).join('')};`,
].join('\n');
const load = async (file: string): Promise<Record<string, unknown>> => await import(pathToFileURL(file).href) as Record<string, unknown>;
const isCmdlet = (value: unknown): value is Named => typeof value === 'object' && value !== null && (value as Named).kind === 'Cmdlet';

let stoodIn: Promise<ReadonlyMap<string, string>> | undefined;
/** The code that stands for each part in the engine; read from the parts themselves, in a process where nothing is loaded yet. */
const standIns = (): Promise<ReadonlyMap<string, string>> => (stoodIn ??= promisify(execFile)(process.execPath, [import.meta.filename, ASKED], { maxBuffer: 2 ** 26 })
  .then(({ stdout }) => new Map(JSON.parse(stdout) as [string, string][])));
const ASKED = '--stand-ins';
async function readParts(): Promise<Map<string, string>> {
  const named = namedBy(), code = new Map<string, string>(), all = resolve(root, 'src/powershell/runtime/types/all.ts');
  // In the order of the engine, so that each part finds what it builds on.
  const files = [...readFileSync(all, 'utf8').matchAll(/^import (?:\{[^}]*\} from )?'(\.[^']+)';/gm)].map((found) => resolve(dirname(all), found[1] ?? ''));
  for (const file of files) if (!seldomTypes.includes(file)) await load(file);
  const isPart = (path: string): boolean => allParts.includes(path);
  const inEngine = reach(resolve(root, 'src/powershell/engine/index.ts'), isPart);
  const inFirst = reach(often[0] ?? '', (each) => !often.includes(each) && (isPart(each) || inEngine.has(each)));
  const names = (await load(registry) as unknown as Registry).allNames;
  for (const file of seldomTypes) {
    // What it imports of the engine describes types too; those are the engine's.
    for (const other of reach(file)) if (inEngine.has(other) && [...reach(other)].every((each) => !seldomTypes.includes(each))) await load(other);
    const before = new Set(names());
    await load(file);
    // What came in with it is the first bundle's.
    const ofFirst = new Set([...inFirst].flatMap((each) => (isPart(each) || inEngine.has(each) ? [] : [...named.get(each) ?? []])));
    code.set(file, `import { laterTypes } from ${JSON.stringify(registry)};\nlaterTypes(${JSON.stringify(names().filter((name) => !before.has(name) && !ofFirst.has(name)))}, () => later(${numberOf(file)}));`);
  }
  await load(all);
  const cmdletCode = (each: Named, path: string): string => `standIn(${JSON.stringify(each.name)}, ${JSON.stringify(each.aliases)}, () => part()${path})`;
  for (const file of [...often, ...seldom, ...seldomSma, ...ofWorkflows]) {
    const lines = Object.entries(await load(file)).map(([name, value]) => {
      if (typeof value === 'function' && !/^class\b/.test(String(value))) return `export const ${name} = (...all) => part().${name}(...all);`;
      if (isCmdlet(value)) return `export const ${name} = ${cmdletCode(value, `.${name}`)};`;
      if (Array.isArray(value) && value.every(isCmdlet)) return `export const ${name} = [${value.map((each, i) => cmdletCode(each, `.${name}[${i}]`)).join(', ')}];`;
      throw new Error(`${keyOf(file)} cannot be read later: '${name}' is neither a function nor a cmdlet.`);
    });
    // Behind the first bundle stand other parts, which tell their types again when it is read; what it holds itself is no part's own.
    const isOutside = (each: string): boolean => each !== file && (often.includes(file) ? inEngine.has(each) : isPart(each) || inEngine.has(each) || inFirst.has(each));
    const described = [...new Set([...reach(file, isOutside)].flatMap((each) => (isOutside(each) ? [] : [...named.get(each) ?? []])))];
    code.set(file, [
      ...(described.length === 0 ? [] : [`import { laterTypes } from ${JSON.stringify(registry)};\nlaterTypes(${JSON.stringify(described)}, () => part());`]),
      `const part = () => later(${numberOf(file)});`,
      ...(lines.some((line) => line.includes('standIn(')) ? [`import { standIn } from 'engine:stand-in';`] : []), ...lines,
    ].join('\n'));
  }
  return code;
}

/**
 * The names of types by the file that describes them, filled while files are loaded: whoever loads a file first, the types are its own.
 * The registry keeps types in maps, and the file is on the stack then.
 */
function namedBy(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>(), maps: object = Object.getPrototypeOf(found) as object;
  const put = Reflect.get(maps, 'set') as (this: Map<unknown, unknown>, key: unknown, value: unknown) => Map<unknown, unknown>;
  Error.stackTraceLimit = 40;
  Object.defineProperty(maps, 'set', { configurable: true, writable: true, value(this: Map<unknown, unknown>, key: unknown, value: unknown) {
    const isType = typeof key === 'string' && typeof value === 'object' && value !== null && 'genericArguments' in value;
    for (const [, at] of isType ? (new Error().stack ?? '').matchAll(/(file:\/\/\S+?\.ts):\d+/g) : []) {
      const file = fileURLToPath(at ?? ''), own = found.get(file) ?? new Set();
      put.call(found, file, own.add(key as string));
    }
    return put.call(this, key, value);
  } });
  return found;
}

/** What a file imports, and what that imports, itself among them; a part is not looked into. */
function reach(file: string, isPart: (path: string) => boolean = () => false): ReadonlySet<string> {
  const all = new Set([file]);
  for (const each of all) for (const other of isPart(each) ? [] : importsOf(each)) all.add(other);
  return all;
}
const imported = new Map<string, readonly string[]>();
const importsOf = (file: string): readonly string[] => {
  const known = imported.get(file) ?? [...readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )(?:[^'";]*? from )?'(\.[^']+)';/gm)].map((found) => resolve(dirname(file), found[1] ?? ''));
  imported.set(file, known);
  return known;
};

/** A cmdlet whose name is known; everything else is asked of the cmdlet itself. */
const standIn = `const parts = ['kind', 'module', 'className', 'defaultSet', 'supportsShouldProcess', 'confirmImpact', 'outputType', 'synopsis', 'params', 'raw', 'run'];
export function standIn(name, aliases, find) {
  let found;
  const it = { name, ...(aliases === undefined ? {} : { aliases }) };
  for (const part of parts) Object.defineProperty(it, part, { enumerable: true, get: () => (found ??= find())[part] });
  return it;
}`;

/** Adds what files of parts import of the files that `has` knows, by file. */
function wanted(files: readonly string[], has: (file: string) => boolean, all: Map<string, Set<string>>): void {
  for (const file of files) {
    for (const [, names, from] of readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )\{([^}]*)\} from '(\.[^']+)';/gm)) {
      const target = resolve(dirname(file), from ?? '');
      if (!has(target)) continue;
      const known = all.get(target) ?? all.set(target, new Set()).get(target);
      for (const name of (names ?? '').split(',')) if (name.trim() !== '' && !name.trim().startsWith('type ')) known?.add(name.trim().replace(/ as .*$/s, ''));
    }
  }
}
/** What a bundle gives to those that are read behind it, a file by its number. It is asked when all of the bundle is loaded: what a name stands for changes no more. */
const sharedCode = (all: ReadonlyMap<string, ReadonlySet<string>>, fileNumber: (key: string) => number, more: readonly string[] = []): string => {
  const entries = [...all].map(([file, names]) => ({ file, names: [...names], m: fileNumber(keyOf(file)) }));
  return [
    ...entries.map(({ file, names, m }) => `import { ${names.map((name) => `${name} as m${m}_${name}`).join(', ')} } from ${JSON.stringify(file)};`),
    `export const shared = (key) => { switch (key) {`,
    ...entries.map(({ names, m }) => `case ${m}: return { ${names.map((name) => `${name}: m${m}_${name}`).join(', ')} };`),
    ...more,
    `} };`,
  ].join('\n');
};

/** Files of which a bundle holds something: one that is only passed through on the way to others is a part's where the part alone uses it. */
const taken = ({ metafile }: BuildResult): string[] => Object.values(metafile?.outputs ?? {}).flatMap((output) => Object.entries(output.inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])));

/** Stand-ins in a bundle, as files. */
const standing = (made: BuildResult): string[] => taken(made).filter((file) => file.startsWith('part:')).map((file) => resolve(file.slice('part:'.length)));
const ofSource = (files: readonly string[]): string[] => files.filter((file) => /^src\/.*\.ts$/.test(file)).map((file) => resolve(root, file));
const numbered = (files: ReadonlySet<string>): ((key: string) => number) => { const all = [...files].toSorted(); return (key) => all.indexOf(key); };

/** Builds engine.cjs and the bundles of parts. `options` are those of every bundle; gives what esbuild says of them. */
export async function buildEngine(options: BuildOptions, entry: string): Promise<readonly BuildResult[]> {
  const code = await standIns(), parts = new Set(code.keys());
  const common: BuildOptions = { ...options, metafile: true, absWorkingDir: root }, plugins = options.plugins ?? [];
  /** Stand-ins for the parts that `isHere` tells of, and what stand-ins need. */
  const withParts = (isHere: (file: string) => boolean, later: string): Plugin => ({
    name: 'parts',
    setup(context) {
      context.onResolve({ filter: /\.ts$/ }, ({ path, resolveDir }) => (/^[./]|^[A-Za-z]:/.test(path) && parts.has(resolve(resolveDir, path)) && isHere(resolve(resolveDir, path)) ? { path: resolve(resolveDir, path), namespace: 'part' } : undefined));
      context.onResolve({ filter: /^engine:/ }, ({ path }) => ({ path, namespace: 'engine' }));
      context.onLoad({ filter: /./, namespace: 'part' }, ({ path }) => ({ contents: `import { later } from 'engine:later';\n${code.get(path) ?? ''}`, resolveDir: dirname(path), loader: 'js' }));
      context.onLoad({ filter: /later$/, namespace: 'engine' }, () => ({ contents: later, resolveDir: root, loader: 'js' }));
      context.onLoad({ filter: /stand-in$/, namespace: 'engine' }, () => ({ contents: standIn, loader: 'js' }));
    },
  });
  const sharing = (text: () => string): Plugin => ({
    name: 'what-is-shared',
    setup(context) {
      context.onResolve({ filter: /^engine:shared$/ }, ({ path }) => ({ path, namespace: 'engine' }));
      context.onLoad({ filter: /shared$/, namespace: 'engine' }, () => ({ contents: text(), resolveDir: root, loader: 'js' }));
    },
  });
  let ofEngine = 'export const shared = () => undefined;', ofFirst = ofEngine;
  const inEngine: Plugin = {
    name: 'engine-with-parts',
    setup(context) {
      // What parts import of the engine is told to them here, and imported by none of them: their stand-ins lie deep in it, and would
      // otherwise load all of it from where they stand, in an order that nobody chose.
      context.onLoad({ filter: /ready$/, namespace: 'engine' }, () => ({
        contents: `import ${JSON.stringify(resolve(root, 'src/powershell/engine/index.ts'))};\nimport { shared } from 'engine:shared';\nimport { share } from 'engine:later';\nshare(shared);`, resolveDir: root, loader: 'js',
      }));
      context.onLoad({ filter: /entry$/, namespace: 'engine' }, () => ({ contents: `import 'engine:ready';\nimport ${JSON.stringify(resolve(root, entry))};`, resolveDir: root, loader: 'js' }));
    },
  };
  const engine = (write: boolean): Promise<BuildResult> => build({ ...common, write, entryPoints: [{ out: 'engine', in: 'engine:entry' }], plugins: [inEngine, sharing(() => ofEngine), withParts(() => true, laterCode), ...plugins] });
  /** Files, by their keys, that another bundle holds: what is imported of them is asked of it. */
  const elsewhere = (name: string, files: ReadonlySet<string>, own: readonly string[]): Plugin => ({
    name: `of-${name}`,
    setup(context) {
      const number = numbered(files);
      context.onResolve({ filter: /\.ts$/ }, ({ path, resolveDir }) => {
        const file = resolve(resolveDir, path), key = keyOf(file);
        return files.has(key) && !own.includes(file) ? { path: key, namespace: `of-${name}` } : undefined;
      });
      context.onLoad({ filter: /./, namespace: `of-${name}` }, ({ path }) => ({ contents: `module.exports = ${name}(${number(path)});`, loader: 'js' }));
    },
  });
  const bundle = (out: string, own: readonly string[], write: boolean, before: readonly Plugin[], text: () => string): Promise<BuildResult> => build({
    ...common, write, entryPoints: [{ out, in: 'parts:' }],
    plugins: [{
      name: 'parts-of-engine',
      setup(context) {
        context.onResolve({ filter: /^parts:$/ }, () => ({ path: 'parts', namespace: 'parts-entry' }));
        context.onLoad({ filter: /./, namespace: 'parts-entry' }, () => ({
          contents: `module.exports = { shared: (key) => require('engine:shared').shared(key), parts: [\n${own.map((file) => `() => require(${JSON.stringify(file)}),`).join('\n')}\n] };`, resolveDir: root, loader: 'js',
        }));
      },
    }, sharing(text), ...before, withParts((file) => !own.includes(file), 'module.exports = { later: (key) => shared(-1)(key) };'), ...plugins],
    // In brackets: a function that is called at once is not first read for its end, and then once more to be compiled.
    banner: { js: `module.exports = ((shared, first) => { const module = { exports: {} };` }, footer: { js: 'return module.exports; });' },
  });
  const nothing = (): string => 'export const shared = () => undefined;', [firstParts, ...others] = bundles;
  let known: ReadonlySet<string> = new Set();
  for (;;) {
    const held = await engine(false), inside = new Set([...ofSource(taken(held)), ...standing(held)].map(keyOf));
    known = new Set([...known, ...inside]);
    const drawFirst = (write: boolean): Promise<BuildResult> => bundle(FIRST, firstParts.parts, write, [elsewhere('shared', known, firstParts.parts)], () => ofFirst);
    ofFirst = nothing();
    const drawn = await drawFirst(false), inFirst = new Set([...ofSource(taken(drawn)), ...standing(drawn)].map(keyOf));
    const drawOthers = (write: boolean): Promise<readonly BuildResult[]> => Promise.all(others.map(({ out, parts: own }) => bundle(out, own, write, [elsewhere('shared', known, own), elsewhere('first', inFirst, own)], nothing)));
    const made = await drawOthers(false), inputs = made.map((each) => ofSource(taken(each)));
    // In two bundles a class would be two classes.
    const twice = inputs.flat().find((file, i, files) => files.indexOf(file) !== i);
    if (twice !== undefined) throw new Error(`${keyOf(twice)} would be in ${inputs.flatMap((each, i) => (each.includes(twice) ? [`${others[i]?.out ?? ''}.cjs`] : [])).join(' and in ')}. Let the engine have it.`);
    const drawings = [{ own: firstParts.parts as readonly string[], made: drawn }, ...others.map(({ parts: own }, i) => ({ own: own as readonly string[], made: made[i] }))];
    const names = new Map<string, Set<string>>([[registry, new Set(['laterTypes'])]]), namesOfFirst = new Map<string, Set<string>>();
    for (const { own, made: one } of drawings) {
      const files = ofSource(Object.keys(one?.metafile?.inputs ?? {}));
      wanted(files, (file) => known.has(keyOf(file)) && !own.includes(file), names);
      if (one !== drawn) wanted(files, (file) => inFirst.has(keyOf(file)) && !own.includes(file), namesOfFirst);
    }
    ofFirst = sharedCode(namesOfFirst, numbered(inFirst));
    ofEngine = `import { later } from 'engine:later';\n${sharedCode(names, numbered(known), ['case -1: return later;'])}`;
    // What is told to the parts may need more than the engine alone: then that is the engine's too.
    const whole = await engine(false), more = [...ofSource(taken(whole)), ...standing(whole)].filter((file) => !known.has(keyOf(file)));
    const wholeFirst = await drawFirst(false), moreFirst = [...ofSource(taken(wholeFirst)), ...standing(wholeFirst)].filter((file) => !inFirst.has(keyOf(file)));
    if (more.length === 0 && moreFirst.length === 0) return [await engine(true), await drawFirst(true), ...await drawOthers(true)];
  }
}

if (process.argv[1] === import.meta.filename && process.argv[2] === ASKED) process.stdout.write(JSON.stringify([...await readParts()]));
