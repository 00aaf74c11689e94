/**
 * `> file`: what is written is formatted as Out-File does, and stored when the command ends; what is much goes to the file as it comes,
 * so that an output without end needs no memory. `> variable:x` keeps the objects.
 */
import { toItems } from '../../convert/enumerate.ts';
import { fold } from '../../values/folding.ts';
import { unset } from '../../values/value.ts';
import type { OpenCommand } from '../commands/callCommand.ts';
import { variablePlace } from './commandRuntime.ts';
import type { Session } from '../session.ts';
import { Writer } from './writers.ts';
import type { Value } from '../../values/value.ts';

/** So many objects wait for the end of the command. */
const MOST_KEPT = 1_000;

export class FileWriter extends Writer {
  private readonly session: Session;
  private readonly path: string;
  private readonly variable: string | undefined;
  private readonly append: boolean;
  private items: Value[] = [];
  private most: number;
  private open: OpenCommand | undefined;
  constructor(session: Session, path: string, append: boolean) {
    super();
    this.session = session;
    this.path = path;
    this.variable = /^variable:[\\/]?(.+)$/i.exec(path)?.[1];
    this.append = append;
    this.most = this.variable === undefined ? MOST_KEPT : Infinity;
  }
  override write(v: Value): void {
    if (this.open !== undefined) this.open.write(v);
    else if (this.items.push(v) >= this.most) this.begin();
  }
  private begin(): void {
    const { items } = this;
    this.open = this.session.openFile(this.path, this.append);
    if (this.open === undefined) { this.most = Infinity; return; }
    this.items = [];
    for (const item of items) this.open.write(item);
  }
  close(): void {
    const { variable } = this;
    if (this.open !== undefined) { this.open.close(); return; }
    if (variable === undefined) { this.session.writeFile(this.path, this.items, this.append); return; }
    const [at, name] = variablePlace(this.session.current, variable), held = this.append ? at.find(fold(name)) : unset;
    const all = [...(held === unset || held == null ? [] : toItems(held)), ...this.items];
    this.session.spell(name);
    at.assign(name, all.length === 1 ? all[0] : all);
  }
}
