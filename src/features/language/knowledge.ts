import type { App } from '../../app/app.ts';
import { Disposable } from '../../app/disposable.ts';
import type { Runbook, Variable } from '../../client/api.ts';
import { activityParameters } from '../../powershell/index.ts';
import type { CommandFacts, CommandParameter, CommandPlace } from '../../powershell/index.ts';
import { cmdletCatalogue, commonParameters, shouldProcessParameters } from '../../powershell/cmdlets/catalogue.ts';
import type { RunbookFolder } from './folder.ts';
import type { ParsedText } from './parsedText.ts';

const keyOf = (name: string): string => name.toLowerCase();

/** Every command and asset that can be spoken of: the text's, the folder's, the connection's and the engine's. Asks nothing twice. */
export class Knowledge extends Disposable {
  readonly folder: RunbookFolder;
  readonly #app: App;
  readonly #cmdlets = new Map<string, CommandFacts>();
  readonly #serverParameters = new Map<string, readonly CommandParameter[]>();
  readonly #asked = new Set<string>();

  constructor(app: App, folder: RunbookFolder) {
    super();
    this.#app = app;
    this.folder = folder;
    for (const facts of cmdletCatalogue) for (const name of [...facts.aliases, facts.name]) this.#cmdlets.set(keyOf(name), facts);
    this.own(app.connections.onDidChangeActive(() => {
      this.#serverParameters.clear();
      this.#asked.clear();
    }));
  }

  get cmdlets(): readonly CommandFacts[] {
    return cmdletCatalogue;
  }

  /** True for the engine's cmdlets and their aliases. */
  isCmdlet(name: string): boolean {
    return this.#cmdlets.has(keyOf(name));
  }

  /** A cmdlet of the engine by its own name or an alias. */
  cmdlet(name: string): CommandFacts | undefined {
    return this.#cmdlets.get(keyOf(name));
  }

  /** What a name means as a command: the text's own functions first, then runbooks, then cmdlets and their aliases. */
  command(name: string, parsed: ParsedText): CommandFacts | undefined {
    const plain = name.replace(/^\.[\\/](.+)\.ps1$/i, '$1').replace(/^[\w.]+\\/, '');
    return parsed.functionFacts(plain) ?? this.runbook(plain) ?? this.#cmdlets.get(keyOf(plain));
  }

  /** A runbook of the folder, else of the connection. */
  runbook(name: string): CommandFacts | undefined {
    const local = this.folder.find(name);
    if (local !== undefined) return local.facts.runbook;
    const there = this.#serverRunbooks.find((runbook) => keyOf(runbook.name) === keyOf(name));
    return there && this.#serverFacts(there);
  }

  /** Runbooks of the folder and of the connection, each name once. */
  get runbooks(): readonly CommandFacts[] {
    const found = new Map<string, CommandFacts>();
    for (const runbook of this.#serverRunbooks) found.set(keyOf(runbook.name), this.#serverFacts(runbook));
    for (const { facts: { runbook } } of this.folder.files) found.set(keyOf(runbook.name), runbook);
    return [...found.values()];
  }

  /** Variable assets of the connection; undefined while nobody knows them. */
  get variables(): readonly Variable[] | undefined {
    const { variables } = this.#app;
    this.#askOnce('variables', variables.state, async () => await variables.refresh());
    return variables.state === 'empty' || variables.state === 'some' ? variables.items : undefined;
  }

  get connectionName(): string {
    return this.#app.connections.active.info.name;
  }

  serverRunbook(name: string): Runbook | undefined {
    return this.#serverRunbooks.find((runbook) => keyOf(runbook.name) === keyOf(name));
  }

  /** Parameters beside a command's own: the common ones, and in a workflow those of activities. */
  commonParameters(facts: CommandFacts, place: CommandPlace | undefined): readonly CommandParameter[] {
    if (facts.kind === 'function') return [];
    return [...commonParameters, ...(facts.supportsShouldProcess ? shouldProcessParameters : []), ...(place === 'workflow' ? activityParameters : [])];
  }

  get #serverRunbooks(): readonly Runbook[] {
    const { runbooks } = this.#app;
    this.#askOnce('runbooks', runbooks.state, async () => await runbooks.refresh());
    return runbooks.items;
  }

  #serverFacts({ name, description, publishedVersionId, draftVersionId }: Runbook): CommandFacts {
    const version = publishedVersionId ?? draftVersionId;
    if (version !== null) this.#askForParameters(version);
    return {
      name, kind: 'runbook', synopsis: description ?? undefined, description: undefined, aliases: [], module: undefined, supportsShouldProcess: false,
      parameters: version === null ? [] : (this.#serverParameters.get(version) ?? []),
    };
  }

  /** Never connects by itself: typing must not open a network connection that nobody asked for. */
  #askOnce(what: string, state: string, ask: () => Promise<void>): void {
    if (state !== 'unknown' || this.#asked.has(what) || this.#app.connections.active.client === undefined) return;
    this.#asked.add(what);
    void ask();
  }

  #askForParameters(version: string): void {
    const { active } = this.#app.connections, { client } = active;
    // A few at a time: a server with thousands of runbooks is not asked for all of them at once.
    if (client === undefined || this.#serverParameters.has(version) || this.#asked.has(version) || this.#asked.size > this.#serverParameters.size + 8) return;
    this.#asked.add(version);
    client.versions.parameters(version).then((parameters) => {
      if (active !== this.#app.connections.active) return;
      this.#serverParameters.set(version, parameters.map(({ name, type, isMandatory, position }) =>
        ({ name, type, isMandatory, isSwitch: type.endsWith('SwitchParameter'), position, aliases: [], allowedValues: undefined, help: undefined })));
    }, (error: unknown) => {
      this.#serverParameters.set(version, []);
      this.#app.log.named('language').debug(`parameters of version ${version}: ${String(error)}`);
    });
  }
}
