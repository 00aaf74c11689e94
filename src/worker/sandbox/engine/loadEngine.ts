/**
 * How an engine thread gets its code: its bundles, with what Node compiled of it the last time. Node's own compile cache does the same
 * and takes a quarter longer (it resolves, decodes and sums up a megabyte that is known not to have changed), which is felt where a job
 * waits for a sandbox that is not prepared. Its bytes the main thread has read meanwhile (readAhead.ts).
 */
import type { EngineBytes } from './readAhead.ts';

/** The text of the thread's first script. `file` is the engine's entry; `directory` where compiled code is kept, if anywhere. */
export function engineScript(file: string, directory: string | undefined): string {
  if (directory === undefined || !file.endsWith('.cjs')) return `${directory === undefined ? '' : `require('node:module').enableCompileCache(${JSON.stringify(directory)});`}require(${JSON.stringify(file)});`;
  return `(${load.toString()})(require, ${JSON.stringify(file)}, ${JSON.stringify(directory)});`;
}

/** What the engine calls when it has run enough to be worth keeping. */
interface Keeps { keepCode?: () => void; code?: EngineBytes | undefined }

/** Runs in the thread as text: it knows nothing but its arguments. */
function load(require: NodeJS.Require, file: string, directory: string): void {
  const fs = process.getBuiltinModule('node:fs'), vm = process.getBuiltinModule('node:vm'), data = process.getBuiltinModule('node:worker_threads').workerData as Keeps, { code } = data;
  const state = code === undefined ? undefined : new Int32Array(code.state);
  // The main thread reads while this one is made; where it should not come to it, this one does it alone.
  if (state !== undefined) Atomics.wait(state, 0, 0, 5000);
  if (code === undefined || state?.[0] !== 1) { process.getBuiltinModule('node:module').enableCompileCache(directory); require(file); return; }
  // Three megabytes: nobody needs them longer than this takes.
  delete data.code;
  const folder = file.slice(0, Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'))), loaded = new Map<string, { exports: unknown }>(), unkept: { readonly name: string; readonly script: InstanceType<typeof vm.Script> }[] = [];
  const run = (path: string, name: string, text: string, cachedData: Uint8Array | undefined): unknown => {
    const script = new vm.Script(text, { filename: path, ...(cachedData === undefined ? {} : { cachedData }) }), module = { exports: {} };
    if (cachedData === undefined || script.cachedDataRejected === true) unkept.push({ name, script });
    loaded.set(path, module);
    (script.runInThisContext() as (...all: unknown[]) => void)(module.exports, bundled, module, path, folder);
    return module.exports;
  };
  const tryRead = (path: string): Buffer | undefined => { try { return fs.readFileSync(path); } catch { return undefined; } };
  /** The engine's other bundles lie beside it, and are kept compiled as it is. */
  const bundled = (path: string): unknown => {
    if (!path.startsWith(folder) || !path.endsWith('.cjs')) return require(path);
    const known = loaded.get(path);
    if (known !== undefined) return known.exports;
    const source = fs.readFileSync(path).toString('latin1'), sum = /\/\/([0-9a-f]{64})\s*$/.exec(source.slice(-80))?.[1];
    if (sum === undefined) return require(path);
    const name = `${path.slice(folder.length + 1, -'.cjs'.length)}${code.name.slice(code.name.indexOf('-'), -'.code'.length - sum.length)}${sum}.code`;
    return run(path, name, `(function (exports, require, module, __filename, __dirname) {${source}\n})`, tryRead(`${directory}/${name}`));
  };
  data.keepCode = () => {
    try {
      for (const { name, script } of unkept.splice(0)) {
        fs.mkdirSync(directory, { recursive: true, mode: 0o700 });
        const part = `${directory}/${name}.${process.pid}`, prefix = name.slice(0, name.indexOf('-') + 1);
        fs.writeFileSync(part, script.createCachedData(), { mode: 0o600 });
        fs.renameSync(part, `${directory}/${name}`);
        const week = 7 * 24 * 3600 * 1000;
        for (const other of fs.readdirSync(directory)) if (other.startsWith(prefix) && other !== name && fs.statSync(`${directory}/${other}`).mtimeMs < Date.now() - week) fs.rmSync(`${directory}/${other}`, { force: true });
      }
    } catch { /* A full disk or another process at it: the next start takes a little longer. */ }
  };
  run(file, code.name, Buffer.from(code.bytes, code.bytes.byteLength - code.text).toString('latin1'), code.code > 0 ? new Uint8Array(code.bytes, 0, code.code) : undefined);
}
