import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const src = resolve(import.meta.dirname, '../../src');

/** Which rooms of src a room may import, besides itself (src/README.md has the map). */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  sma: [],
  powershell: [],
  odata: ['sma'],
  client: ['sma', 'odata'],
  worker: ['sma', 'powershell'],
  service: ['sma', 'odata', 'powershell', 'worker'],
  project: ['sma', 'powershell', 'client'],
  cli: ['sma', 'powershell', 'client', 'project', 'worker', 'service'],
  app: ['sma', 'powershell', 'client', 'project'],
  features: ['sma', 'powershell', 'client', 'project', 'app', 'worker'],
  extension: ['app', 'features'],
};

/** Which rooms of src/powershell a room may import, besides itself (src/powershell/README.md). */
const powerShellMayImport: Readonly<Record<string, readonly string[]>> = {
  syntax: [],
  analysis: ['syntax'],
  runtime: ['syntax', 'analysis'],
  clixml: ['runtime'],
  format: ['runtime'],
  host: ['syntax', 'analysis', 'runtime', 'clixml'],
  workflow: ['syntax', 'analysis', 'runtime', 'host'],
  cmdlets: ['syntax', 'analysis', 'runtime', 'clixml', 'format', 'workflow'],
  testing: ['syntax', 'runtime', 'cmdlets'],
  engine: ['syntax', 'analysis', 'runtime', 'host', 'workflow', 'format', 'cmdlets'],
  index: ['syntax', 'analysis'],
};
/** The room below src/powershell, where a path lies there. */
const powerShellRoom = (path: string): string | undefined => /^powershell\/([^/.]+)/.exec(path)?.[1];

/** The rooms that run in VS Code. */
const inVsCode = ['app', 'features', 'extension'];

/** Calls that have one home each, so that their rules are kept in one place. */
const oneHome = ['registerCommand(', 'getConfiguration(', "'setContext'"];

interface Source {
  /** Relative to src, with forward slashes. */
  readonly path: string;
  readonly room: string;
  readonly text: string;
  readonly lines: number;
  readonly imports: readonly string[];
}

/** The first folder below src, or the name of a file that lies there itself. */
const roomOf = (path: string): string => path.split('/')[0]?.replace(/\.ts$/, '') ?? '';

/** The two features of a path below features/, to tell them apart. */
const featureOf = (path: string): string | undefined => /^features\/([^/]+)\//.exec(path)?.[1];

/** Every module that a text names in an import, an export from, or a dynamic import; types count as well. */
function importsOf(text: string): string[] {
  const code = text.replaceAll(/^\s*(?:\/\/.*|\/?\*.*)$/gm, '');
  return [
    ...code.matchAll(/^\s*(?:import|export)\b[^'";]*?\bfrom\s*['"]([^'"]+)['"]/gm),
    ...code.matchAll(/^\s*import\s*['"]([^'"]+)['"]/gm),
    ...code.matchAll(/\bimport\s*\(\s*['"]([^'"]+)['"]/g),
    ...code.matchAll(/\brequire\s*\(\s*['"]([^'"]+)['"]/g),
  ].map((match) => match[1] ?? '');
}

const sources: readonly Source[] = globSync('**/*.ts', { cwd: src }).map((file) => {
  const path = file.replaceAll('\\', '/');
  const text = readFileSync(join(src, file), 'utf8');
  return { path, room: roomOf(path), text, lines: text.split('\n').length - 1, imports: importsOf(text) };
});

/** A relative import as a path relative to src. */
const target = (source: Source, specifier: string): string =>
  relative(src, resolve(src, dirname(source.path), specifier)).replaceAll('\\', '/');

/** Every import of one of our own modules, as from and to paths. */
const edges = sources.flatMap((source) => source.imports.filter((each) => each.startsWith('.'))
  .map((specifier) => ({ source, to: target(source, specifier) })));

describe('the layers of src', () => {
  it('are found: files, rooms and imports', () => {
    assert.ok(sources.length > 50);
    assert.ok(edges.length > sources.length);
    assert.deepEqual([...new Set(sources.map((source) => source.room))].filter((room) => !(room in mayImport)), []);
  });

  it('reads imports of every form', () => {
    assert.deepEqual(importsOf([
      "import a from 'one';", "import type { B,\n  C } from \"two\";", "export * from './three.ts';", "import 'four';",
      "const x = await import('five');", "// import z from 'no';", " * from 'no'", "const from = 'no';",
    ].join('\n')), ['one', 'two', './three.ts', 'four', 'five']);
  });

  it('are imported one way only', () => {
    const wrong = edges.filter(({ source, to }) => roomOf(to) !== source.room && !mayImport[source.room]?.includes(roomOf(to)));
    assert.deepEqual(wrong.map(({ source, to }) => `${source.path} imports ${to}`), []);
  });

  it('are imported one way only within PowerShell', () => {
    const wrong = edges.filter(({ source, to }) => {
      const [from, other] = [powerShellRoom(source.path), powerShellRoom(to)];
      return from !== undefined && other !== undefined && from !== other && powerShellMayImport[from]?.includes(other) !== true;
    });
    assert.deepEqual(wrong.map(({ source, to }) => `${source.path} imports ${to}`), []);
    assert.ok(edges.some(({ source, to }) => powerShellRoom(source.path) === 'cmdlets' && powerShellRoom(to) === 'runtime'));
  });

  it('run runbooks in the editor from the debugger and the tests alone', () => {
    const wrong = edges.filter(({ source, to }) => source.room === 'features' && roomOf(to) === 'worker' && !['debug', 'tests'].includes(featureOf(source.path) ?? ''));
    assert.deepEqual(wrong.map(({ source, to }) => `${source.path} imports ${to}`), []);
  });

  it('keep features apart', () => {
    const wrong = edges.filter(({ source, to }) => {
      const [from, other] = [featureOf(source.path), featureOf(to)];
      return from !== undefined && other !== undefined && from !== other;
    });
    assert.deepEqual(wrong.map(({ source, to }) => `${source.path} imports ${to}`), []);
  });

  it('know VS Code only at the top', () => {
    const wrong = sources.filter((source) => !inVsCode.includes(source.room) && source.imports.includes('vscode'));
    assert.deepEqual(wrong.map((source) => source.path), []);
  });

  it('import nothing from outside src but packages', () => {
    const wrong = edges.filter(({ to }) => to.startsWith('..'));
    assert.deepEqual(wrong.map(({ source, to }) => `${source.path} imports ${to}`), []);
  });

  for (const call of oneHome) {
    it(`have ${call} in one file`, () => {
      const homes = sources.filter((source) => source.text.replaceAll(/^\s*(?:\/\/.*|\/?\*.*)$/gm, '').includes(call));
      assert.equal(homes.length, 1, homes.map((source) => source.path).join(', '));
    });
  }

  it('have small files: none over 500 lines, half of them at most 120', () => {
    assert.deepEqual(sources.filter((source) => source.lines > 500).map((source) => `${source.path}: ${source.lines}`), []);
    const sorted = sources.map((source) => source.lines).toSorted((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
    assert.ok(median <= 120, `the median is ${median}`);
  });
});
