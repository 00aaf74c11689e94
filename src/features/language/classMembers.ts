import type * as vscode from 'vscode';
import { mayNameMember } from '../../powershell/index.ts';
import type { NamePlace, OwnMember } from '../../powershell/index.ts';
import { FolderMembers } from '../../project/folder/index.ts';
import type { Extent } from '../../project/folder/index.ts';
import type { RunbookFolder } from './folder.ts';
import type { ParsedText } from './parsedText.ts';

interface Place { readonly uri: vscode.Uri; readonly range: vscode.Range; readonly access: NamePlace['access'] }

/** The member of a class or enum that stands at a place, and what can be asked of it across the folder. */
export class ClassMember {
  readonly member: OwnMember & Extent;
  readonly #members: FolderMembers;
  readonly #folder: RunbookFolder;

  private constructor(member: OwnMember & Extent, members: FolderMembers, folder: RunbookFolder) {
    this.member = member;
    this.#members = members;
    this.#folder = folder;
  }

  /** Undefined where no member stands that the text or the folder declares; with `isAlone` no other text is read. */
  static async at(document: vscode.TextDocument, parsed: ParsedText, offset: number, folder: RunbookFolder, isAlone: boolean): Promise<ClassMember | undefined> {
    if (!mayNameMember(parsed.result, offset)) return undefined;
    const members = new FolderMembers(folder.tables, { ...folder.current(document, parsed), parsed }, async (key) => {
      const file = isAlone ? undefined : await folder.parsed(key);
      return file && { ...folder.currentOf(key, file.parsed), parsed: file.parsed };
    });
    const member = await members.at(offset);
    return member && new ClassMember(member, members, folder);
  }

  async places(token?: vscode.CancellationToken): Promise<Place[]> {
    const found: Place[] = [];
    for (const { key, places } of await this.#members.places(this.member)) {
      const file = token?.isCancellationRequested === true ? undefined : await this.#folder.parsed(key);
      if (file !== undefined) for (const place of places) found.push({ uri: file.uri, range: file.range(place), access: place.access });
    }
    return found;
  }

  /** Why it cannot be renamed: what else has the name, or a place that may mean it and cannot be told. */
  async renameProblem(newName: string): Promise<string | undefined> {
    const problem = await this.#members.renameProblem(this.member, newName);
    if (problem !== undefined || this.member.type.typeKind === 'Enum') return problem;
    for (const { key, unknown: [first] } of await this.#members.places(this.member)) {
      const file = first && await this.#folder.parsed(key);
      if (first === undefined || file === undefined) continue;
      const line = file.range(first).start.line + 1, name = decodeURIComponent(key.split('/').pop() ?? key);
      return `What stands before .${this.member.name} in line ${line} of ${name} may be a ${this.member.type.name} or not: give that value a type first, as in [${this.member.type.name}] $value.`;
    }
    return undefined;
  }
}
