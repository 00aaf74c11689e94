/** InlineScript, and functions of the runbook, which run as one (implicit InlineScript, sections 1.2 and 5). */
import type { FunctionDefinitionAst, ScriptBlockAst } from '../../syntax/ast.ts';
import { makeArguments } from '../../runtime/compile/commands/arguments.ts';
import type { ArgumentMaker } from '../../runtime/compile/commands/arguments.ts';
import { toBoolean } from '../../runtime/convert/toBoolean.ts';
import type { Frame } from '../../runtime/run/frame.ts';
import type { Session } from '../../runtime/run/session.ts';
import type { SourceText } from '../../runtime/run/source.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import { DeserializedObject, PSObject } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';
import { unset } from '../../runtime/values/value.ts';
import type { Eval } from '../../runtime/compile/code.ts';
import { scriptWaits } from '../plan/waits.ts';
import { crossed } from '../run/boundary.ts';
import { remoteError } from '../run/remoteError.ts';
import { ownEnvironment } from '../script/ownEnvironment.ts';
import { runScript } from '../script/scriptRun.ts';
import type { ScriptPart, ScriptRequest } from '../script/scriptRun.ts';
import { sharedIn } from '../script/sharedValues.ts';
import type { Shared } from '../script/sharedValues.ts';
import { WorkflowStateError } from '../state/stateError.ts';
import { arrived, deliver } from './delivery.ts';
import { heard, timedOut } from './pending.ts';
import { runRemotely } from './remote.ts';
import type { ActivityArguments, Stage, StageCall } from './stage.ts';
import { concludeThread, inThread, variablesOf } from './threads.ts';
import { nameTable } from '../../syntax/nameTable.ts';

export interface ScriptStageParts {
  readonly name: string;
  readonly mark: number;
  readonly parameters: ActivityArguments;
  readonly mergesErrors: boolean;
  readonly source: SourceText;
  readonly namespaces: readonly string[];
  readonly what: { readonly block: ScriptBlockAst } | { readonly definition: FunctionDefinitionAst; readonly makers: readonly ArgumentMaker[] };
  /** What `$using:` names, and how the workflow reads it. */
  readonly using: ReadonlyMap<string, Eval>;
}
const ACTIONS: Readonly<Record<string, string>> = nameTable({ erroraction: 'ErrorActionPreference', warningaction: 'WarningPreference', informationaction: 'InformationPreference', verbose: 'VerbosePreference', debug: 'DebugPreference' });

/** What a script that is under way in another thread, but stands in this process, shares with the workflow. */
const sharing = new WeakMap<object, readonly Shared[]>();

function isTrue(scope: Frame, preference: string): boolean {
  const v = scope.find(preference);
  return v !== unset && v != null && toBoolean(v);
}

export class ScriptStage implements Stage {
  readonly name: string;
  readonly mark: number;
  readonly parameters: ActivityArguments;
  readonly mergesErrors: boolean;
  private readonly parts: ScriptStageParts;
  constructor(parts: ScriptStageParts) {
    this.name = parts.name;
    this.mark = parts.mark;
    this.parameters = parts.parameters;
    this.mergesErrors = parts.mergesErrors;
    this.parts = parts;
  }
  run(call: StageCall): boolean {
    const { run, at, deadline } = call, { overlap, session } = run;
    at.scope.at = this.mark;
    const answer = heard(call);
    const isRemote = !isTrue(at.scope, 'psruninprocesspreference');
    if (answer !== undefined) return concludeThread(call, String(answer.answer), this.parts.source, { isRemote, ...(isRemote ? {} : { shared: sharing.get(at) ?? [] }) });
    const live = this.isLive(call), write = (v: Value): void => call.write(this.marked(v));
    // Alone it runs here at once; beside others, or with a time limit, in a thread of its own. Under a debugger here, so that it can be stopped in.
    if (overlap === undefined || live || !this.mayLeave(session) || (!run.hasBranches && deadline === Infinity)) {
      this.runHere(call, this.request(call, live || !isRemote), isRemote, (v) => write(live ? v : crossed(v)));
      return true;
    }
    const isCounted = session.coverage !== undefined;
    if (isRemote) return inThread(call, overlap, { ...this.request(call, live), isCounted }, this.name, write, { isRemote });
    const request = this.request(call, true), here = (v: Value): void => write(crossed(v));
    sharing.set(at, sharedIn(request));
    try { return inThread(call, overlap, { ...request, isShared: true, isCounted }, this.name, here); } catch (e) {
      if (!(e instanceof WorkflowStateError)) throw e;
      // An object that only this thread can hold.
      this.runHere(call, request, false, here);
      return true;
    }
  }
  /** While a runbook is tested, only what waits for something leaves, and finds nothing that stands in for its commands. */
  private mayLeave(session: Session): boolean {
    const { what, source } = this.parts;
    return session.debug === undefined && (!session.isWatched || scriptWaits('block' in what ? what.block : what.definition.body, source.text, session));
  }
  /** `isRemote`: in a process of its own, as it is unless `$PSRunInProcessPreference` says otherwise. Its variables of the environment end with it then, and its errors arrive as texts. */
  private runHere({ run, deadline, streams }: StageCall, request: ScriptRequest, isRemote: boolean, write: (v: Value) => void): void {
    const { session } = run, { environment, restore } = ownEnvironment(session.host.environment);
    let isLate = false;
    const checkTime = deadline === Infinity ? undefined : (): void => { if (run.now() > deadline) { isLate = true; timedOut(deadline); } };
    try {
      runScript(request, {
        host: isRemote ? { ...session.host, environment } : session.host, watched: session, another: session.another, write, ...(isRemote ? { arriving: remoteError } : {}),
        record: (r) => deliver(isRemote ? arrived(r) : r, streams, session), ...(checkTime === undefined ? {} : { checkTime }),
      });
    } catch (e) { throw isRemote && !isLate && e instanceof PowerShellError ? remoteError(e) : e; } finally { restore(); }
  }
  /** A block, at other machines; a function runs here. */
  get runRemotely(): Stage['runRemotely'] {
    const { what, source } = this.parts;
    if (!('block' in what)) return undefined;
    return (call, connection) => {
      call.at.scope.at = this.mark;
      runRemotely(call, connection, call.run.session.parseBlock(source.text.slice(what.block.start + 1, what.block.end - 1)), []);
    };
  }
  /** Results of InlineScript say which machine made them. */
  private marked(v: Value): Value {
    if (!('block' in this.parts.what)) return v;
    if (typeof v === 'string') return new PSObject(v).set('PSComputerName', 'localhost');
    if (v instanceof PSObject && (v.base === undefined || v instanceof DeserializedObject)) return v.set('PSComputerName', 'localhost');
    return v;
  }
  private isLive({ at }: StageCall): boolean {
    const own = this.parameters.get('psdisableserialization'), v = own === undefined || own === true ? own : own(at.scope);
    return v === undefined ? isTrue(at.scope, 'psdisableserializationpreference') : v !== null && toBoolean(v);
  }
  private request({ at, run, input }: StageCall, live: boolean): ScriptRequest {
    const { scope } = at, { what } = this.parts, { session } = run, send = (v: Value): Value => (live ? v : crossed(v));
    const part: ScriptPart = 'block' in what ? { kind: 'block', ast: what.block }
      : { kind: 'function', definition: what.definition, args: makeArguments(what.makers, scope).map((a) => ({ ...a, value: send(a.value) })) };
    const using = new Map<string, Value>();
    for (const [name, read] of this.parts.using) using.set(name, send(read(scope)));
    run.stay();
    const variables = variablesOf(scope, this.name);
    for (const [name, preference] of Object.entries(ACTIONS)) {
      const own = this.parameters.get(name);
      if (own !== undefined) variables.set(preference, own === true || own(scope) === true ? 'Continue' : own(scope) === false ? 'SilentlyContinue' : own(scope));
    }
    return { part, source: this.parts.source, namespaces: this.parts.namespaces, using, input: input?.map(send), variables, location: session.location, directory: session.workingDirectory.path, ofWorkflow: true };
  }
}
