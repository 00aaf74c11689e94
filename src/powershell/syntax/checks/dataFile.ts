/** What data files hold: values, and in manifests of modules the few commands that may make them. */
import type { Ast } from '../ast.ts';
import { walk } from '../children.ts';
import { commandNameOf } from '../commandName.ts';

/** What may stand in a data file; everything else would have to run. */
const HARMLESS: ReadonlySet<Ast['kind']> = new Set([
  'ScriptBlockAst', 'NamedBlockAst', 'StatementBlockAst', 'PipelineAst', 'CommandExpressionAst', 'HashtableAst', 'ArrayLiteralAst', 'ArrayExpressionAst', 'ParenExpressionAst', 'ConstantExpressionAst',
  'StringConstantExpressionAst', 'ExpandableStringExpressionAst', 'VariableExpressionAst', 'UnaryExpressionAst', 'BinaryExpressionAst', 'ConvertExpressionAst', 'TypeConstraintAst', 'IfStatementAst', 'TypeExpressionAst',
]);
/** What manifests may hold besides (RestrictedLanguageChecker). */
const IN_MANIFESTS: ReadonlySet<Ast['kind']> = new Set(['CommandAst', 'CommandParameterAst', 'SubExpressionAst']);
const VARIABLES = /^(?:true|false|null|PSScriptRoot|PSEdition|PSCulture|PSUICulture|EnabledExperimentalFeatures|Env:.*)$/i;

/** The commands that a manifest may call (ModuleCmdletBase.PermittedCmdlets). */
export const MANIFEST_COMMANDS: ReadonlySet<string> = new Set(['import-localizeddata', 'convertfrom-stringdata', 'write-host', 'out-host', 'join-path']);
/** The members that a manifest may have (ModuleCmdletBase.ModuleManifestMembers). */
export const MANIFEST_MEMBERS: readonly string[] = [
  'ModuleToProcess', 'NestedModules', 'GUID', 'Author', 'CompanyName', 'Copyright', 'ModuleVersion', 'Description', 'PowerShellVersion', 'PowerShellHostName', 'PowerShellHostVersion', 'CLRVersion', 'DotNetFrameworkVersion',
  'ProcessorArchitecture', 'RequiredModules', 'TypesToProcess', 'FormatsToProcess', 'ScriptsToProcess', 'PrivateData', 'RequiredAssemblies', 'ModuleList', 'FileList', 'FunctionsToExport', 'VariablesToExport', 'AliasesToExport',
  'CmdletsToExport', 'DscResourcesToExport', 'CompatiblePSEditions', 'HelpInfoURI', 'RootModule', 'DefaultCommandPrefix',
];

/** What a data file holds that it may not: a variable, a command, or the kind of a node; undefined where it is one. */
export function dataFileOffender(ast: Ast, isManifest: boolean): string | undefined {
  let found: string | undefined;
  walk(ast, (node) => {
    if (found !== undefined) return false;
    if (node.kind === 'CommandAst' && isManifest && !MANIFEST_COMMANDS.has(commandNameOf(node)?.toLowerCase() ?? '')) found = commandNameOf(node) ?? node.kind;
    else if (!HARMLESS.has(node.kind) && !(isManifest && IN_MANIFESTS.has(node.kind))) found = node.kind;
    else if (node.kind === 'VariableExpressionAst' && !VARIABLES.test(node.variablePath)) found = `$${node.variablePath}`;
    return found === undefined;
  });
  return found;
}
