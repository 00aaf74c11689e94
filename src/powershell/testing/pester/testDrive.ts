/** `TestDrive:`, a folder of the file's own, where what a block has put goes with the block. */
import { drivesOf } from '../../cmdlets/items/providers/drives.ts';
import { fileSystem } from '../../cmdlets/items/fileSystem/fileSystem.ts';
import { FilePortError } from '../../runtime/host.ts';
import type { Session } from '../../runtime/run/session.ts';

export class TestDrive {
  private readonly session: Session;
  private readonly path: string;
  private isThere = false;
  constructor(session: Session, path: string) {
    this.session = session;
    this.path = path;
  }
  /** A block begins; the function given back takes away what is there then and was not now. */
  enter(): () => void {
    this.make();
    const before = new Set(this.paths());
    return () => {
      const { files } = this.session.host;
      for (const path of this.paths()) {
        if (before.has(path)) continue;
        // It may have gone with its folder, and what somebody holds open stays until the file's end.
        try { const entry = files?.stat(path); if (entry !== undefined) files?.remove(path, entry.isDirectory && entry.linkTarget === undefined); } catch (e) { if (!(e instanceof FilePortError)) throw e; }
      }
    };
  }
  /** Everything in it, folders before what they hold. */
  private paths(folder = this.path): string[] {
    const { files } = this.session.host;
    if (files === undefined || files.stat(folder) === undefined) return [];
    return files.list(folder).flatMap(({ path, isDirectory, linkTarget }) => [path, ...(isDirectory && linkTarget === undefined ? this.paths(path) : [])]);
  }
  make(): void {
    const { session } = this, { files } = session.host;
    if (files === undefined || this.isThere) return;
    files.makeDirectory(this.path);
    drivesOf(session).add({ name: 'TestDrive', provider: fileSystem, root: this.path, description: 'Files of the test that runs' });
    session.setGlobal('TestDrive', this.path);
    this.isThere = true;
  }
  /** A file or folder in it, with the folders around. */
  put(path: string, content: string | undefined): string {
    const { files } = this.session.host;
    if (files === undefined) return '';
    this.make();
    const whole = files.resolve(this.path, path.replace(/^TestDrive:[\\/]*/i, '').replaceAll('\\', files.separator));
    files.makeDirectory(content === undefined ? whole : files.resolve(whole, '..'));
    if (content !== undefined) files.write(whole, new TextEncoder().encode(content), false);
    return whole;
  }
  remove(): void {
    const { files } = this.session.host;
    if (this.isThere) files?.remove(this.path, true);
    this.isThere = false;
  }
}
