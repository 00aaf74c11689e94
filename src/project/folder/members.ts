/** Members of classes and enums across the folder. The index keeps none: the files that name the class, or one that comes from it, are read again. */
import { ownMember, ownMemberAt, ownMemberPlaces, typeNamePlaces, type Inference, type NamePlace, type OwnMember, type TypeDefinitionAst, sameName } from '../../powershell/index.ts';
import type { FolderTables } from './folderTables.ts';
import { typeOwners, type CurrentFile, type Extent } from './symbols.ts';

/** A text that can say what its values are, classes of other texts among them. */
export interface MemberFile extends CurrentFile { readonly parsed: CurrentFile['parsed'] & { valuesWith(foreign: ReadonlyMap<string, TypeDefinitionAst>): Inference } }

export interface MemberFilePlaces { readonly key: string; readonly places: readonly NamePlace[]; /** Behind values that nobody knows the type of. */ readonly unknown: readonly NamePlace[] }

/** So many files are read for one question. */
const MOST_FILES = 500;
type Types = ReadonlyMap<string, TypeDefinitionAst>;

/** One question about a member; each file is read once for it. */
export class FolderMembers {
  readonly #tables: FolderTables;
  readonly #current: MemberFile;
  readonly #open: (key: string) => Promise<MemberFile | undefined>;
  readonly #files = new Map<string, MemberFile | undefined>();
  readonly #values = new Map<string, Inference>();

  /** `open` gives a file as it is now, undefined where it is gone. */
  constructor(tables: FolderTables, current: MemberFile, open: (key: string) => Promise<MemberFile | undefined>) {
    this.#tables = tables;
    this.#current = current;
    this.#open = open;
    this.#files.set(current.key, current);
  }

  /** The member that is named at a place of the current text. */
  async at(offset: number): Promise<(OwnMember & Extent) | undefined> {
    return ownMemberAt(await this.#valuesOf(this.#current), offset);
  }

  /** Classes and enums of other files that the current text names, with those that they come from, by their names in lower case. */
  async foreign(): Promise<Types> {
    return await this.#foreign(this.#current, new Set());
  }

  /** Every place of it, file by file. */
  async places(member: OwnMember): Promise<MemberFilePlaces[]> {
    const found: MemberFilePlaces[] = [];
    for (const file of await this.#family(member)) {
      const places = ownMemberPlaces(await this.#valuesOf(file), member);
      if (places.places.length > 0 || places.unknown.length > 0) found.push({ key: file.key, ...places });
    }
    return found;
  }

  /** Why a member cannot have a new name; undefined where it can. */
  async renameProblem(member: OwnMember, newName: string): Promise<string | undefined> {
    if (!/^[\p{L}_][\p{L}\p{Nd}_]*$/u.test(newName)) return `“${newName}” is no name for a member: use letters, digits and _.`;
    if (sameName(newName, member.name)) return undefined;
    if (member.type.typeKind === 'Class' && sameName(newName, member.type.name)) return `A member that is called as its class would be a constructor.`;
    for (const file of await this.#family(member)) {
      const values = await this.#valuesOf(file);
      for (const own of values.facts.types.values()) {
        const other = ownMember(values, own, member.name)?.type === member.type ? ownMember(values, own, newName) : undefined;
        if (other !== undefined) return `${other.type.name} has a member ${other.name} already.`;
      }
    }
    return undefined;
  }

  /** Files that can mean the class, or one that comes from it. */
  async #family({ type }: OwnMember): Promise<MemberFile[]> {
    const names = [type.name], found = new Map<string, MemberFile>();
    for (const name of names) {
      for (const key of new Set([this.#current.key, ...this.#tables.types(name).map((file) => file.key)])) {
        const file = found.size < MOST_FILES && !found.has(key) ? await this.#file(key) : undefined;
        if (file === undefined) continue;
        const values = await this.#valuesOf(file), means = typeNamePlaces(file.parsed.result).some((place) => sameName(place.name, name) && this.#lineage(values, place.name).includes(type));
        if (!means) continue;
        found.set(key, file);
        for (const own of values.facts.types.values()) if (this.#lineage(values, own.name).includes(type) && !names.some((one) => sameName(one, own.name))) names.push(own.name);
      }
    }
    return [...found.values()];
  }

  #lineage(values: Inference, name: string): readonly TypeDefinitionAst[] {
    const type = values.ownType(name);
    return type === undefined ? [] : values.lineage(type);
  }

  async #file(key: string): Promise<MemberFile | undefined> {
    if (!this.#files.has(key)) this.#files.set(key, await this.#open(key));
    return this.#files.get(key);
  }

  async #valuesOf(file: MemberFile): Promise<Inference> {
    let values = this.#values.get(file.key);
    if (values === undefined) this.#values.set(file.key, (values = file.parsed.valuesWith(await this.#foreign(file, new Set()))));
    return values;
  }

  /** Classes of other files that a file's names mean, with those that they come from. */
  async #foreign(file: MemberFile, seen: Set<string>): Promise<Types> {
    const found = new Map<string, TypeDefinitionAst>();
    seen.add(file.key);
    for (const name of new Set(typeNamePlaces(file.parsed.result).map((place) => place.name.toLowerCase()))) {
      const [owner] = typeOwners(name, file, this.#tables, this.#current);
      const home = owner === undefined || owner.key === file.key || seen.has(owner.key) || seen.size > MOST_FILES ? undefined : await this.#file(owner.key);
      if (home === undefined) continue;
      for (const [key, type] of await this.#foreign(home, seen)) if (!found.has(key)) found.set(key, type);
      for (const [key, type] of home.parsed.valuesWith(new Map()).facts.types) found.set(key, type);
    }
    return found;
  }
}
