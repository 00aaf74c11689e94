/**
 * The engine: one session for one run of a script or runbook. Synchronous to the bottom; what a script writes
 * goes to the host's record sink in order, and `run` says how it ended.
 */
import { unset } from '../runtime/values/value.ts';
import { settleSet } from '../runtime/bind/binder.ts';
import { BoundParameters } from '../runtime/values/dictionary.ts';
import { CommandRuntime } from '../runtime/run/pipeline/commandRuntime.ts';
import { NO_COMMON } from '../runtime/run/pipeline/commonValues.ts';
import { importUsed } from '../runtime/run/commands/usingModules.ts';
import { parse } from '../syntax/index.ts';
import type { ParseError } from '../syntax/index.ts';
import type { ScriptBlockAst, StatementAst } from '../syntax/ast.ts';
import { usedNamespaces } from '../syntax/usedNamespaces.ts';
import type { Cmdlet } from '../runtime/cmdlet.ts';
import { codeFor } from '../runtime/compile/block.ts';
import { CompiledBlock } from '../runtime/compile/compiledBlock.ts';
import { EXIT } from '../runtime/compile/code.ts';
import { asError, locate } from '../runtime/errors/recover.ts';
import { scriptFailure } from '../runtime/errors/parseFailure.ts';
import { Debugger } from '../runtime/debug/debugger.ts';
import type { EngineHost } from '../runtime/host.ts';
import { adoptLayout } from '../runtime/run/adoptLayout.ts';
import { connect } from '../runtime/run/connect.ts';
import { within } from '../runtime/run/current.ts';
import { assignParameters } from '../runtime/run/inPlaceParameters.ts';
import type { Frame } from '../runtime/run/frame.ts';
import { Session } from '../runtime/run/session.ts';
import { Invocation } from '../runtime/run/commands/invocation.ts';
import { ExitSignal, FlowSignal, StopSignal, StopUpstreamSignal } from '../runtime/run/pipeline/signals.ts';
import { SourceText } from '../runtime/run/source.ts';
import { standardVariables } from '../runtime/run/standardVariables.ts';
import { exceptionType } from '../runtime/types/system/exceptions.ts';
import type { ErrorRecord, PowerShellError } from '../runtime/values/errorRecord.ts';
import { fold } from '../runtime/values/folding.ts';
import { Enumerator } from '../runtime/values/lists.ts';
import { inputEnumerator } from '../runtime/types/collections/enumerators.ts';
import { ScriptBlock } from '../runtime/values/scriptBlock.ts';
import type { Value } from '../runtime/values/value.ts';
import { findFunction } from '../runtime/run/commands/lookup.ts';
import { validate } from '../analysis/workflowRules/validate.ts';
import { connectPowerShell } from '../host/remoteCommands.ts';
import { connectWorkflows, runWorkflowJob } from '../workflow/index.ts';
import '../runtime/types/all.ts';

export interface RunRequest {
  readonly script: string;
  /** The file's name in messages; the script's own scope is then a child of the global one. */
  readonly file?: string;
  /** Where that file lies, if it is one. */
  readonly path?: string;
  /** By name; values already decoded. */
  readonly parameters?: Readonly<Record<string, Value>>;
  /** The text holds a `workflow Name { }`: it is defined and then called with the parameters. */
  readonly isWorkflow?: boolean;
  /** `validate` found nothing in the text before: only its syntax is looked at again. */
  readonly isChecked?: boolean;
  /** The state that a workflow goes on from, as the host's checkpoint port was given it. */
  readonly checkpoint?: string;
}
export interface RunResult {
  readonly outcome: 'completed' | 'failed' | 'stopped' | 'suspended';
  /** What ended the script where `outcome` is failed. */
  readonly error: ErrorRecord | undefined;
  /** What ended it is an exception of PowerShell's own and no record that a command or a script has made: a host is told of it without it (ParentContainsErrorRecordException). */
  readonly isBare?: boolean;
  /** What the parser found, where it kept the script from running. */
  readonly parseErrors: readonly ParseError[];
  readonly exitCode: number;
  /** A workflow that did not begin, because of its arguments: it would not when it is resumed either. */
  readonly notBegun?: true;
}

/** Whether an error is told by an exception that holds its own record, and not by one that carries a record of somebody else (RuntimeException.ErrorRecord). */
const isBare = (e: PowerShellError): boolean => (!e.isThrow || e.isOwn) && !(e.isPreferenceStop && e.record.errorId !== 'ActionPreferenceStop') && !e.isOfCmdlet && !e.isOfFunction && e.record.exception.netType.is(exceptionType('System.Management.Automation.RuntimeException'));

export class Engine {
  readonly session: Session;
  constructor(host: EngineHost, cmdlets: Iterable<Cmdlet>) {
    this.session = new Session(host, cmdlets);
    connect(this.session);
    this.session.another = (other) => new Engine(other, cmdlets).session;
    if (host.debug !== undefined) this.session.debug = new Debugger(this.session, host.debug);
    else if (host.attach !== undefined) this.session.dormant = new Debugger(this.session, host.attach);
    connectWorkflows(this.session);
    connectPowerShell(this.session);
    within(this.session, standardVariables);
  }
  /** Runs a script to its end. Never throws: every way to end is in the result. */
  run(request: RunRequest): RunResult {
    return within(this.session, () => this.runInside(request));
  }
  /** Works with the session as the current one: conversions to text, formatting and the like. */
  use<R>(work: (session: Session) => R): R {
    return within(this.session, work);
  }
  private runInside(request: RunRequest): RunResult {
    const { session } = this, parsed = parse(request.script);
    const source = new SourceText(parsed.text, request.file ?? '');
    const faults = request.isChecked === true && parsed.errors.length === 0 ? [] : validate(parsed);
    if (faults.length > 0) return { outcome: 'failed', error: scriptFailure(faults, source), parseErrors: faults, exitCode: 1 };
    // Of a workflow no expression is in a file: in Windows PowerShell 5.1 it is compiled, and its blocks are sent as text.
    if (request.isWorkflow !== true) source.path = request.path ?? source.path;
    (session.debug ?? session.dormant)?.load(source.file, parsed.text);
    // Of a workflow's text only the definitions count: calls beside it are for trying it out in an editor.
    const ast = request.isWorkflow === true && holdsWorkflow(parsed.ast) ? onlyDefinitions(parsed.ast) : parsed.ast;
    const block = new CompiledBlock(ast, source, { namespaces: usedNamespaces(parsed.ast) });
    const f = session.global;
    adoptLayout(f, block);
    f.source = source;
    session.current = f;
    f.invocation ??= new Invocation({ kind: request.file === undefined || request.file === '' ? 'Script' : 'ExternalScript', name: request.file ?? '', block, module: session.top }, '', undefined);
    session.exitCode = 0;
    try {
      session.debug?.waitForStart();
      importUsed(session, parsed.ast.usings, request.path ?? source.path);
      const workflow = request.isWorkflow === true ? workflowIn(block, request.file ?? '') : undefined;
      if (workflow === undefined) this.start(block, f, request.parameters ?? {});
      else {
        const code = codeFor(block, f.layout);
        code.begin?.(f);
        code.end?.(f);
        const entry = findFunction(f, fold(workflow));
        if (entry === undefined) throw new Error(`The workflow '${workflow}' was not defined.`);
        const ended = runWorkflowJob(f, entry, { name: workflow, parameters: request.parameters ?? {}, state: request.checkpoint });
        if (ended.kind === 'notBegun') return { outcome: 'failed', error: ended.error.record, parseErrors: [], exitCode: 1, notBegun: true };
        if (ended.kind === 'refused') return { outcome: 'failed', error: scriptFailure(ended.errors, source), parseErrors: ended.errors, exitCode: 1 };
        if (ended.kind === 'suspended') return { outcome: 'suspended', error: undefined, parseErrors: [], exitCode: 0 };
      }
      return { outcome: 'completed', error: undefined, parseErrors: [], exitCode: session.exitCode };
    } catch (e) {
      if (e instanceof ExitSignal) return { outcome: 'completed', error: undefined, parseErrors: [], exitCode: e.code };
      if (e instanceof StopSignal) return { outcome: 'stopped', error: undefined, parseErrors: [], exitCode: 1 };
      if (e instanceof FlowSignal || e instanceof StopUpstreamSignal) return { outcome: 'completed', error: undefined, parseErrors: [], exitCode: 0 };
      const error = asError(e, f);
      locate(error, f);
      if (!error.logged) session.logError(error.record);
      return { outcome: 'failed', error: error.record, isBare: isBare(error), parseErrors: [], exitCode: 1 };
    }
  }
  /** The script's own body in the global scope, its parameters bound. */
  private start(block: CompiledBlock, f: Frame, parameters: Readonly<Record<string, Value>>): void {
    const code = codeFor(block, f.layout), { ast } = block, input = f.layout.index.get('input');
    // Nothing is piped into a runbook.
    if (input !== undefined) f.slots[input] = new Enumerator([], inputEnumerator);
    const args = f.layout.index.get('args');
    if (args !== undefined && f.slots[args] === unset) f.slots[args] = [];
    if (ast.paramBlock !== undefined) {
      const sb = new ScriptBlock(block, this.session.top, f);
      bindScript(f, sb, parameters);
    }
    for (const part of [code.begin, code.process, code.end]) if (part !== undefined && part(f) === EXIT) return;
  }
}
/**
 * Parameters of the script: bound like a function's, so that types, validation and defaults hold. With CmdletBinding or Parameter it is a cmdlet of
 * its own: `$PSCmdlet` is there, as in a function (Command.CreateCommandProcessor).
 */
function bindScript(f: Frame, block: ScriptBlock, parameters: Readonly<Record<string, Value>>): void {
  const args = Object.entries(parameters).map(([name, value]) => ({ name, folded: fold(name), value, hasValue: true, splatted: true }));
  const { bound, table } = assignParameters(f, block, [], args), { invocation } = f;
  if (invocation === null) return;
  const given = new BoundParameters();
  for (const [p, v] of bound.values) given.set(p.name, v);
  invocation.bound = given;
  if (!table.isAdvanced) return;
  const name = invocation.command?.kind === 'ExternalScript' ? invocation.command.name : '';
  const runtime = new CommandRuntime(f, { commandName: name, suffix: name, invocation, expectingInput: false, streams: f.streams, out: f.out, common: NO_COMMON });
  runtime.parameterSet = settleSet(table, bound, { suffix: name, isFunction: true, expectingInput: false });
  runtime.confirmImpact = table.confirmImpact;
  invocation.runtime = runtime;
}
const isDefinition = (s: StatementAst): boolean => s.kind === 'FunctionDefinitionAst' || s.kind === 'TypeDefinitionAst';
const holdsWorkflow = (ast: ScriptBlockAst): boolean => ast.endBlock?.statements.some((s) => s.kind === 'FunctionDefinitionAst' && s.isWorkflow) === true;
const onlyDefinitions = (ast: ScriptBlockAst): ScriptBlockAst =>
  ({ ...ast, beginBlock: undefined, processBlock: undefined, endBlock: ast.endBlock === undefined ? undefined : { ...ast.endBlock, statements: ast.endBlock.statements.filter(isDefinition), traps: [] } });
/** The workflow that is the runbook: the one of its name, else the last. */
function workflowIn(block: CompiledBlock, file: string): string | undefined {
  const names = (block.ast.endBlock?.statements ?? []).flatMap((s) => (s.kind === 'FunctionDefinitionAst' && s.isWorkflow ? [s.name] : []));
  return names.find((name) => fold(name) === fold(file.replace(/\.ps1$/i, ''))) ?? names.at(-1);
}
