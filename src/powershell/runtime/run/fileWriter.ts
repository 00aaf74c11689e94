/** `> file`: what is written is formatted like Out-File does and stored when the command ends. */
import type { Session } from './session.ts';
import { Writer } from './writers.ts';
import type { Value } from '../values/value.ts';

export class FileWriter extends Writer {
  private readonly session: Session;
  private readonly path: string;
  private readonly append: boolean;
  private readonly items: Value[] = [];
  constructor(session: Session, path: string, append: boolean) { super(); this.session = session; this.path = path; this.append = append; }
  override write(v: Value): void { this.items.push(v); }
  close(): void { this.session.writeFile(this.path, this.items, this.append); }
}
