/** Format and type files (.ps1xml) that scripts and modules bring: found, read, and given to the session. */
import { displaySets } from '../../format/displaySets.ts';
import { ownViews } from '../../format/ownViews.ts';
import { FileError } from '../../format/files/nodes.ts';
import { readFormats } from '../../format/files/readFormats.ts';
import { readTypes } from '../../format/files/readTypes.ts';
import { errorRecord } from '../../runtime/errors/raise.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { scriptText } from '../../runtime/run/scriptText.ts';
import { lookupType } from '../../runtime/types/registry.ts';
import { fold } from '../../runtime/values/folding.ts';
import { ItemError } from '../items/providers/provider.ts';
import { portOf } from '../items/fileSystem/fileSystem.ts';
import { fileSystem } from '../items/fileSystem/fileSystem.ts';
import { resolvePlaces } from '../items/paths/paths.ts';

const INVALID = 'System.InvalidOperationException', RUNTIME = 'System.Management.Automation.RuntimeException';
/** The files that paths name; what is none is told and left out. */
export function dataFiles(ctx: CmdletContext, given: readonly string[], id: string): string[] {
  return given.flatMap((path) => {
    try {
      return resolvePlaces(ctx, path).flatMap((place) => {
        const wrong = (errorId: string, message: string): string[] => { ctx.writeError({ id: errorId, category: 'InvalidArgument', exception: INVALID, message }); return []; };
        if (place.provider !== fileSystem) return wrong(id, `Cannot open the file because the current provider is "Microsoft.PowerShell.Core\\${place.provider.name}", and this command requires a file.`);
        return /\.ps1xml$/i.test(place.path) ? [place.path] : wrong('WrongExtension', `Cannot read the file "${place.path}"  because it does not have the file name extension "ps1xml".`);
      });
    } catch (e) {
      if (!(e instanceof ItemError)) throw e;
      ctx.writeError({ id, category: 'InvalidOperation', target: path, exception: 'System.Management.Automation.ItemNotFoundException', message: e.message });
      return [];
    }
  });
}
const textOf = (ctx: CmdletContext, file: string): string => scriptText(portOf(ctx).read(file));
/** Gives the views of files to the session; `before` those that others have. A file that was read before is read anew. */
export function addFormats(ctx: CmdletContext, before: readonly string[], after: readonly string[]): void {
  const own = ownViews(ctx.session), read = (file: string): { file: string; views: ReturnType<typeof readFormats> } => ({ file, views: readFormats(textOf(ctx, file), file, (text) => ctx.session.parseBlock(text)) });
  const others = (all: readonly { readonly file: string }[], fresh: readonly string[]) => all.filter((x) => !fresh.includes(x.file));
  try {
    const first = before.map(read), last = after.filter((f) => !before.includes(f)).map(read);
    own.before = [...first, ...others(own.before, [...before, ...after]) as typeof own.before];
    own.after = [...others(own.after, [...before, ...after]) as typeof own.after, ...last];
  } catch (e) {
    if (!(e instanceof FileError)) throw e;
    const file = [...before, ...after].find((f) => e.message.includes(f)) ?? '';
    ctx.writeError(errorRecord({ id: 'FormatXmlUpdateException', category: 'InvalidOperation', exception: RUNTIME, message: `Errors occurred while loading the format data file: \n${file}, ${e.message}\n` }));
  }
}
/** The files that a module's manifest names; one that is not there ends the import. */
export function addModuleFiles(ctx: CmdletContext, types: readonly string[], formats: readonly string[]): void {
  for (const file of [...types, ...formats]) if (portOf(ctx).stat(file) === undefined) throw new ItemError({ id: 'Modules_InvalidManifest', category: 'ObjectNotFound', target: file, exception: 'System.IO.FileNotFoundException', message: `The file '${file}' of the module's manifest is not there.` });
  for (const file of types) addTypes(ctx, file);
  if (formats.length > 0) addFormats(ctx, [], formats);
}
/** Takes away what module files gave (Remove-Module). */
export function dropModuleFiles(ctx: CmdletContext, files: readonly string[]): void {
  const own = ownViews(ctx.session);
  own.before = own.before.filter((x) => !files.includes(x.file));
  own.after = own.after.filter((x) => !files.includes(x.file));
  for (const file of files) dropTypeFile(ctx, file);
}
/** Takes away what a type file gave; what scripts said of the same types stays. False where no such file was read. */
export function dropTypeFile(ctx: CmdletContext, file: string): boolean {
  const { session } = ctx, given = givenBy(session), had = (session.caches.get('typeFiles') as Set<string> | undefined)?.delete(file) === true;
  for (const { type, member } of given.get(file) ?? []) if (member === undefined) displaySets(session).delete(type); else session.typeData.get(type)?.delete(member);
  given.delete(file);
  for (const [type, members] of session.typeData) if (members.size === 0) session.typeData.delete(type);
  return had;
}
interface Given { readonly type: string; readonly member: string | undefined }
/** What each type file gave to which types. */
function givenBy(session: CmdletContext['session']): Map<string, Given[]> {
  const known = session.caches.get('typesGiven') as Map<string, Given[]> | undefined ?? new Map<string, Given[]>();
  session.caches.set('typesGiven', known);
  return known;
}
/** Gives types what a file says they have. */
export function addTypes(ctx: CmdletContext, file: string): void {
  const tell = (message: string): void => { ctx.writeError({ id: 'TypesXmlUpdateException', category: 'InvalidOperation', exception: RUNTIME, message }); };
  const { session } = ctx, known = session.caches.get('typeFiles') as Set<string> | undefined ?? new Set<string>();
  session.caches.set('typeFiles', known);
  try {
    const again = known.has(file), given: Given[] = [];
    givenBy(session).set(file, given);
    for (const { typeName, members, shown } of readTypes(textOf(ctx, file), file, (text) => session.parseBlock(text), tell)) {
      const name = lookupType(typeName)?.name ?? typeName, all = session.typeData.get(name) ?? new Map<string, (typeof members)[number]>();
      for (const member of members) {
        if (all.has(fold(member.name)) && !again) tell(`${file}, ${file} : Error in type "${typeName}": The member ${member.name} is already present.`);
        else { all.set(fold(member.name), member); given.push({ type: name, member: fold(member.name) }); }
      }
      if (all.size > 0) session.typeData.set(name, all);
      if (shown !== undefined) { displaySets(session).set(name, shown); given.push({ type: name, member: undefined }); }
    }
    known.add(file);
  } catch (e) {
    if (!(e instanceof FileError)) throw e;
    tell(`${file}, ${e.message}`);
  }
}
