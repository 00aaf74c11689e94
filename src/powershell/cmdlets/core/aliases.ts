/** Aliases as a session has them: names with what they stand for, and the object Get-Alias gives. */
import { lookupType } from '../../runtime/types/registry.ts';
import { laterType } from '../../runtime/types/netType.ts';
import type { NetType } from '../../runtime/types/netType.ts';
import { T, named } from '../../runtime/types/t.ts';
import { findCommand } from '../../runtime/run/commands/lookup.ts';
import { CommandInfo } from '../../runtime/run/commands/commandInfo.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import type { Frame } from '../../runtime/run/frame.ts';
import type { Session } from '../../runtime/run/session.ts';
import { current } from '../../runtime/run/current.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { fold } from '../../runtime/values/folding.ts';
import type { Value } from '../../runtime/values/value.ts';
import { commandType } from './commandObject.ts';

export interface Alias { readonly name: string; readonly definition: string; readonly description: string; readonly options: string }
/** What Set-Alias said beside the definition, by folded name: kept for the session. */
export function aliasNotes(session: Session): Map<string, Pick<Alias, 'name' | 'description' | 'options'>> {
  let made = session.caches.get('aliases') as Map<string, Pick<Alias, 'name' | 'description' | 'options'>> | undefined;
  if (made === undefined) session.caches.set('aliases', (made = new Map()));
  return made;
}
/** All aliases a frame sees, by folded name; inner scopes win. */
export function aliasTable(frame: Frame): Map<string, Alias> {
  const out = new Map<string, Alias>(), notes = aliasNotes(frame.session);
  for (let f: Frame | null = frame; f !== null; f = f.parent) {
    for (const [folded, definition] of f.aliases ?? []) if (!out.has(folded)) out.set(folded, { name: folded, description: '', options: 'None', ...notes.get(folded), definition });
  }
  for (const [folded, definition] of frame.session.global.aliases ?? []) if (!out.has(folded)) out.set(folded, { name: folded, description: '', options: 'None', ...notes.get(folded), definition });
  return out;
}

/** System.Management.Automation.AliasInfo. */
export class AliasInfo extends CommandInfo {
  private held: Alias;
  readonly resolved: CommandInfo | null;
  constructor(alias: Alias, resolved: CommandInfo | null, fallback: CommandInfo['entry']) { super(resolved?.entry ?? fallback); this.held = alias; this.resolved = resolved; }
  get alias(): Alias { return this.held; }
  /** Says what the alias is for, in the session too. */
  describe(description: string): void {
    this.held = { ...this.held, description };
    aliasNotes(current()).set(fold(this.held.name), this.held);
  }
  override get name(): string { return this.alias.name; }
  override get commandType(): string { return 'Alias'; }
}
const type = named<AliasInfo>('System.Management.Automation.AliasInfo', [], { base: lookupType('System.Management.Automation.CommandInfo') as NetType<unknown> });
laterType<AliasInfo>(type, () => ({
  text: (a) => a.name,
  props: {
    CommandType: [undefined, () => commandType('Alias')], Name: [T.String, (a) => a.name], Definition: [T.String, (a) => a.alias.definition],
    DisplayName: [T.String, (a) => `${a.name} -> ${a.resolved?.name ?? a.alias.definition}`],
    ReferencedCommand: [undefined, (a) => a.resolved], ResolvedCommand: [undefined, (a) => a.resolved], ResolvedCommandName: [T.String, (a) => a.resolved?.name ?? null],
    Options: [T.String, (a) => a.alias.options], Description: [T.String, (a) => a.alias.description, (a, v) => { a.describe(toText(v)); }], Version: [undefined, () => null], Source: [T.String, () => ''], ModuleName: [T.String, () => ''],
  },
}), AliasInfo);
/** The object of an alias. */
export function aliasObject(ctx: CmdletContext, alias: Alias): Value {
  const entry = findCommand(ctx.session.current, alias.definition);
  return new AliasInfo(alias, entry === undefined ? null : new CommandInfo(entry), { kind: 'Application', name: alias.name, path: '' });
}
/** Names an alias in a scope. */
export function setAlias(ctx: CmdletContext, frame: Frame, alias: Alias): void {
  (frame.aliases ??= new Map()).set(fold(alias.name), alias.definition);
  aliasNotes(ctx.session).set(fold(alias.name), { name: alias.name, description: alias.description, options: alias.options });
  ctx.session.commandVersion += 1;
}
