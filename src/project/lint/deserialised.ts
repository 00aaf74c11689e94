/** Which values of a workflow have lost their methods: what an activity writes is serialised and read back (workflow-semantics.md 6). */
import { commandKeyOf, commandNameOf, isInlineScript, variableParts, type Ast, type CommandAst, type CommandBaseAst, type PipelineAst, type UsingExpressionAst, type VariableExpressionAst, sameName } from '../../powershell/index.ts';
import type { LintContext } from './context.ts';
import { words } from './words.ts';
import { around, bare, type Site } from './sites.ts';

/** Commands that give live objects of .NET types that are not kept whole: behind the activity a copy of their properties is left. */
const sources = words(`Get-Process Get-Service Get-ChildItem Get-Item Get-WmiObject Get-EventLog Get-WinEvent Get-Acl Get-PSSession New-WebServiceProxy Start-Process New-Item
  Get-Job Start-Job Get-PSDrive Get-Module Get-HotFix Get-SPWeb Get-SPSite Get-SPFarm Get-SPServer Get-SPWebApplication Get-SPServiceInstance Get-SCOMClassInstance Get-SCOMAlert Get-SCOMGroup Get-SCOMAgent
  Get-SCVirtualMachine Get-SCVMHost Get-SCVMHostCluster Get-SCVMHostGroup Get-SCVMTemplate Get-SCVMCheckpoint Get-SCVMMServer Get-SCVMNetwork Get-SCVMSubnet Get-SCLogicalNetwork Get-SCVirtualNetwork Get-SCVirtualNetworkAdapter Get-SCVirtualHardDisk Get-SCVirtualDiskDrive Get-SCVirtualDVDDrive
  Get-SCCloud Get-SCService Get-SCServiceTemplate Get-SCHardwareProfile Get-SCGuestOSProfile Get-SCLibraryServer Get-SCLibraryShare Get-SCStaticIPAddressPool Get-SCIPAddress Get-SCISO Get-SCJob Get-SCRunAsAccount Get-SCUserRole New-SCVirtualMachine
  Get-ADUser Get-ADGroup Get-ADComputer Get-ADObject Get-ADGroupMember Get-ADPrincipalGroupMembership Get-ADOrganizationalUnit Get-ADServiceAccount Get-ADDomain Get-ADDomainController Get-ADForest Get-ADTrust New-ADUser New-ADGroup New-ADComputer
  Get-VM Get-VMHost Get-VMSwitch Get-VMSnapshot Get-VMNetworkAdapter Get-VMHardDiskDrive Get-VHD New-VM Get-Cluster Get-ClusterNode Get-ClusterGroup Get-ClusterResource Get-WsusServer Get-WsusComputer Get-WsusUpdate Get-WsusClassification Get-WsusProduct Get-CMDevice Get-CMDeviceCollection Get-CMUserCollection
  Get-SCSMObject Get-SCSMClass Get-SCSMClassInstance Get-SCClass Get-SCClassInstance Get-Mailbox Get-MailboxDatabase Get-AzureVM Get-AzureRmVM Get-AzVM`);
/** Commands that hand on what they get. */
const passing = words('Where-Object Sort-Object Tee-Object Get-Unique');

const parameterNames = (node: CommandAst): string[] => node.elements.flatMap((element) => (element.kind === 'CommandParameterAst' ? [element.parameterName.toLowerCase()] : []));

/** Whether a stage gives the objects it gets: `Select-Object -First 1` does, `Select-Object Name` makes others. */
function passesOn(node: CommandAst, key: string): boolean {
  if (passing.has(key)) return true;
  if (key !== 'select-object') return false;
  return node.elements.slice(1).every((element, index) => (element.kind === 'CommandParameterAst' ? /^(first|last|skip|skiplast|index|unique|wait)$/i.test(element.parameterName) : index > 0 && element.kind !== 'StringConstantExpressionAst'));
}

const isPlaceholder = (node: Ast): boolean => (node.kind === 'VariableExpressionAst' ? sameName(node.variablePath, 'null') : node.kind === 'ArrayExpressionAst' && node.subExpression.statements.length === 0)
  || (node.kind === 'CommandExpressionAst' && isPlaceholder(node.expression)) || (node.kind === 'PipelineAst' && node.elements.length === 1 && isPlaceholder(node.elements[0]!));

/** Over how many variables a value is followed: what is handed on over more is not sure. */
const FAR = 50;

/** Tells of an expression which command gave it, where all that is left of what it gave is a copy; undefined where that is not sure. */
export class Deserialised {
  readonly #context: LintContext;
  readonly #isOff: boolean;
  readonly #open = new Set<string>();
  /** What was found out of a variable, by where it is asked. */
  readonly #known = new Map<Ast | undefined, Map<string, string | undefined>>();

  constructor(context: LintContext) {
    this.#context = context;
    this.#isOff = context.names.has('psdisableserializationpreference');
  }

  /** The command behind an expression of a workflow's body, or of a block of it. */
  source(node: Ast, site: Site): string | undefined {
    if (this.#isOff) return undefined;
    switch (node.kind) {
      case 'VariableExpressionAst': return this.#variable(node, site);
      case 'UsingExpressionAst': return this.#using(node, site);
      case 'IndexExpressionAst': return this.source(node.target, site);
      case 'CommandExpressionAst': return this.source(node.expression, site);
      case 'ArrayExpressionAst': return node.subExpression.statements.length === 1 ? this.source(node.subExpression.statements[0]!, site) : undefined;
      case 'ParenExpressionAst': return this.source(node.pipeline, site);
      // Commands in an expression run as in a script: what they get new is live, what they hand on is as it was.
      case 'PipelineAst': return node.elements[0]?.kind === 'CommandExpressionAst' && this.#handOn(node.elements.slice(1)) ? this.source(node.elements[0], site) : undefined;
      default: return undefined;
    }
  }

  /** What a statement writes into a variable, or hands to a loop: here its commands are activities. */
  #written(node: Ast, site: Site): string | undefined {
    const [first] = node.kind === 'PipelineAst' && node.elements.length === 1 ? node.elements : [node];
    if (first?.kind === 'CommandExpressionAst') return first.expression.kind === 'ParenExpressionAst' ? this.#written(first.expression.pipeline, site) : this.source(first, site);
    return node.kind === 'PipelineAst' ? this.#stages(node, node.elements.length, site) : undefined;
  }

  /** Whether stages give the objects they get. */
  #handOn(stages: readonly CommandBaseAst[]): boolean {
    return stages.every((stage) => stage.kind === 'CommandAst' && passesOn(stage, this.#context.cmdlet(stage)));
  }

  /** What comes out of the first stages of a pipeline of activities. */
  #stages({ elements }: PipelineAst, count: number, site: Site): string | undefined {
    const [first, ...rest] = elements.slice(0, count), { cmdlet } = this.#context;
    if (first === undefined || !this.#handOn(rest)) return undefined;
    if (elements.slice(0, count).some((stage) => stage.kind === 'CommandAst' && parameterNames(stage).some((name) => 'psdisableserialization'.startsWith(name) && name.length > 2))) return undefined;
    if (first.kind === 'CommandExpressionAst') return this.source(first, site);
    if (isInlineScript(first)) return inlineSource(first, cmdlet);
    const name = commandNameOf(first), key = cmdlet(first);
    // With the module before it neither a function of the text nor a runbook is meant.
    return name !== undefined && sources.has(key) && (name.length > commandKeyOf(first).length || (!this.#context.functions.has(key) && this.#context.folder?.runbooks?.has(key) !== true)) ? name : undefined;
  }

  #variable(node: VariableExpressionAst, site: Site): string | undefined {
    const { name, isDrive, scope } = variableParts(node.variablePath), key = name.toLowerCase();
    if (scope !== undefined || isDrive) return undefined;
    if (key === '_' || key === 'psitem') return this.#piped(site);
    // The turns of a loop see its items, whatever else has the name.
    for (const { node: outer, parent } of around(site)) {
      if (outer.kind === 'ScriptBlockExpressionAst') break;
      if (outer.kind === 'ForEachStatementAst' && sameName(outer.variable.variablePath, name) && outer.body.start <= node.start) {
        if (parent === undefined) return undefined;
        // In an InlineScript block what its own commands give is live, what came in is not.
        return site.place === 'workflow' ? this.#written(outer.condition, parent) : site.place === 'inlineScript' ? this.source(outer.condition, parent) : undefined;
      }
    }
    const where = site.place === 'inlineScript' ? site.inlineScript : site.definition, known = this.#known.get(where) ?? new Map<string, string | undefined>();
    this.#known.set(where, known);
    if (known.has(key)) return known.get(key);
    // The variable of a block is another than the workflow's of the same name: `$p = $using:p`.
    const here = `${where?.start ?? -1} ${key}`;
    if (this.#open.has(here) || this.#open.size > FAR) return undefined;
    this.#open.add(here);
    try {
      const found = this.#assigned(key, site);
      // What was asked on the way to another variable may lack what that one's turn is for.
      if (this.#open.size === 1) known.set(key, found);
      return found;
    } finally {
      this.#open.delete(here);
    }
  }

  /** What every assignment of a name gives, in the workflow's body or in one InlineScript. */
  #assigned(key: string, site: Site): string | undefined {
    const isHere = site.place === 'inlineScript' ? (write: Site): boolean => write.inlineScript === site.inlineScript : (write: Site): boolean => write.definition === site.definition && write.inlineScript === undefined;
    const writes = (this.#context.names.get(key)?.writes ?? []).filter(isHere);
    let found: string | undefined;
    for (const { node, parent } of writes) {
      const statement = parent?.node;
      if (statement?.kind !== 'AssignmentStatementAst' || statement.left !== node || !/^(Plus)?Equals$/.test(statement.operator) || parent === undefined) return undefined;
      if (isPlaceholder(statement.right)) continue;
      const source = site.place === 'workflow' || site.place === 'workflowBlock' ? (parent.place === 'workflow' ? this.#written(statement.right, parent) : undefined) : this.source(bare(statement.right), parent);
      if (source === undefined) return undefined;
      found ??= source;
    }
    return found;
  }

  /** `$using:value` in an InlineScript block: what the workflow's variable holds. */
  #using({ subExpression }: UsingExpressionAst, site: Site): string | undefined {
    const outer = site.inlineScript === undefined ? undefined : this.#context.sites.site(site.inlineScript);
    // The turns of a loop of the workflow, and what has no more than its properties, are as they are there.
    return outer === undefined ? undefined : this.source(subExpression, outer);
  }

  /** `$_` in a block that an activity of a pipeline runs: what the stages before it gave. */
  #piped(site: Site): string | undefined {
    for (const up of around(site)) {
      if (up.node.kind === 'FunctionDefinitionAst' || up.node.kind === 'CatchClauseAst' || up.node.kind === 'SwitchStatementAst') return undefined;
      if (up.node.kind !== 'ScriptBlockExpressionAst') continue;
      const command = up.parent, pipeline = command?.parent;
      if (command?.node.kind !== 'CommandAst' || pipeline?.node.kind !== 'PipelineAst') return undefined;
      const { elements } = pipeline.node, at = elements.indexOf(command.node);
      if (at < 1 || !/^(?:foreach|where)-object$/.test(this.#context.cmdlet(command.node))) return undefined;
      if (command.place === 'workflow') return isStatement(pipeline) ? this.#stages(pipeline.node, at, pipeline) : undefined;
      // In an InlineScript block only what came in from the workflow is a copy.
      return command.place === 'inlineScript' && elements[0]?.kind === 'CommandExpressionAst' && this.#handOn(elements.slice(1, at)) ? this.source(elements[0], pipeline) : undefined;
    }
    return undefined;
  }
}

const isStatement = ({ parent }: Site): boolean => /Block|Assignment/.test(parent?.node.kind ?? '');

/** The one command whose objects an InlineScript block gives. */
function inlineSource(node: CommandAst, cmdlet: LintContext['cmdlet']): string | undefined {
  const block = node.elements[1], statements = block?.kind === 'ScriptBlockExpressionAst' ? (block.scriptBlock.endBlock?.statements ?? []) : [], [only] = statements;
  if (statements.length !== 1 || only?.kind !== 'PipelineAst') return undefined;
  const [first, ...rest] = only.elements, name = first?.kind === 'CommandAst' ? commandNameOf(first) : undefined;
  return name !== undefined && first?.kind === 'CommandAst' && sources.has(cmdlet(first)) && rest.every((stage) => stage.kind === 'CommandAst' && passesOn(stage, cmdlet(stage))) ? name : undefined;
}
