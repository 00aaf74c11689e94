/** CommandMetadata and ProxyCommand: the text of a function that wraps a command (CommandMetadata.cs, TypeMetadata.cs, ProxyCommand.cs). */
import { NO_POSITION } from '../../runtime/bind/parameters.ts';
import type { Parameter, ParameterAttribute, ParameterTable, SetRole } from '../../runtime/bind/parameters.ts';
import { ALL_SETS } from '../../runtime/bind/parameters.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { netThrow } from '../../runtime/errors/raise.ts';
import { CommandInfo } from '../../runtime/run/commands/commandInfo.ts';
import { from, func, laterType } from '../../runtime/types/netType.ts';
import { T, named } from '../../runtime/types/t.ts';
import { typeNameText } from '../../runtime/types/typeName.ts';
import { Hashtable } from '../../runtime/values/dictionary.ts';
import { Double } from '../../runtime/values/numbers.ts';
import { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import { NetObject } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import { parametersOf } from './commandObject.ts';
import { shownType } from './parameterTypes.ts';
import { getMember } from '../../runtime/members/get.ts';

const quoted = (text: string): string => text.replaceAll("'", "''");
const IMPACTS = ['None', 'Low', 'Medium', 'High'];

class CommandMetadata extends NetObject {
  readonly command: CommandInfo;
  readonly table: ParameterTable | undefined;
  name: string;
  constructor(command: CommandInfo) {
    super();
    this.command = command;
    this.table = parametersOf(command.entry);
    this.name = command.name;
  }
  /** Cmdlets by their module's name too. */
  get wrapped(): string { return this.command.entry.kind === 'Cmdlet' && this.command.entry.module !== '' ? `${this.command.entry.module}\\${this.command.name}` : this.command.name; }
  get kind(): string { return toText(this.command.commandType); }
  get isAdvanced(): boolean { return this.table?.isAdvanced === true; }
  get parameters(): readonly Parameter[] { return this.table?.list ?? []; }
}
function declaration({ table, isAdvanced }: CommandMetadata): string {
  if (table === undefined || !isAdvanced) return '';
  return `[CmdletBinding(${[
    ...(table.defaultSet === undefined || table.defaultSet === '' || table.defaultSet === ALL_SETS ? [] : [`DefaultParameterSetName='${quoted(table.defaultSet)}'`]),
    ...(table.supportsShouldProcess ? ['SupportsShouldProcess=$true', `ConfirmImpact='${IMPACTS[table.confirmImpact] ?? 'Medium'}'`] : []), ...(table.positionalBinding ? [] : ['PositionalBinding=$false']),
  ].join(', ')})]`;
}
const roleText = (r: SetRole): string => [
  ...(r.mandatory ? ['Mandatory=$true'] : []), ...(r.position === NO_POSITION ? [] : [`Position=${r.position}`]), ...(r.fromPipeline ? ['ValueFromPipeline=$true'] : []), ...(r.fromProperty ? ['ValueFromPipelineByPropertyName=$true'] : []),
  ...(r.remaining ? ['ValueFromRemainingArguments=$true'] : []), ...(r.help === '' ? [] : [`HelpMessage='${quoted(r.help)}'`]),
].join(', ');
const bound = (v: Value): string => (v instanceof Double ? String(v.value) : toText(v));
/** An attribute of a parameter as it is written; undefined for those that a proxy does without. */
function attributeText(a: ParameterAttribute): string | undefined {
  const [first, second] = a.positional, all = a.positional.flatMap((x) => toItems(x));
  switch (a.name) {
    case 'validatelength': return `[ValidateLength(${toText(first)}, ${toText(second)})]`;
    case 'validatecount': return `[ValidateCount(${toText(first)}, ${toText(second)})]`;
    case 'validaterange': return a.positional.length === 1 ? `[ValidateRange([System.Management.Automation.ValidateRangeKind]::${toText(first)})]` : `[ValidateRange(${bound(first)}, ${bound(second)})]`;
    case 'validatepattern': return `[ValidatePattern('${quoted(toText(first))}')]`;
    case 'validateset': return `[ValidateSet(${all.map((v) => `'${quoted(toText(v))}'`).join(',')})]`;
    case 'validatescript': return first instanceof ScriptBlock ? `[ValidateScript({ ${first.text} })]` : undefined;
    case 'validatenotnull': return '[ValidateNotNull()]';
    case 'validatenotnullorempty': return '[ValidateNotNullOrEmpty()]';
    case 'validatenotnullorwhitespace': return '[ValidateNotNullOrWhiteSpace()]';
    case 'allownull': return '[AllowNull()]';
    case 'allowemptystring': return '[AllowEmptyString()]';
    case 'allowemptycollection': return '[AllowEmptyCollection()]';
    default: return undefined;
  }
}
function parameterText(p: Parameter, m: CommandMetadata): string {
  const roles = m.isAdvanced ? [...p.sets].flatMap(([set, r]) => {
    const inner = [...(set === ALL_SETS ? [] : [`ParameterSetName='${quoted(set)}'`]), ...(roleText(r) === '' ? [] : [roleText(r)])];
    return inner.length === 0 ? [] : [`[Parameter(${inner.join(', ')})]`];
  }) : [];
  const type = p.isSwitch ? 'switch' : typeNameText(shownType(p, m.command.name) ?? T.Object);
  // An encoding by name is for the wrapped cmdlet to understand (ArgumentToEncodingTransformation, dynamic parameters of the provider).
  const typed = type === 'System.Text.Encoding' ? [] : [`[${type}]`];
  return [...roles, ...(p.aliases.length === 0 ? [] : [`[Alias(${p.aliases.map((a) => `'${quoted(a)}'`).join(',')})]`]), ...p.attributes.flatMap((a) => attributeText(a) ?? []), ...typed, `\${${p.name.replaceAll('{', '`{').replaceAll('}', '`}')}}`]
    .map((line) => `\n    ${line}`).join('');
}
const paramBlock = (m: CommandMetadata): string => m.parameters.map((p) => parameterText(p, m)).join(',\n');
const found = (m: CommandMetadata, more = ''): string => `$ExecutionContext.InvokeCommand.GetCommand('${quoted(m.wrapped)}', [System.Management.Automation.CommandTypes]::${m.kind}${more})`;
function begin(m: CommandMetadata): string {
  const origin = m.kind === 'Function' ? '' : '$myInvocation.CommandOrigin';
  if (m.isAdvanced) return `
    try {
        $outBuffer = $null
        if ($PSBoundParameters.TryGetValue('OutBuffer', [ref]$outBuffer))
        {
            $PSBoundParameters['OutBuffer'] = 1
        }

        $wrappedCmd = ${found(m)}
        $scriptCmd = {& $wrappedCmd @PSBoundParameters }

        $steppablePipeline = $scriptCmd.GetSteppablePipeline(${origin})
        $steppablePipeline.Begin($PSCmdlet)
    } catch {
        throw
    }
`;
  return `
    try {
        $wrappedCmd = ${found(m)}
        $PSBoundParameters.Add('$args', $args)
        $scriptCmd = {& $wrappedCmd @PSBoundParameters }

        $steppablePipeline = $scriptCmd.GetSteppablePipeline(${origin})
        $steppablePipeline.Begin($myInvocation.ExpectingInput, $ExecutionContext)
    } catch {
        throw
    }
`;
}
const PROCESS = `
    try {
        $steppablePipeline.Process($_)
    } catch {
        throw
    }
`;
const END = `
    try {
        $steppablePipeline.End()
    } catch {
        throw
    }
`;
const CLEAN = `
    if ($null -ne $steppablePipeline) {
        $steppablePipeline.Clean()
    }
`;
/** The whole function's body, with what Get-Help is to show for it. */
function proxy(m: CommandMetadata, help: string): string {
  const comment = help === '' ? `\n.ForwardHelpTargetName ${m.wrapped}\n.ForwardHelpCategory ${m.kind}\n` : help;
  return `${declaration(m)}\nparam(${paramBlock(m)})\n\nbegin\n{${begin(m)}}\n\nprocess\n{${PROCESS}}\n\nend\n{${END}}\n\nclean\n{${CLEAN}}\n<#\n${comment.replaceAll('#>', '#`>')}\n#>\n`;
}
const metadata = named<CommandMetadata>('System.Management.Automation.CommandMetadata');
const made = (v: Value): CommandMetadata => (v instanceof CommandInfo ? new CommandMetadata(v) : netThrow('System.ArgumentNullException', "Value cannot be null. (Parameter 'commandInfo')"));
laterType<CommandMetadata>(metadata, () => ({
  create: [func([T.Object], made), func([T.Object, T.Boolean], made)], convert: [from(named<CommandInfo>('System.Management.Automation.CommandInfo'), made)],
  props: {
    Name: [T.String, (m) => m.name, (m, v) => { m.name = toText(v); }], CommandType: [undefined, () => null], DefaultParameterSetName: [T.String, (m) => m.table?.defaultSet ?? null], SupportsShouldProcess: [T.Boolean, (m) => m.table?.supportsShouldProcess === true],
    SupportsPaging: [T.Boolean, () => false], PositionalBinding: [T.Boolean, (m) => m.table?.positionalBinding !== false], SupportsTransactions: [T.Boolean, () => false], HelpUri: [T.String, () => ''], RemotingCapability: [undefined, () => 'PowerShell'],
    ConfirmImpact: [undefined, (m) => IMPACTS[m.table?.confirmImpact ?? 2] ?? 'Medium'],
    Parameters: [undefined, (m) => { const own = new Hashtable(), all = getMember(m.command, 'Parameters'); for (const p of m.parameters) if (all instanceof Hashtable) own.set(p.name, all.get(p.name) ?? null); return own; }],
  },
}), CommandMetadata);
const text = (run: (m: CommandMetadata) => string): ReturnType<typeof func> => func([metadata], (m) => run(m), T.String);
laterType(named('System.Management.Automation.ProxyCommand', []), () => ({
  statics: {
    Create: [text((m) => proxy(m, '')), func([metadata, T.String], (m, help) => proxy(m, help), T.String), func([metadata, T.String, T.Boolean], (m, help) => proxy(m, help), T.String)],
    GetCmdletBindingAttribute: [text(declaration)], GetParamBlock: [text(paramBlock)], GetBegin: [text(begin)], GetProcess: [text(() => PROCESS)], GetEnd: [text(() => END)], GetClean: [text(() => CLEAN)], GetDynamicParam: [text(() => '')],
  },
}));
