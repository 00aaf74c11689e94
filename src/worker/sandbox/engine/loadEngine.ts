/**
 * How an engine thread gets its code: the bundle, with what Node compiled of it the last time. Node's own compile cache does the same
 * and takes a quarter longer (it resolves, decodes and sums up a megabyte that is known not to have changed), which is felt where a job
 * waits for a sandbox that is not prepared.
 */

/** The text of the thread's first script. `file` is the engine's entry; `directory` where compiled code is kept, if anywhere. */
export function engineScript(file: string, directory: string | undefined): string {
  if (directory === undefined || !file.endsWith('.cjs')) return `${directory === undefined ? '' : `require('node:module').enableCompileCache(${JSON.stringify(directory)});`}require(${JSON.stringify(file)});`;
  return `(${load.toString()})(require, ${JSON.stringify(file)}, ${JSON.stringify(directory)});`;
}

/** What the engine calls when it has run enough to be worth keeping. */
interface Keeps { keepCode?: () => void }

/** Runs in the thread as text: it knows nothing but its arguments. */
function load(require: NodeJS.Require, file: string, directory: string): void {
  const fs = process.getBuiltinModule('node:fs'), vm = process.getBuiltinModule('node:vm'), threads = process.getBuiltinModule('node:worker_threads');
  // A bundle is plain ASCII, which needs no decoding, and ends with a sum of its text (esbuild.mjs). It is read between the words that make
  // it a module: a megabyte is copied once, and never put together from parts.
  const before = '(function (exports, require, module, __filename, __dirname) {', after = '\n})', opened = fs.openSync(file, 'r'), { size } = fs.fstatSync(opened);
  const bytes = Buffer.allocUnsafeSlow(before.length + size + after.length), end = before.length + fs.readSync(opened, bytes, before.length, size, 0);
  fs.closeSync(opened);
  bytes.write(before, 0, 'latin1');
  const text = bytes.toString('latin1', 0, end + bytes.write(after, end, 'latin1')), sum = /\/\/([0-9a-f]{64})\s*$/.exec(bytes.toString('latin1', end - 80, end))?.[1];
  if (sum === undefined) { process.getBuiltinModule('node:module').enableCompileCache(directory); require(file); return; }
  const prefix = 'engine-', name = `${prefix}${process.version}-${process.arch}-${sum}.code`, kept = `${directory}/${name}`;
  let cachedData: Buffer | undefined;
  try { cachedData = fs.readFileSync(kept); } catch { /* Not there: it will be. */ }
  const script = new vm.Script(text, { filename: file, ...(cachedData === undefined ? {} : { cachedData }) });
  (threads.workerData as Keeps).keepCode = () => {
    if (cachedData !== undefined && script.cachedDataRejected !== true) return;
    try {
      fs.mkdirSync(directory, { recursive: true, mode: 0o700 });
      const part = `${kept}.${process.pid}`;
      fs.writeFileSync(part, script.createCachedData(), { mode: 0o600 });
      fs.renameSync(part, kept);
      const week = 7 * 24 * 3600 * 1000;
      for (const other of fs.readdirSync(directory)) if (other.startsWith(prefix) && other !== name && fs.statSync(`${directory}/${other}`).mtimeMs < Date.now() - week) fs.rmSync(`${directory}/${other}`, { force: true });
    } catch { /* A full disk or another process at it: the next start takes a little longer. */ }
  };
  const module = { exports: {} }, at = Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'));
  (script.runInThisContext() as (...all: unknown[]) => void)(module.exports, require, module, file, file.slice(0, at));
}
