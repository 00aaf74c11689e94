import type { VariableExpressionAst } from '../../syntax/ast.ts';
import { variableParts } from '../../syntax/variablePath.ts';
import type { WorkflowErrors } from './report.ts';

/** Whether a name in a workflow may be made so: letters of ASCII alone (IsValidMemberName). */
export const isValidName = (name: string): boolean => /^[a-z][a-z0-9_-]*$/i.test(name);

const set = (names: string): ReadonlySet<string> => new Set(names.toLowerCase().split(' '));
const unsupported = set('Args Error MyInvocation PSBoundParameters PSCmdlet PSCommandPath PSDefaultParameterValues PSScriptRoot StackTrace PID');
/** Runtime variables (section 14): those that Set-PSWorkflowData sets, and those that nothing does. */
const reserved = set('PSComputerName PSCredential PSPort PSUseSsl PSConfigurationName PSApplicationName PSConnectionUri PSAllowRedirection PSAuthentication PSCertificateThumbprint Input PSConnectionRetryCount PSConnectionRetryIntervalSec PSPersist PSActionRetryCount PSActionRetryIntervalSec PSActionRunningTimeoutSec PSRequiredModules PSDisableSerialization MergeErrorToOutput PSRemotingBehavior PSBookmarkTimeoutSec');
const readOnly = set('PSAuthenticationLevel Verbose PSPrivateMetadata PSRunningTimeoutSec PSElapsedTimeoutSec PSWorkflowRoot JobName JobInstanceId JobId JobCommandName ParentJobName ParentJobInstanceId ParentJobId ParentCommandName WorkflowInstanceId PSSenderInfo PSCulture PSUICulture PSVersionTable ErrorAction WarningAction InformationAction All Other');

/** Variables assigned so far, scope by scope: parallel and sequence blocks have their own (section 3). */
export class VariableScope {
  readonly #parent: VariableScope | undefined;
  readonly #parameters: ReadonlySet<string>;
  readonly #assigned = new Set<string>();
  readonly #collecting = new Set<string>();

  constructor(parent: VariableScope | undefined, parameters: readonly string[] = []) {
    this.#parent = parent;
    this.#parameters = new Set(parameters.map((name) => name.toLowerCase()));
  }

  get isTop(): boolean {
    return this.#parent === undefined;
  }

  /** A variable that takes the output of the statement that is being checked. */
  collect(name: string): void { this.#collecting.add(name.toLowerCase()); }
  release(name: string): void { this.#collecting.delete(name.toLowerCase()); }
  isCollecting(name: string): boolean { return this.#collecting.has(name.toLowerCase()) || this.#parent?.isCollecting(name) === true; }

  /** Remembers an assignment; false where an enclosing scope has assigned the name already (its parameters are free). */
  assign(name: string): boolean {
    const key = name.toLowerCase();
    for (let scope = this.#parent; scope !== undefined; scope = scope.#parent) {
      if (scope.#parameters.has(key)) return true;
      if (scope.#assigned.has(key)) return false;
    }
    this.#assigned.add(key);
    return true;
  }
}

/** `$variable:x` is the variable x, but written with a prefix all the same. */
function isPrefixed({ variablePath }: VariableExpressionAst): boolean {
  const { scope, isDrive } = variableParts(variablePath);
  return scope !== undefined || isDrive || /^variable:/i.test(variablePath);
}

/** A variable that is assigned. */
export function checkWrite(node: VariableExpressionAst, errors: WorkflowErrors, scope: VariableScope): void {
  const parts = variableParts(node.variablePath), { name } = parts, key = name.toLowerCase();
  if (parts.drive === 'env') {
    errors.add(node, 'EnvironmentVariableAssignmentNotSupported');
    return;
  }
  const prefixed = isPrefixed(node);
  if (prefixed && (parts.drive !== 'workflow' || scope.isTop)) {
    errors.add(node, 'WorkflowScopeOnlyValidInParallelOrSequenceBlock');
    return;
  }
  if (unsupported.has(key)) errors.add(node, 'VariableNotSupportedInWorkflow', name);
  else if (reserved.has(key)) errors.add(node, 'VariableNameReserved', name);
  else if (readOnly.has(key)) errors.add(node, 'VariableNameReadOnly', name);
  else if (!isValidName(name)) errors.add(node, 'VariableNameNotValid', name);
  else if (scope.isCollecting(name)) {
    errors.add(node, 'CannotUseDataCollectingVariable', name);
    if (!prefixed && !scope.assign(name)) errors.add(node, 'VariableAlreadyDefined', name);
  } else if (!prefixed && !scope.assign(name)) errors.add(node, 'VariableAlreadyDefined', name);
}

/** The only scopes that a variable which is read may name are `$env:` and `$WORKFLOW:`. */
export function checkPrefix(node: VariableExpressionAst, errors: WorkflowErrors): void {
  const { drive } = variableParts(node.variablePath);
  if (isPrefixed(node) && drive !== 'env' && drive !== 'workflow') errors.add(node, 'InvalidScopePrefixInWorkflow', node.variablePath);
}

/** A variable that is read in an expression. Names that nobody can assign are null there, no error; what a drive has (`$env:PID`) is no variable. */
export function checkRead(node: VariableExpressionAst, errors: WorkflowErrors): void {
  const { name, drive } = variableParts(node.variablePath);
  checkPrefix(node, errors);
  if ((drive === undefined || drive === 'workflow') && unsupported.has(name.toLowerCase())) errors.add(node, 'VariableNotSupportedInWorkflow', name);
}
