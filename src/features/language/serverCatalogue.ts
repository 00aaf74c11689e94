import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { collect } from '../../app/stores/collect.ts';
import type { AssetSetName, SmaApi } from '../../client/api.ts';
import type { AssetKind, CommandFacts, CommandParameter } from '../../powershell/index.ts';
import { removeLeftParts } from '../../project/leftParts.ts';
import type { KnownAsset } from './candidates/candidate.ts';

const AssetSchema = v.object({ name: v.string(), description: v.nullable(v.string()), modifiedAt: v.string(), isEncrypted: v.boolean(), typeName: v.optional(v.string()) });
const ParameterSchema = v.object({ name: v.string(), type: v.string(), isMandatory: v.boolean(), position: v.nullable(v.number()) });
const StoredSchema = v.object({
  version: v.literal(1),
  assets: v.record(v.string(), v.array(AssetSchema)),
  activities: v.array(v.object({ id: v.string(), name: v.string(), moduleName: v.string(), description: v.nullable(v.string()), parameters: v.optional(v.array(ParameterSchema)) })),
  connectionTypes: v.array(v.object({ name: v.string(), fields: v.array(v.string()) })),
});
type Stored = v.InferOutput<typeof StoredSchema>;
type StoredParameter = v.InferOutput<typeof ParameterSchema>;

const sets: Readonly<Record<AssetKind, AssetSetName>> = { Variable: 'Variables', Credential: 'Credentials', Certificate: 'Certificates', Connection: 'Connections', Schedule: 'Schedules' };
const assetKinds = Object.keys(sets) as readonly AssetKind[];
/** Asked again no sooner than this. Modules change seldom and are many. */
const ASSETS_AFTER_MS = 30_000, MODULES_AFTER_MS = 600_000;

export interface CatalogueParts {
  /** The active connection: its id, and its client while it is up. */
  readonly connection: () => { readonly id: string; readonly client: Pick<SmaApi, 'catalogue'> | undefined };
  /** Folder for what is remembered between starts; undefined where there is none. */
  readonly folder: string | undefined;
  readonly onChange: () => void;
  readonly onProblem: (what: string, error: unknown) => void;
  readonly now?: () => number;
}

/**
 * Names that a connection offers: assets of every kind, cmdlets of its modules, fields of its connection types. Kept on
 * disk for each connection, so that they are there while it is not reachable. Never connects by itself; no values are kept.
 */
export class ServerCatalogue {
  readonly #parts: CatalogueParts;
  readonly #now: () => number;
  #id: string | undefined;
  #stored: Stored | undefined;
  #loading: Promise<void> | undefined;
  #assetsAt = -Infinity;
  #isAnswered = false;
  #modulesAt = -Infinity;
  #asking: Promise<void> | undefined;
  readonly #asked = new Set<string>();
  #commands: readonly CommandFacts[] | undefined;
  #byName: ReadonlyMap<string, CommandFacts> | undefined;

  constructor(parts: CatalogueParts) {
    this.#parts = parts;
    this.#now = parts.now ?? Date.now;
  }

  /** Assets of a kind; undefined while nobody knows them. */
  assets(kind: AssetKind): readonly KnownAsset[] | undefined {
    this.#ask();
    return this.#stored?.assets[kind]?.map((asset) => ({ ...asset, typeName: asset.typeName }));
  }

  /** Somebody else was just told the assets of a kind: they are newer than those known here. */
  note(kind: AssetKind, assets: readonly KnownAsset[]): void {
    this.#ask();
    const known = this.#stored ?? { version: 1 as const, assets: {}, activities: [], connectionTypes: [] };
    const list = assets.map(({ name, description, modifiedAt, isEncrypted }) => ({ name, description, modifiedAt, isEncrypted }));
    this.#stored = { ...known, assets: { ...known.assets, [kind]: list } };
  }

  /** True where the server has answered since this connection became the active one. */
  get isFresh(): boolean {
    return this.#isAnswered;
  }

  /** Cmdlets of the server's modules, with the parameters known so far. */
  get commands(): readonly CommandFacts[] {
    this.#ask();
    return (this.#commands ??= (this.#stored?.activities ?? []).map(({ name, moduleName, description, parameters }) => ({
      name, kind: 'cmdlet', synopsis: description ?? undefined, description: undefined, aliases: [], module: moduleName, supportsShouldProcess: false, parameters: (parameters ?? []).map(toParameter),
    })));
  }

  /** A cmdlet of the server's; its parameters are asked for with the first look at it. */
  command(name: string): CommandFacts | undefined {
    this.#byName ??= new Map(this.commands.map((facts) => [facts.name.toLowerCase(), facts]));
    const found = this.#byName.get(name.toLowerCase());
    if (found !== undefined) this.#askForParameters(found.name);
    return found;
  }

  /** Names of the fields of a connection type, or of a connection. */
  fields(of: { readonly connection: string } | { readonly type: string }): readonly string[] {
    this.#ask();
    const type = 'type' in of ? of.type : this.#stored?.assets['Connection']?.find(({ name }) => name.toLowerCase() === of.connection.toLowerCase())?.typeName;
    return this.#stored?.connectionTypes.find(({ name }) => name.toLowerCase() === type?.toLowerCase())?.fields ?? [];
  }

  /** Resolves when what is under way has been answered. */
  async settled(): Promise<void> {
    this.#ask();
    await this.#loading;
    await this.#asking;
  }

  #ask(): void {
    const { id, client } = this.#parts.connection();
    if (id !== this.#id) this.#switchTo(id);
    if (client === undefined || this.#asking !== undefined || this.#now() - this.#assetsAt < ASSETS_AFTER_MS) return;
    const asking = this.#fetch(id, client).finally(() => {
      if (this.#asking === asking) this.#asking = undefined;
    });
    this.#asking = asking;
  }

  #switchTo(id: string): void {
    this.#id = id;
    this.#asking = undefined;
    this.#assetsAt = this.#modulesAt = -Infinity;
    this.#asked.clear();
    this.#isAnswered = false;
    this.#take(undefined);
    this.#loading = this.#load(id);
  }

  #take(stored: Stored | undefined): void {
    this.#stored = stored;
    this.#commands = undefined;
    this.#byName = undefined;
  }

  async #fetch(id: string, client: Pick<SmaApi, 'catalogue'>): Promise<void> {
    this.#assetsAt = this.#now();
    const needsModules = this.#now() - this.#modulesAt >= MODULES_AFTER_MS;
    try {
      await this.#loading;
      const types = await client.catalogue.connectionTypes(), typeNames = new Map(types.map((type) => [type.id, type.name])), assets: Record<string, Stored['assets'][string]> = {};
      for (const kind of assetKinds) {
        assets[kind] = (await collect(client.catalogue.assets(sets[kind]))).map(({ name, description, modifiedAt, isEncrypted, typeId }) => {
          const typeName = typeId === undefined ? undefined : typeNames.get(typeId);
          return { name, description, modifiedAt, isEncrypted, ...(typeName === undefined ? {} : { typeName }) };
        });
      }
      const former = new Map(this.#stored?.activities.map((activity) => [activity.id, activity]));
      const activities = needsModules
        ? (await collect(client.catalogue.activities())).map((activity) => ({ ...activity, ...(former.get(activity.id)?.parameters === undefined ? {} : { parameters: former.get(activity.id)?.parameters }) }))
        : [...former.values()];
      if (id !== this.#id) return;
      if (needsModules) this.#modulesAt = this.#now();
      this.#isAnswered = true;
      this.#take({ version: 1, assets, activities, connectionTypes: types.map(({ name, fields }) => ({ name, fields: fields.map((field) => field.name) })) });
      this.#parts.onChange();
      await this.#save(id);
    } catch (error) {
      this.#parts.onProblem('names of assets and cmdlets could not be read', error);
    }
  }

  #askForParameters(name: string): void {
    const { id, client } = this.#parts.connection(), activity = this.#stored?.activities.find((each) => each.name === name);
    if (client === undefined || activity === undefined || activity.parameters !== undefined || this.#asked.has(activity.id) || id !== this.#id) return;
    this.#asked.add(activity.id);
    const before = this.#asking;
    const asking = client.catalogue.activityParameters(activity.id).then(async (found) => {
      if (id !== this.#id) return;
      const parameters = merged(found);
      if (this.#stored !== undefined) this.#take({ ...this.#stored, activities: this.#stored.activities.map((each) => (each.id === activity.id ? { ...each, parameters } : each)) });
      this.#parts.onChange();
      await this.#save(id);
    }).catch((error: unknown) => this.#parts.onProblem(`parameters of ${name} could not be read`, error)).finally(() => {
      if (this.#asking === both) this.#asking = undefined;
    });
    const both: Promise<void> = Promise.all([before, asking]).then(() => undefined);
    this.#asking = both;
  }

  #file(id: string): string | undefined {
    const { folder } = this.#parts;
    return folder === undefined ? undefined : join(folder, `catalogue-${createHash('sha256').update(id).digest('hex').slice(0, 16)}.json`);
  }

  async #load(id: string): Promise<void> {
    const file = this.#file(id);
    if (file === undefined) return;
    try {
      const read = v.safeParse(StoredSchema, JSON.parse(await readFile(file, 'utf8')));
      if (!read.success || id !== this.#id || this.isFresh) return;
      // What was noted meanwhile is newer.
      this.#take({ ...read.output, assets: { ...read.output.assets, ...this.#stored?.assets } });
      this.#parts.onChange();
    } catch {
      // Not there yet, or damaged: the server tells it again.
    }
  }

  async #save(id: string): Promise<void> {
    const file = this.#file(id);
    if (file === undefined || this.#stored === undefined) return;
    const part = `${file}.${randomUUID()}.part`;
    try {
      await mkdir(join(file, '..'), { recursive: true });
      await removeLeftParts(file);
      await writeFile(part, JSON.stringify(this.#stored));
      await rename(part, file);
    } catch (error) {
      this.#parts.onProblem('names of assets and cmdlets could not be stored', error);
    } finally {
      await rm(part, { force: true });
    }
  }
}

/** Parameters of all sets as one list: the default set's first, each once. */
function merged(found: Awaited<ReturnType<SmaApi['catalogue']['activityParameters']>>): StoredParameter[] {
  const byName = new Map<string, StoredParameter>();
  for (const { name, type, isMandatory, position } of [...found].sort((a, b) => Number(b.isDefault) - Number(a.isDefault))) {
    if (!byName.has(name.toLowerCase())) byName.set(name.toLowerCase(), { name, type, isMandatory, position });
  }
  return [...byName.values()];
}

const toParameter = ({ name, type, isMandatory, position }: StoredParameter): CommandParameter => ({
  name, type, isMandatory, isSwitch: type.endsWith('SwitchParameter'), position: position === null || position < 0 ? undefined : position, aliases: [], allowedValues: undefined, help: undefined,
});
