/** Which file a source of the engine is. The runbook itself is known there by its name, files beside it by their path. */
import { basename, resolve } from 'node:path';
import type { DebugProtocol } from '@vscode/debugprotocol';

export class Sources {
  private readonly program: string;
  private readonly runbook: string;
  private readonly seen = new Map<string, DebugProtocol.Source>();

  constructor(program: string, runbook: string) {
    this.program = program;
    this.runbook = runbook;
    this.source(runbook);
  }

  /** The engine's name of a file. */
  engineName(path: string): string {
    return isSame(path, this.program) ? this.runbook : path;
  }

  isProgram(path: string): boolean {
    return isSame(path, this.program);
  }

  /** The file of a source; undefined for text that was put together at run time. */
  source(name: string): DebugProtocol.Source | undefined {
    if (name === '') return undefined;
    const path = name.toLowerCase() === this.runbook.toLowerCase() ? this.program : name;
    const known = this.seen.get(keyOf(path));
    if (known !== undefined) return known;
    const made = { name: basename(path), path };
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
