/** `TestDrive:`, a folder of the file's own, empty again for every outermost block. */
import { drivesOf } from '../../cmdlets/items/providers/drives.ts';
import { fileSystem } from '../../cmdlets/items/fileSystem/fileSystem.ts';
import type { Session } from '../../runtime/run/session.ts';

export class TestDrive {
  private readonly session: Session;
  private readonly path: string;
  private isThere = false;
  constructor(session: Session, path: string) {
    this.session = session;
    this.path = path;
  }
  /** Makes it, or empties it. */
  renew(): void {
    const { session } = this, { files } = session.host;
    if (files === undefined) return;
    if (this.isThere) for (const entry of files.list(this.path)) files.remove(entry.path, entry.isDirectory);
    else {
      files.makeDirectory(this.path);
      drivesOf(session).add({ name: 'TestDrive', provider: fileSystem, root: this.path, description: 'Files of the test that runs' });
      session.setGlobal('TestDrive', this.path);
    }
    this.isThere = true;
  }
  /** A file or folder in it, with the folders around. */
  put(path: string, content: string | undefined): string {
    const { files } = this.session.host;
    if (files === undefined) return '';
    if (!this.isThere) this.renew();
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
