import { join } from 'node:path';
import { workspace } from 'vscode';
import type { App } from '../../app/app.ts';
import { Disposable } from '../../app/disposable.ts';
import { Emitter } from '../../app/event.ts';
import { setting } from '../../app/ids.ts';
import type { Job, Runbook } from '../../client/api.ts';
import { activityParameters, commandKeyOf, commonAt, Gathered, importedModules, loadedScripts, runbookNames, usedModules } from '../../powershell/index.ts';
import type { AssetKind, CommandFacts, CommandParameter, CommandPlace } from '../../powershell/index.ts';
import { cmdletCatalogue, commonParameters, shouldProcessParameters, smaModuleCatalogue } from '../../powershell/cmdlets/catalogue.ts';
import { definesItself, type Loading } from '../../project/folder/index.ts';
import type { KnowledgeView, KnownAsset } from './candidates/candidate.ts';
import type { RunbookFolder } from './folder.ts';
import { LocalAssets } from './localAssetFiles.ts';
import { LoadedClasses } from './loadedClasses.ts';
import type { ParsedText } from './parsedText.ts';
import { PowerShellCommands } from './powerShellCommands.ts';
import { ServerCatalogue } from './serverCatalogue.ts';

const keyOf = (name: string): string => name.toLowerCase();
/** In the order in which completion shows them: what stands in order already is put in order fast. */
const byName = (a: CommandFacts, b: CommandFacts): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

/** Every command and asset that can be spoken of: the text's, the folder's, the connection's and the engine's. Asks nothing twice. */
export class Knowledge extends Disposable implements KnowledgeView {
  readonly folder: RunbookFolder;
  /** Classes of the folder that a text uses. */
  readonly classes: LoadedClasses;
  readonly #app: App;
  #known: ReadonlyMap<string, CommandFacts> | undefined;
  /** By version; undefined where the connection did not tell. */
  readonly #serverParameters = new Map<string, readonly CommandParameter[] | undefined>();
  readonly #asked = new Set<string>();
  readonly #local = this.own(new LocalAssets());
  readonly #changed = this.own(new Emitter<void>());
  /** Something is known now that was not. */
  readonly onDidChange = this.#changed.event;
  readonly #catalogue: ServerCatalogue;
  readonly #powerShell: PowerShellCommands;
  #all: { readonly theirs: readonly CommandFacts[]; readonly local: readonly CommandFacts[]; readonly list: readonly CommandFacts[] } | undefined;

  /** How often the connection answered what a runbook takes. */
  #told = 0;
  #listed: { readonly theirs: readonly Runbook[]; readonly own: readonly CommandFacts[]; readonly client: unknown; readonly told: number; readonly list: readonly CommandFacts[] } | undefined;

  constructor(app: App, folder: RunbookFolder) {
    super();
    this.#app = app;
    this.folder = folder;
    this.classes = new LoadedClasses(folder);
    const log = app.log.named('language'), { globalStorageUri } = app.context;
    this.#catalogue = new ServerCatalogue({
      connection: () => app.connections.active, folder: globalStorageUri.scheme === 'file' ? globalStorageUri.fsPath : undefined,
      onChange: () => this.#changed.fire(), onProblem: (what, error) => log.warn(what, error),
    });
    this.#powerShell = this.own(new PowerShellCommands({
      settings: () => ({ engine: app.settings.get(setting.engine), path: app.settings.get(setting.powerShellPath) }), bootstrap: join(app.context.extensionPath, 'dist', 'bootstrap.ps1'),
      isTrusted: () => workspace.isTrusted, onChange: () => this.#changed.fire(), onProblem: (what, error) => log.warn(what, error),
    }));
    for (const changed of [app.runbooks.onDidChange, app.jobs.onDidChange, folder.onDidChange]) this.own(changed(() => this.#changed.fire()));
    // Once there is a folder that is read.
    this.own(folder.onDidChange(() => this.#local.start()));
    this.own(this.#local.onDidChange(() => this.#changed.fire()));
    // The Assets view knows sooner what was made there.
    this.own(app.variables.onDidChange(() => {
      const { state, items } = app.variables;
      if (state === 'some' || state === 'empty') this.#catalogue.note('Variable', items.map((item) => ({ ...item, typeName: undefined })));
    }));
    this.own(app.connections.onDidChangeActive(() => {
      this.#serverParameters.clear();
      this.#asked.clear();
      this.#told++;
    }));
  }

  /** The engine's cmdlets by their names and aliases; the catalogue is read when somebody first asks for one. */
  get #cmdlets(): ReadonlyMap<string, CommandFacts> {
    return (this.#known ??= new Map(cmdletCatalogue.flatMap((facts) => [...facts.aliases, facts.name].map((name) => [keyOf(name), facts]))));
  }

  /** The engine's, then those of the server's modules that the engine has not, the rest of the SMA module, and what a PowerShell of this machine has beside. */
  get cmdlets(): readonly CommandFacts[] {
    const theirs = this.#catalogue.commands, local = this.#powerShell.list;
    if (this.#all?.theirs !== theirs || this.#all.local !== local) {
      const known = new Set<string>(), more = [...theirs, ...smaModuleCatalogue, ...local].filter(({ name }) => !this.isCmdlet(name) && known.size !== known.add(keyOf(name)).size);
      this.#all = { theirs, local, list: [...cmdletCatalogue, ...more].sort(byName) };
    }
    return this.#all.list;
  }

  /** True for the engine's cmdlets and their aliases. */
  isCmdlet(name: string): boolean {
    return this.#cmdlets.has(keyOf(name));
  }

  /** A cmdlet of the engine by its own name or an alias. */
  cmdlet(name: string): CommandFacts | undefined {
    return this.#cmdlets.get(keyOf(name));
  }

  /** What a name means as a command: an alias of the text before all, then its own functions, then those that it loads, then runbooks, then cmdlets and their aliases, then functions of the folder's other files. */
  command(name: string, parsed: ParsedText): CommandFacts | undefined {
    const meant = parsed.meant(name), path = /^\.[\\/](.+)\.ps1$/i.exec(meant)?.[1], plain = (path ?? meant).replace(/^[\w.]+\\/, ''), { tables } = this.folder;
    const local = path === undefined ? this.folder.find(plain, parsed.key) : undefined, loose = local !== undefined && definesItself(local.facts) ? tables.functionFacts(plain) : undefined;
    return parsed.functionFacts(plain) ?? tables.functionFacts(plain, loaded(parsed)) ?? loose ?? this.runbook(plain, parsed.key) ?? this.#cmdlets.get(keyOf(plain)) ?? this.#catalogue.command(plain) ?? smaCommand(plain) ?? this.#powerShell.command(plain) ?? tables.functionFacts(plain);
  }

  /** Functions of the files that a text loads with a dot, and of the modules that it uses or imports. */
  loadedFunctions(parsed: ParsedText): readonly CommandFacts[] {
    return this.folder.tables.loadedFunctions(loaded(parsed));
  }

  /** Names of classes and enums of the files that a text loads with a dot, and of the modules that it uses. */
  loadedTypes(parsed: ParsedText): readonly string[] {
    return this.folder.tables.loadedTypes({ key: parsed.key, loads: [...sourced(parsed), ...usedModules(parsed.result.ast)] });
  }

  /** Modules of the folder: script modules and manifests, each name once. */
  folderModules(): readonly string[] {
    return this.folder.tables.moduleNames;
  }

  /** A runbook of the folder, else of the connection. */
  runbook(name: string, asking?: string): CommandFacts | undefined {
    const local = this.folder.find(name, asking);
    if (local !== undefined) return local.facts.runbook;
    const there = this.#serverRunbooks.find((runbook) => keyOf(runbook.name) === keyOf(name));
    return there && this.#serverFacts(there);
  }

  /** Runbooks of the folder and of the connection, each name once. */
  get runbooks(): readonly CommandFacts[] {
    const theirs = this.#serverRunbooks, own = this.folder.tables.runbookCommands, { client } = this.#app.connections.active, told = this.#told, found = new Map<string, CommandFacts>();
    if (theirs.length === 0) return own;
    const known = this.#listed;
    if (known?.theirs === theirs && known.own === own && known.client === client && known.told === told) return known.list;
    for (const runbook of theirs) found.set(keyOf(runbook.name), this.#serverFacts(runbook));
    for (const runbook of own) found.set(keyOf(runbook.name), runbook);
    const list = [...found.values()];
    this.#listed = { theirs, own, client, told, list };
    return list;
  }

  /** Assets of the connection; undefined while nobody knows them. */
  assets(kind: AssetKind): readonly KnownAsset[] | undefined {
    return this.#catalogue.assets(kind);
  }

  /** False where the assets are what an earlier session was told. */
  get isFresh(): boolean {
    return this.#catalogue.isFresh;
  }

  folderAssets(kind: AssetKind): ReadonlyMap<string, string> {
    return this.folder.tables.assetNames(kind);
  }

  localAssets(kind: AssetKind): ReadonlyMap<string, string> {
    return this.#local.names(kind);
  }

  connectionFields(of: { readonly connection: string } | { readonly type: string }): readonly string[] {
    return this.#catalogue.fields(of);
  }

  /** A command with what has become known of it since. */
  detailed(facts: CommandFacts): CommandFacts {
    return facts.kind === 'cmdlet' && !this.isCmdlet(facts.name) ? (this.#catalogue.command(facts.name) ?? smaCommand(facts.name) ?? this.#powerShell.command(facts.name) ?? facts) : facts;
  }

  /** The newest job of a runbook, of those that the Jobs view knows. */
  lastJob(runbook: string): Job | undefined {
    const { jobs } = this.#app;
    return jobs.items.find((job) => jobs.nameOf(job)?.toLowerCase() === runbook.toLowerCase());
  }

  get connectionId(): string {
    return this.#app.connections.active.id;
  }

  get connectionName(): string {
    return this.#app.connections.active.info.name;
  }

  serverRunbook(name: string): Runbook | undefined {
    return this.#serverRunbooks.find((runbook) => keyOf(runbook.name) === keyOf(name));
  }

  /** Runbooks of the connection; undefined while it has not told them. */
  get connectionRunbooks(): readonly Runbook[] | undefined {
    const items = this.#serverRunbooks, { state } = this.#app.runbooks;
    return state === 'some' || state === 'empty' ? items : undefined;
  }

  /** Parameters of a runbook that the connection has, in the version that a call runs; undefined until it has told them. */
  parametersThere({ publishedVersionId, draftVersionId }: Runbook): readonly CommandParameter[] | undefined {
    return this.#serverParameters.get(publishedVersionId ?? draftVersionId ?? '');
  }

  /** Parameters beside a command's own: the common ones, and in a workflow those of activities. */
  commonParameters(facts: CommandFacts, place: CommandPlace | undefined): readonly CommandParameter[] {
    if (facts.kind === 'function' && facts.isAdvanced !== true) return [];
    return [...commonAt(commonParameters, facts.kind, place), ...(facts.supportsShouldProcess ? shouldProcessParameters : []), ...(place === 'workflow' ? activityParameters : [])];
  }

  get #serverRunbooks(): readonly Runbook[] {
    const { runbooks } = this.#app;
    this.#askOnce('runbooks', runbooks.state, async () => await runbooks.refresh());
    return runbooks.items;
  }

  #serverFacts({ name, description, type, publishedVersionId, draftVersionId }: Runbook): CommandFacts {
    const version = publishedVersionId ?? draftVersionId;
    if (version !== null) this.#askForParameters(version);
    return {
      name, kind: 'runbook', synopsis: description ?? undefined, description: undefined, aliases: [], module: undefined, supportsShouldProcess: false, runbookType: type,
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
      this.#told++;
      this.#changed.fire();
    }, (error: unknown) => {
      this.#serverParameters.set(version, undefined);
      this.#told++;
      this.#app.log.named('language').debug(`parameters of version ${version}: ${String(error)}`);
    });
  }
}

/** A cmdlet of the SMA module that the engine has not. */
const smaCommand = (name: string): CommandFacts | undefined => smaModuleCatalogue.find((facts) => keyOf(facts.name) === keyOf(name));

/** Files that a text loads with a dot. */
const sourced = ({ result, commands }: ParsedText): string[] => loadedScripts(runbookNames(result.text, commands.filter(({ operator }) => operator === 'Dot')));
const known = new WeakMap<ParsedText, Loading>();
/** Whether a text may load anything by a command: most load nothing, and nobody has to know all of their commands. */
const loading = new Gathered((node) => (node.kind === 'CommandAst' && (node.invocationOperator === 'Dot' || /^(?:import-module|ipmo)$/.test(commandKeyOf(node))) ? [true] : undefined));
const mayLoad = ({ result: { ast, text } }: ParsedText): boolean => loading.in(ast, text).length > 0;

/** The same with the modules that it uses or imports: whose functions it has. Every command of a text asks. */
function loaded(parsed: ParsedText): Loading {
  const found = known.get(parsed) ?? { key: parsed.key, loads: [...usedModules(parsed.result.ast), ...(mayLoad(parsed) ? [...importedModules(parsed.commands), ...sourced(parsed)] : [])] };
  known.set(parsed, found);
  return found;
}
