/** The drives of a session and where it stands. The place in the file system is `session.location`; this adds the drives. */
import type { Frame } from '../../../runtime/run/frame.ts';
import type { Session } from '../../../runtime/run/session.ts';
import { fold } from '../../../runtime/values/folding.ts';
import { aliasProvider, environmentProvider, functionProvider, variableProvider } from './flatProviders.ts';
import { fileSystem } from '../fileSystem/fileSystem.ts';
import { driveInfo, pathInfo } from './objects.ts';
import { joinParts, slashes } from '../paths/pathText.ts';
import type { ItemProvider } from './provider.ts';
import { ItemError } from './provider.ts';
import type { Value } from '../../../runtime/values/value.ts';

export interface Drive {
  readonly name: string;
  readonly provider: ItemProvider;
  /** Absolute path for files, else empty. */
  readonly root: string;
  readonly description: string;
}
export const PROVIDERS: readonly ItemProvider[] = [aliasProvider, environmentProvider, fileSystem, functionProvider, variableProvider];

export class Drives {
  /** Those that are seen everywhere. */
  private readonly list: Map<string, Drive> = new Map();
  /** Those of every scope: they go with it (SessionStateScope.Drives). */
  private readonly scopes: WeakMap<Frame, Map<string, Drive>> = new WeakMap();
  current: Drive;
  /** Where one was in the drives one has left. */
  private readonly left: Map<Drive, string> = new Map();
  /** Where Set-Location - and + go. */
  readonly back: { readonly drive: Drive; readonly location: string }[] = [];
  readonly forth: { readonly drive: Drive; readonly location: string }[] = [];
  /** The stack that Push- and Pop-Location mean where they name none. */
  defaultStack = '';
  readonly stacks: Map<string, { readonly drive: Drive; readonly location: string }[]> = new Map();
  private readonly session: Session;
  constructor(session: Session) {
    this.session = session;
    this.scopes.set(session.global, this.list);
    const separator = session.host.files?.separator ?? '/';
    const here = session.location, letter = /^([A-Za-z]):/.exec(here)?.[1];
    const home = this.add({ name: letter?.toUpperCase() ?? '/', provider: fileSystem, root: letter === undefined ? separator : `${letter}:\\`, description: '' });
    this.add({ name: 'Temp', provider: fileSystem, root: session.host.files?.temporary ?? '/', description: 'Drive that maps to the temporary directory path for the current user' });
    this.add({ name: 'Alias', provider: aliasProvider, root: '', description: 'Drive that contains a view of the aliases stored in a session state' });
    this.add({ name: 'Env', provider: environmentProvider, root: '', description: 'Drive that contains a view of the environment variables for the process' });
    this.add({ name: 'Function', provider: functionProvider, root: '', description: 'Drive that contains a view of the functions stored in a session state' });
    this.add({ name: 'Variable', provider: variableProvider, root: '', description: 'Drive that contains a view of those variables stored in a session state' });
    this.current = home;
    session.locationValue = () => this.here();
    // Held before there were drives, it is a place of the first one.
    session.goBack = (location) => { if (this.current !== home || session.location !== location) this.stand(home, location, []); };
    session.holdPlace = () => {
      const { current } = this, { location } = session, left = [...this.left];
      return () => { if (this.current !== current || session.location !== location) this.stand(current, location, left); };
    };
    session.pathOfDrive = (path) => this.inFileSystem(path);
  }
  add(drive: Drive, to: Map<string, Drive> = this.list): Drive { to.set(fold(drive.name), drive); return drive; }
  /** The drives of one scope by folded name. */
  of(scope: Frame): Map<string, Drive> {
    let made = this.scopes.get(scope);
    if (made === undefined) this.scopes.set(scope, (made = new Map()));
    return made;
  }
  /** Those of the running scope and the scopes around it, the innermost first. A workflow's activity has a global scope of its own: behind it come the session's drives all the same. */
  private *around(): Iterable<Map<string, Drive>> {
    for (let at: Frame | null = this.session.current; at !== null; at = at.parent) { const own = this.scopes.get(at); if (own !== undefined && own !== this.list) yield own; }
    yield this.list;
  }
  /** All that are seen from here: one hides its namesakes of the scopes around. */
  seen(): Drive[] { return [...new Map([...this.around()].reverse().flatMap((x) => [...x])).values()]; }
  find(name: string): Drive | undefined {
    for (const scope of this.around()) { const found = scope.get(fold(name)); if (found !== undefined) return found; }
    return this.letter(name);
  }
  remove(drive: Drive): void { for (const scope of this.around()) if (scope.get(fold(drive.name)) === drive) scope.delete(fold(drive.name)); }
  /** A drive by name. Throws ItemError where there is none. */
  get(name: string): Drive {
    const found = this.find(name);
    if (found === undefined) throw new ItemError({ id: 'DriveNotFound', category: 'ObjectNotFound', target: name, exception: 'System.Management.Automation.DriveNotFoundException', message: `Cannot find drive. A drive with the name '${name}' does not exist.` });
    return found;
  }
  /** On Windows every letter with something behind it is a drive. */
  private letter(name: string): Drive | undefined {
    const { files } = this.session.host;
    if (files?.separator !== '\\' || !/^[A-Za-z]$/.test(name) || files.stat(`${name}:\\`) === undefined) return undefined;
    return this.add({ name: name.toUpperCase(), provider: fileSystem, root: `${name.toUpperCase()}:\\`, description: '' });
  }
  private inFileSystem(path: string): string {
    const [, name = '', rest = ''] = /^([^\\/:]{2,}):[\\/]?(.*)$/.exec(path) ?? [], drive = name === '' ? undefined : this.find(name), files = this.session.host.files;
    return drive === undefined || files === undefined || drive.provider !== fileSystem ? path : files.resolve(drive.root, files.separator === '/' ? rest.replaceAll('\\', '/') : rest);
  }
  locationIn(drive: Drive): string { return drive === this.current ? this.session.location : this.left.get(drive) ?? drive.root; }
  /** The drive that holds the home folder and any absolute path. */
  homeDrive(): Drive { return this.list.get('/') ?? this.for(fileSystem); }
  /** Where a path inside a provider is, that names no drive. */
  for(provider: ItemProvider): Drive { return this.current.provider === provider ? this.current : this.seen().find((d) => d.provider === provider) ?? this.current; }
  /** Goes to another place; the one left is known to its drive. */
  go(drive: Drive, location: string): void {
    if (this.current.provider === fileSystem) this.left.set(this.current, this.session.location);
    this.current = drive;
    if (drive.provider === fileSystem) this.session.location = location;
  }
  /** As if it had gone nowhere since. */
  private stand(drive: Drive, location: string, left: readonly (readonly [Drive, string])[]): void {
    this.current = drive;
    this.session.location = location;
    this.left.clear();
    for (const [each, there] of left) this.left.set(each, there);
  }
  /** The current location as PathInfo. */
  here(): Value { return this.at(this.current); }
  /** A place in a drive as PathInfo: the one where one is, if none is said. */
  at(drive: Drive, path: string = drive.provider === fileSystem ? this.locationIn(drive) : ''): Value {
    return pathInfo(this.shown(drive, path), path, drive.provider.name, this.info(drive));
  }
  info(drive: Drive): Value { return driveInfo(drive.name === 'Temp' ? { ...drive, root: joinParts(drive.root, '', this.session.host.files?.separator ?? '/') } : drive, drive === this.current && drive.provider === fileSystem ? this.session.location.slice(this.session.location.startsWith(drive.root) ? drive.root.length : 0).replace(/^[\\/]/, '') : ''); }
  /** A path inside a drive as a script writes it. */
  shown(drive: Drive, path: string): string {
    if (drive.provider !== fileSystem) return `${drive.name}:${this.session.host.files?.separator ?? '/'}${path}`;
    if (drive.name === '/' || /^[A-Z]$/i.test(drive.name) || drive.name === 'Temp') return path;
    const separator = this.session.host.files?.separator ?? '/';
    const rest = path.startsWith(drive.root) ? path.slice(drive.root.length) : path;
    return `${drive.name}:${rest.startsWith(separator) ? '' : separator}${slashes(rest, separator)}`;
  }
}
/** The drives of a session, made on first use. */
export function drivesOf(session: Session): Drives {
  let made = session.caches.get('drives');
  if (!(made instanceof Drives)) session.caches.set('drives', (made = new Drives(session)));
  return made as Drives;
}
