/**
 * `> file`: Out-File at work, begun before the command is (FileRedirection.GetRedirectionPipe): the file is there and empty when the command
 * begins. `> variable:x` keeps the objects.
 */
import { toItems } from '../../convert/enumerate.ts';
import { fold } from '../../values/folding.ts';
import { unset } from '../../values/value.ts';
import type { OpenCommand } from '../commands/callCommand.ts';
import { variablePlace } from './commandRuntime.ts';
import type { Session } from '../session.ts';
import { Writer } from './writers.ts';
import type { Value } from '../../values/value.ts';

export class FileWriter extends Writer {
  private readonly session: Session;
  private readonly path: string;
  private readonly variable: string | undefined;
  private readonly append: boolean;
  private readonly items: Value[] = [];
  private readonly open: OpenCommand | undefined;
  constructor(session: Session, path: string, append: boolean) {
    super();
    this.session = session;
    this.path = path;
    this.variable = /^variable:[\\/]?(.+)$/i.exec(path)?.[1];
    this.append = append;
    this.open = this.variable === undefined ? session.openFile(path, append) : undefined;
  }
  override write(v: Value): void {
    if (this.open !== undefined) this.open.write(v);
    else this.items.push(v);
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
