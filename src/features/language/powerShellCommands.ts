import type { CommandFacts } from '../../powershell/index.ts';
import { CommandSource } from '../../powershell/host/process/commandSource.ts';
import { findPowerShell } from '../../powershell/host/process/findPowerShell.ts';

export interface PowerShellCommandParts {
  /** What runs runbooks here; with `builtIn` no PowerShell is asked anything. */
  readonly settings: () => { readonly engine: 'auto' | 'builtIn' | 'powershell'; readonly path: string };
  /** Where bootstrap.ps1 lies. */
  readonly bootstrap: string;
  readonly isTrusted: () => boolean;
  readonly onChange: () => void;
  readonly onProblem: (what: string, error: unknown) => void;
}

/** What an extension host has in its environment and no script should: its own switches, and what may be a secret. */
const NOT_HANDED_ON = /^(ELECTRON_|VSCODE_|NODE_)|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|API_?KEY/i;
const environment = (): NodeJS.ProcessEnv => Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_HANDED_ON.test(name)));

/**
 * Commands that a PowerShell of this machine has, by name at once and with parameters after the first look at one. Asks in
 * the background, and once: where there is no PowerShell, or it fails, there are none.
 */
export class PowerShellCommands {
  readonly #parts: PowerShellCommandParts;
  #source: { readonly key: string; readonly commands: CommandSource | undefined } | undefined;
  #names: readonly CommandFacts[] = [];
  #byName = new Map<string, CommandFacts>();
  readonly #asked = new Set<string>();
  #pending: Promise<void> = Promise.resolve();

  constructor(parts: PowerShellCommandParts) {
    this.#parts = parts;
  }

  /** All that are known by now; always the same list until more is known. */
  get list(): readonly CommandFacts[] {
    this.#start();
    return this.#names;
  }

  command(name: string): CommandFacts | undefined {
    const source = this.#start(), key = name.toLowerCase(), known = this.#byName.get(key);
    if (source !== undefined && known !== undefined && !this.#asked.has(key)) {
      this.#asked.add(key);
      this.#ask(`parameters of ${name} could not be read`, async () => {
        const facts = await source.command(known.name);
        if (facts === undefined) return;
        this.#byName.set(key, facts);
        this.#names = [...this.#byName.values()];
      });
    }
    return known;
  }

  /** Resolves when what is under way has been answered. */
  async settled(): Promise<void> {
    this.#start();
    await this.#pending;
  }

  dispose(): void {
    this.#source?.commands?.dispose();
    this.#source = undefined;
  }

  #start(): CommandSource | undefined {
    const { engine, path } = this.#parts.settings(), key = `${engine} ${path}`;
    if (engine === 'builtIn' || !this.#parts.isTrusted()) return undefined;
    if (this.#source?.key === key) return this.#source.commands;
    this.dispose();
    this.#names = [];
    this.#byName = new Map();
    this.#asked.clear();
    const found = findPowerShell({ engine: 'auto', path }, false);
    const commands = found.kind === 'found' ? new CommandSource({ path: found.path, bootstrap: this.#parts.bootstrap, environment: environment() }) : undefined;
    this.#source = { key, commands };
    if (found.kind === 'failed') this.#parts.onProblem(found.message, undefined);
    if (commands !== undefined) {
      this.#ask('commands of PowerShell could not be read', async () => {
        for (const { name, module } of await commands.names()) this.#byName.set(name.toLowerCase(), { name, kind: 'cmdlet', synopsis: undefined, description: undefined, aliases: [], module, supportsShouldProcess: false, parameters: [] });
        this.#names = [...this.#byName.values()];
      });
    }
    return commands;
  }

  #ask(what: string, work: () => Promise<void>): void {
    this.#pending = Promise.all([this.#pending, work().then(() => this.#parts.onChange(), (error: unknown) => this.#parts.onProblem(what, error))]).then(() => undefined);
  }
}
