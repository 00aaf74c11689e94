import { cmdlet } from '../../runtime/cmdlet.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { hasWildcard } from '../../runtime/operators/wildcard.ts';
import { convertTo } from '../../runtime/convert/convert.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { fileAttributes } from '../../runtime/types/system/enums.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import { unwrap } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { portOf } from './fileSystem/fileSystem.ts';
import { FileItem, reachedBy } from './fileSystem/fileTypes.ts';
import type { Drive } from './providers/drives.ts';
import { MANAGEMENT, attempt } from './paths/itemSteps.ts';
import { chosen, leaf, placeOf, resolvePlaces } from './paths/paths.ts';
import type { Place } from './paths/paths.ts';
import { leafOf, parentOf } from './paths/pathText.ts';
import type { Child, ItemProvider } from './providers/provider.ts';

/** A list of flags is the text of one expression. */
const flags = (v: Value): Value => { const plain = unwrap(v); return Array.isArray(plain) ? plain.map((x) => toText(x)).join(',') : v; };
const SETS = { items: 'Items', literal: 'LiteralItems' } as const;
interface Listing { readonly drive?: Drive; readonly recurse: boolean; /** The folders gone through, each with the one it really is; undefined: links are not followed. */ readonly followed: Map<string, string> | undefined; readonly depth: number; readonly names: boolean; /** -File or -Directory. */ readonly ofKind: boolean; readonly wanted: { readonly include: readonly string[] | undefined; readonly exclude: readonly string[] | undefined; readonly filter: string | undefined }; readonly passes: (child: Child) => boolean; readonly shows: (child: Child) => boolean }

export const getChildItem = cmdlet({
  name: 'Get-ChildItem', aliases: ['dir', 'gci', 'ls'], module: MANAGEMENT, defaultSet: SETS.items, synopsis: 'Gets what is inside a folder or drive.',
  params: {
    Path: { type: arrayOf(T.String), sets: [SETS.items], position: { [SETS.items]: 0 }, from: 'both', nullItems: true, help: 'Where; wildcards allowed.' },
    LiteralPath: { type: arrayOf(T.String), aliases: ['PSPath', 'LP'], sets: [SETS.literal], mandatory: [SETS.literal], from: 'property' },
    Filter: { type: T.String, position: 1 },
    Include: { type: arrayOf(T.String) },
    Exclude: { type: arrayOf(T.String) },
    Recurse: { type: T.Switch, aliases: ['s', 'r'] },
    Depth: { type: T.UInt32 },
    Force: { type: T.Switch },
    Name: { type: T.Switch, help: 'Names alone.' },
    Directory: { type: T.Switch, aliases: ['ad'] },
    File: { type: T.Switch, aliases: ['af'] },
    Hidden: { type: T.Switch, aliases: ['ah', 'h'] },
    ReadOnly: { type: T.Switch, aliases: ['ar'] },
    System: { type: T.Switch, aliases: ['as'] },
    Attributes: { type: T.String, transform: flags },
    FollowSymlink: { type: T.Switch },
  },
  run: (p, ctx) => ({
    begin() { if (p.Attributes !== undefined) checkAttributes(p.Attributes, ctx); },
    process() {
      const force = p.Force === true || p.Hidden === true;
      const listing: Listing = {
        recurse: p.Recurse === true || p.Depth !== undefined, followed: p.FollowSymlink === true ? new Map() : undefined, depth: p.Depth ?? Number.MAX_SAFE_INTEGER, names: p.Name === true, ofKind: p.File === true || p.Directory === true,
        wanted: { include: p.Include, exclude: p.Exclude, filter: p.Filter },
        shows: (c) => force || !c.isHidden,
        passes(c) {
          if ((p.Directory === true && !c.isContainer) || (p.File === true && c.isContainer) || (p.Hidden === true && !c.isHidden) || p.System === true) return false;
          const item = p.ReadOnly === true || p.Attributes !== undefined ? c.object() : null;
          if (p.ReadOnly === true && !(item instanceof FileItem && item.isReadOnly)) return false;
          return p.Attributes === undefined || matchesAttributes(p.Attributes, c, item);
        },
      };
      for (const text of (p.LiteralPath ?? p.Path ?? ['.']) as readonly (string | null)[]) {
        if (text === null) return ctx.fail({ id: 'ArgumentNull', category: 'InvalidArgument', target: null, exception: 'System.Management.Automation.PSArgumentNullException', message: 'Cannot process argument because the value of argument "path" is null. Change the value of argument "path" to a non-null value.' });
        attempt(ctx, () => { list(ctx, text, p.LiteralPath !== undefined, listing, force); });
      }
    },
  }),
});
/**
 * What one path lists (SessionStateInternal.GetChildItems): a pattern gives the items it names, a path what is in them. With -Recurse the last part that is
 * no folder is looked for at every level, as is what a pattern names that are not folders alone.
 */
function list(ctx: CmdletContext, text: string, literal: boolean, how: Listing, force: boolean): void {
  let path = text, { wanted } = how;
  if (!literal && how.recurse && !/[\\/]$/.test(text)) {
    const last = leafOf(text), above = text.slice(0, text.length - last.length);
    if (last === '*' && how.ofKind) path = above;
    if (!isGiven(wanted.include) && path === text && placeOf(ctx, text).provider.isHierarchical && !areFolders(ctx, text, force)) {
      if (last !== '*') wanted = { ...wanted, include: [last] };
      path = above;
    }
    if (path === '') path = '.';
  }
  const isPattern = !literal && hasWildcard(path), filters = isGiven(wanted.include) || isGiven(wanted.exclude);
  for (const place of resolvePlaces(ctx, path, { literal, told: 'full', force, ...(literal || how.recurse ? {} : { include: wanted.include, exclude: wanted.exclude }) })) {
    const chosenHow = { ...how, wanted, drive: place.drive };
    if (place.provider.isContainer(ctx, place.path) && (how.recurse || !isPattern || filters)) walk(ctx, place.provider, place.path, '', chosenHow, 0);
    else if (place.provider.isHierarchical && /[^\\/][\\/]+$/.test(text)) ctx.writeError({ id: 'ItemNotFound', category: 'ObjectNotFound', target: place.path, exception: 'System.IO.IOException', message: `Cannot find path '${text}' because it does not exist.` });
    else one(ctx, place, chosenHow);
  }
}
const isGiven = (patterns: readonly string[] | undefined): boolean => patterns !== undefined && patterns.length > 0;
/** Whether there is something at a path, and nothing but folders. */
function areFolders(ctx: CmdletContext, text: string, force: boolean): boolean {
  const place = placeOf(ctx, text);
  if (!hasWildcard(text)) return place.provider.isContainer(ctx, place.path);
  const places = resolvePlaces(ctx, text, { force });
  return places.length > 0 && places.every((each) => each.provider.isContainer(ctx, each.path));
}
function one(ctx: CmdletContext, place: Place, how: Listing): void {
  const child: Child = { path: place.path, name: leaf(place.path), isContainer: place.provider.isContainer(ctx, place.path), isHidden: place.provider.isHierarchical && leaf(place.path).startsWith('.'), object: () => reachedBy(place.provider.item(ctx, place.path), place.drive) };
  if (chosen(child.name, how.wanted) && how.passes(child)) ctx.write(how.names ? child.name : child.object());
}
/** Links are left alone unless they are to be followed, and then no folder is gone through twice. */
function goesInto(ctx: CmdletContext, c: Child, { followed }: Listing): boolean {
  if (followed === undefined) return c.leadsTo === undefined;
  const files = portOf(ctx), above = parentOf(c.path, files.separator), real = files.resolve(followed.get(above) ?? above, c.leadsTo ?? c.name);
  if ([...followed.values()].includes(real) || c.path.startsWith(real + files.separator)) { ctx.warning(`Skip already-visited directory ${c.path}.`); return false; }
  followed.set(c.path, real);
  return true;
}
function walk(ctx: CmdletContext, provider: ItemProvider, path: string, prefix: string, how: Listing, level: number): void {
  ctx.toll();
  const children = provider.children(ctx, path).filter((c) => how.shows(c));
  const write = (c: Child): void => { if (chosen(c.name, how.wanted) && how.passes(c)) ctx.write(how.names ? prefix + c.name : how.drive === undefined ? c.object() : reachedBy(c.object(), how.drive)); };
  const deeper = (c: Child): void => { if (c.isContainer && how.recurse && level < how.depth && goesInto(ctx, c, how)) attempt(ctx, () => { walk(ctx, provider, c.path, `${prefix}${c.name}${ctx.host.files?.separator ?? '/'}`, how, level + 1); }); };
  if (how.wanted.include === undefined && how.wanted.exclude === undefined) { children.forEach(write); children.forEach(deeper); } else for (const c of children) { write(c); deeper(c); }
}
/** Every name in it is one of the enum, in full or by its beginning (FlagsExpression). */
function checkAttributes(text: string, ctx: CmdletContext): void {
  for (const part of text.split(/[,+]/)) {
    const name = part.trim().replace(/^!/, '').trim();
    if (/^[dhrsl]$/i.test(name)) continue;
    try { convertTo(name, fileAttributes); } catch (error) {
      if (!(error instanceof PowerShellError)) throw error;
      ctx.fail({ id: 'CannotConvertArgumentNoMessage', category: 'InvalidArgument', target: null, exception: 'System.Management.Automation.ParameterBindingException', message: `Cannot bind parameter 'Attributes'. Cannot convert value "${text}" to type "System.Management.Automation.FlagsExpression\`1[System.IO.FileAttributes]". Error: ${/Error: (.*)$/s.exec(error.message)?.[1] ?? `"${error.message}"`}` });
    }
  }
}
/** `-Attributes Directory,!Hidden`: any of those between commas; `+` needs both, `!` turns round. */
function matchesAttributes(text: string, c: Child, item: unknown): boolean {
  const has = (name: string): boolean => {
    switch (name.toLowerCase()) {
      case 'directory': case 'd': return c.isContainer;
      case 'hidden': case 'h': return c.isHidden;
      case 'readonly': case 'r': return item instanceof FileItem && item.isReadOnly;
      case 'reparsepoint': case 'l': return item instanceof FileItem && item.entry?.linkTarget !== undefined;
      case 'normal': return !c.isContainer && !c.isHidden;
      default: return false;
    }
  };
  return text.split(',').some((group) => group.split('+').every((part) => { const name = part.trim(); return name.startsWith('!') ? !has(name.slice(1)) : has(name); }));
}
