/** PathIntrinsics: places and the parts of paths (PathInterfaces.cs). */
import { toText } from '../../runtime/convert/toText.ts';
import { raise } from '../../runtime/errors/raise.ts';
import { current } from '../../runtime/run/current.ts';
import { CommandRuntime } from '../../runtime/run/pipeline/commandRuntime.ts';
import { NO_COMMON } from '../../runtime/run/pipeline/commonValues.ts';
import { Invocation } from '../../runtime/run/commands/invocation.ts';
import { nullWriter } from '../../runtime/run/pipeline/writers.ts';
import { method } from '../../runtime/types/netType.ts';
import { laterType } from '../../runtime/types/netType.ts';
import { T, named } from '../../runtime/types/t.ts';
import { NetObject } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import { fileSystem } from '../items/fileSystem/fileSystem.ts';
import { drivesOf } from '../items/providers/drives.ts';
import { pathInfo, providerInfo } from '../items/providers/objects.ts';
import { isRooted, joinParts, leafOf, parentOf } from '../items/paths/pathText.ts';
import { placeOf, resolvePlaces } from '../items/paths/paths.ts';
import type { Place } from '../items/paths/paths.ts';
import { ask, asMethod, collection } from './calls.ts';

export class PathIntrinsics extends NetObject {}

/** A cmdlet's side of the engine for what no cmdlet asks. */
function context(): CommandRuntime {
  const frame = current().current;
  return new CommandRuntime(frame, { commandName: '', suffix: '', invocation: new Invocation(null, '', undefined), expectingInput: false, streams: frame.streams, out: nullWriter, common: NO_COMMON });
}
/** The provider's own path of a path that need not exist, with where it lies; wildcards are letters. */
export function unresolvedPath(path: string): Place { return asMethod(() => placeOf(context(), path)); }
/** The existing paths that a pattern means. */
function resolvedPaths(path: string): { readonly places: readonly Place[]; readonly paths: Value } {
  const places = asMethod(() => resolvePlaces(context(), path));
  return { places, paths: collection(places.map((p) => p.path), T.String) };
}
/** The file that `switch -File` reads: found as cmdlets find theirs, and only one (SwitchOps.ResolveFilePath). */
export function onlyFile(path: string): string {
  const [only, ...more] = resolvePlaces(context(), path), { provider } = only ?? unresolvedPath(path);
  const fail = (id: string, message: string): never => raise({ id, category: 'InvalidOperation', message, target: path });
  if (provider !== fileSystem) return fail('FileOpenError', `The current provider (Microsoft.PowerShell.Core\\${provider.name}) cannot open a file.`);
  if (only === undefined) return fail('FileNotFound', `No files matching '${path}' were found.`);
  return more.length > 0 ? fail('AmbiguousPath', 'The path cannot be processed because it resolved to more than one file; only one file at a time can be processed.') : only.path;
}
const separator = (): string => current().host.files?.separator ?? '/';
function info(place: Place): Value {
  const drives = drivesOf(current()), shown = drives.shown(place.drive, place.path);
  return pathInfo(shown, place.provider === fileSystem ? place.path : shown, place.provider.name, drives.info(place.drive));
}
function locationOf(provider: string): Value {
  const drives = drivesOf(current()), found = [drives.current, drives.homeDrive(), ...drives.seen()].find((d) => d.provider.name.toLowerCase() === provider.toLowerCase());
  if (found === undefined) return info(unresolvedPath(`${provider}::`));
  return found === drives.current ? drives.here() : info({ provider: found.provider, drive: found, path: found.provider === fileSystem ? drives.locationIn(found) : '' });
}
/** From one path to another, as far down as they are one below the other. */
function relative(path: string, base: string): string {
  const whole = unresolvedPath(path).path, from = base === '' ? '' : unresolvedPath(base).path, below = joinParts(from, '', separator());
  if (whole === from) return '';
  return whole.toLowerCase().startsWith(below.toLowerCase()) ? whole.slice(below.length) : joinParts('..', leafOf(whole), separator());
}
const qualified = /^(?:[\w.]+\\)?\w+::/;
laterType<PathIntrinsics>(named<PathIntrinsics>('System.Management.Automation.PathIntrinsics'), () => ({
  props: { CurrentLocation: [undefined, () => current().locationValue()], CurrentFileSystemLocation: [undefined, () => locationOf('FileSystem')] },
  methods: {
    CurrentProviderLocation: [method([T.String], (_, name) => locationOf(name))],
    SetLocation: [method([T.String], (_, path) => ask('Set-Location', { Path: path, PassThru: true })[0])],
    PushCurrentLocation: [method([T.String], (_, stack) => { ask('Push-Location', { StackName: stack }); }, T.Void)],
    PopLocation: [method([T.String], (_, stack) => ask('Pop-Location', { StackName: stack, PassThru: true })[0])],
    GetResolvedPSPathFromPSPath: [method([T.String], (_, path) => collection(resolvedPaths(path).places.map(info)))],
    GetResolvedProviderPathFromPSPath: [method([T.String, T.Ref], (_, path, provider) => { const found = resolvedPaths(path); provider.value = providerInfo((found.places[0] ?? unresolvedPath(path)).provider.name); return found.paths; })],
    GetResolvedProviderPathFromProviderPath: [method([T.String, T.String], (_, path, provider) => resolvedPaths(`${provider}::${path}`).paths)],
    GetUnresolvedProviderPathFromPSPath: [
      method([T.String], (_, path) => unresolvedPath(path).path, T.String),
      method([T.String, T.Ref, T.Ref], (_, path, provider, drive) => { const found = unresolvedPath(path); provider.value = providerInfo(found.provider.name); drive.value = drivesOf(current()).info(found.drive); return found.path; }, T.String),
    ],
    IsProviderQualified: [method([T.String], (_, path) => qualified.test(path), T.Boolean)],
    IsPSAbsolute: [method([T.String, T.Ref], (_, path, drive) => { const isAbsolute = isRooted(path), found = isAbsolute ? unresolvedPath(path).drive.name : null; drive.value = found; return isAbsolute; }, T.Boolean)],
    IsValid: [method([T.String], (_, path) => ask('Test-Path', { Path: path, IsValid: true })[0], T.Boolean)],
    Combine: [method([T.String, T.String], (_, parent, child) => joinParts(parent, child, separator()), T.String)],
    ParseParent: [method([T.String, T.String], (_, path, root) => { const parent = parentOf(path, separator()); return root !== '' && parent.length < root.length ? '' : parent; }, T.String)],
    ParseChildName: [method([T.String], (_, path) => leafOf(path), T.String)],
    NormalizeRelativePath: [method([T.String, T.String], (_, path, base) => relative(path, toText(base)), T.String)],
  },
}), PathIntrinsics);
