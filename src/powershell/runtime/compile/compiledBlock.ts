/** A script block as the engine keeps it: its tree, and what was compiled from it on first use. */
import type { ScriptBlockAst, FunctionDefinitionAst, ParameterAst } from '../../syntax/ast.ts';
import type { Layout } from '../run/layout.ts';
import type { SourceText } from '../run/source.ts';
import type { ErrorRecord } from '../values/errorRecord.ts';
import type { ParameterTable } from '../bind/parameters.ts';
import type { Eval, Exec } from './code.ts';

/** The parts of a block, ready to run against one layout (or by name, where `layout` is null). */
export interface BlockCode {
  readonly begin: Exec | undefined;
  readonly process: Exec | undefined;
  readonly end: Exec | undefined;
  readonly clean: Exec | undefined;
  readonly dynamicParam: Exec | undefined;
  /** Where the block is one expression and nothing else: its value, without gathering. */
  readonly value: Eval | undefined;
}
export class CompiledBlock {
  readonly ast: ScriptBlockAst;
  readonly source: SourceText;
  /** Parameters written in parentheses after a function's name. */
  readonly outerParameters: readonly ParameterAst[] | undefined;
  /** Where it is a function's: the function. */
  readonly definition: FunctionDefinitionAst | undefined;
  readonly isFilter: boolean;
  readonly isWorkflow: boolean;
  /** The layout of the block that this one is written in; undefined at the top and for functions. */
  readonly homeLayout: Layout | undefined;
  /** `using namespace` of the script. */
  readonly namespaces: readonly string[];
  /** Why it cannot be run, found where its classes are made: raised when it is first compiled. */
  readonly fault: ErrorRecord | undefined;
  /** Of its own scope; made by compileBlock. */
  layout: Layout | undefined = undefined;
  own: BlockCode | undefined = undefined;
  inHome: BlockCode | undefined = undefined;
  byName: BlockCode | undefined = undefined;
  /** The extent of the block itself, for errors before its first statement. */
  readonly startMark: number;
  parameters: ParameterTable | undefined = undefined;

  constructor(ast: ScriptBlockAst, source: SourceText, parts: { definition?: FunctionDefinitionAst; homeLayout?: Layout; namespaces?: readonly string[]; fault?: ErrorRecord | undefined } = {}) {
    this.ast = ast;
    this.source = source;
    this.definition = parts.definition;
    this.outerParameters = parts.definition?.parameters;
    this.isFilter = parts.definition?.isFilter ?? false;
    this.isWorkflow = parts.definition?.isWorkflow ?? false;
    this.homeLayout = parts.homeLayout;
    this.namespaces = parts.namespaces ?? [];
    if (this.namespaces.length > 0) source.namespaces = this.namespaces;
    this.fault = parts.fault;
    this.startMark = source.mark(ast.start, ast.end);
  }
  /** The text between the braces (all of it for a script). */
  get text(): string {
    const whole = this.source.text.slice(this.ast.start, this.ast.end);
    return whole.startsWith('{') && whole.endsWith('}') ? whole.slice(1, -1) : whole;
  }
}
