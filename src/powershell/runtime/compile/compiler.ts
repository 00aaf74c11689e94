/**
 * From the syntax tree to closures. A compiler works for one layout: variables it finds there are slots, all others
 * (and every variable where the layout is null: dot-sourced code, Invoke-Expression) are looked up by name.
 */
import type { ExpressionAst, PipelineBaseAst, StatementAst, StatementBlockAst, TypeName } from '../../syntax/ast.ts';
import type { AnyType } from '../types/netType.ts';
import { requireType, resolveType } from '../types/resolve.ts';
import type { Layout } from '../run/layout.ts';
import type { SourceText } from '../run/source.ts';
import type { Eval, Exec } from './code.ts';
import { compileExpression } from './expressions/index.ts';
import { compileStatement } from './statements/index.ts';
import { compileStatements } from './statements/list.ts';
import { compileValue, onlyExpression } from './statements/value.ts';
import { current, currentOrNone } from '../run/current.ts';
import { PowerShellError } from '../values/errorRecord.ts';
import type { Watch } from './watch.ts';

export class Compiler {
  readonly layout: Layout | null;
  readonly source: SourceText;
  readonly namespaces: readonly string[];
  /** The text reads `$?` somewhere, so expressions must set it. */
  readonly tracksSuccess: boolean;
  /** The body of a class's method: `return` gives its value instead of writing it. */
  readonly isMethod: boolean;
  /** Where the run is debugged, or what has run is counted: every statement asks it. */
  readonly watch: Watch | undefined;
  /** Code of a scope of its own whose variables nobody else makes: `+=` then never looks into the scopes around (about_Assignment_Operators). */
  readonly ownsScope: boolean;
  constructor(layout: Layout | null, source: SourceText, namespaces: readonly string[], isMethod = false, ownsScope = isMethod) {
    this.isMethod = isMethod;
    this.ownsScope = ownsScope;
    this.layout = layout;
    this.source = source;
    this.namespaces = namespaces;
    const session = currentOrNone();
    this.watch = session?.debug ?? session?.coverage;
    this.tracksSuccess = source.text.includes('$?') || source.text.includes('${?}');
  }
  private lateOne: Compiler | undefined;
  /** The same for code that a debugger has come to: with places to stop. */
  late(): Compiler { return (this.lateOne ??= new Compiler(this.layout, this.source, this.namespaces, this.isMethod, this.ownsScope)); }
  /** The same for a scope inside of this one's. */
  inside(layout: Layout): Compiler { return new Compiler(layout, this.source, this.namespaces, this.isMethod, false); }
  expression(n: ExpressionAst): Eval { return compileExpression(n, this); }
  statement(n: StatementAst): Exec { return compileStatement(n, this); }
  block(n: StatementBlockAst): Exec { return compileStatements(n.statements, n.traps, this); }
  /** A pipeline or statement for the value it gives. */
  value(n: PipelineBaseAst | StatementAst): Eval { return compileValue(n, this); }
  /** The same in the middle of a statement (`$x = …`, `( … )`, an entry of a table), whose place an expression keeps (Compiler.CaptureStatementResults). */
  inner(n: PipelineBaseAst | StatementAst): Eval { const only = onlyExpression(n); return only === undefined ? this.value(n) : this.expression(only); }
  /** The index of an extent in the source's table. */
  mark(n: { readonly start: number; readonly end: number }): number { return this.source.mark(n.start, n.end); }
  /** The slot of a variable, or -1 where it has none here. */
  slot(folded: string): number { return this.layout?.index.get(folded) ?? -1; }
  /** A type that is known now, or undefined (classes of the script become known when they are defined). */
  knownType(name: TypeName): AnyType | undefined { return resolveType(name, this.namespaces, (folded) => current().scriptType(folded)); }
  /** A type looked up when first needed. */
  type(name: TypeName, place: { readonly start: number; readonly end: number } = name): () => AnyType {
    let known: AnyType | undefined;
    return () => (known ??= this.required(name, place));
  }
  /** One that is not there is told where it stands, and not where its statement begins. */
  private required(name: TypeName, { start, end }: { readonly start: number; readonly end: number }): AnyType {
    try { return requireType(name, this.namespaces, (folded) => current().scriptType(folded)); } catch (e) {
      if (e instanceof PowerShellError) e.record.position ??= { source: this.source, start, end };
      throw e;
    }
  }
}
