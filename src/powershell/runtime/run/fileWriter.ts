/** `> file`: what is written is formatted like Out-File does and stored when the command ends; `> variable:x` keeps the objects. */
import { toItems } from '../convert/enumerate.ts';
import { fold } from '../values/folding.ts';
import { unset } from '../values/value.ts';
import { variablePlace } from './commandRuntime.ts';
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
  close(): void {
    const variable = /^variable:[\\/]?(.+)$/i.exec(this.path)?.[1];
    if (variable === undefined) { this.session.writeFile(this.path, this.items, this.append); return; }
    const [at, name] = variablePlace(this.session.current, variable), held = this.append ? at.find(fold(name)) : unset;
    const all = [...(held === unset || held == null ? [] : toItems(held)), ...this.items];
    this.session.spell(name);
    at.assign(name, all.length === 1 ? all[0] : all);
  }
}
