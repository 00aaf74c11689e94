/**
 * Which file a source of the engine is. The runbook itself is known there by its name; files beside it by their path where they
 * are called as scripts, and by their name where they are called as runbooks.
 */
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import type { DebugProtocol } from '@vscode/debugprotocol';

export class Sources {
  private readonly program: string;
  private readonly runbook: string;
  private readonly extra: Pick<DebugProtocol.Source, 'sourceReference' | 'origin'>;
  private readonly seen = new Map<string, DebugProtocol.Source>();

  /** `extra`: of a runbook that is no file of this machine. */
  constructor(program: string, runbook: string, extra: Sources['extra'] = {}) {
    this.extra = extra;
    this.program = program;
    this.runbook = runbook;
    this.source(runbook);
  }

  /** The engine's names of a file. */
  engineNames(path: string): readonly string[] {
    if (this.isProgram(path)) return [this.runbook];
    return isSame(dirname(path), dirname(this.program)) ? [path, basename(path).replace(/\.ps1$/i, '')] : [path];
  }

  isProgram(path: string): boolean {
    return isSame(path, this.program);
  }

  /** The file of a source; undefined for text that was put together at run time. */
  source(name: string): DebugProtocol.Source | undefined {
    if (name === '') return undefined;
    const path = name.toLowerCase() === this.runbook.toLowerCase() ? this.program : isAbsolute(name) ? name : join(dirname(this.program), `${name}.ps1`);
    const known = this.seen.get(keyOf(path));
    if (known !== undefined) return known;
    // What is beside a text that is no file is not here either.
    if (this.extra.sourceReference !== undefined && path !== this.program && !isAbsolute(path)) return undefined;
    const made = { name: basename(path), path, ...(path === this.program ? this.extra : {}) };
    this.seen.set(keyOf(path), made);
    return made;
  }

  /** All that were met so far. */
  get loaded(): DebugProtocol.Source[] {
    return [...this.seen.values()];
  }
}

const keyOf = (path: string): string => (process.platform === 'win32' ? resolve(path).toLowerCase() : resolve(path));
const isSame = (a: string, b: string): boolean => keyOf(a) === keyOf(b);
