/** What a script's tree tells without running it. Pure functions. */
export { analyseRunbook, functionHelp, workflowsOf, type RunbookFacts, type RunbookKind, type WorkflowFacts } from './runbook.ts';
export { attributesNamed, constantValue, parameterFacts, type ParameterFacts } from './parameters.ts';
export { argumentFor, argumentsOf, commandsIn, isInlineScript, textOf, type Argument, type CommandPlace, type CommandUse } from './commands.ts';
export { assetUses, type AssetKind, type AssetUse } from './assets.ts';
export { childCalls, inlineCalls, type ChildCall } from './childRunbooks.ts';
export { findHelp, readHelp, type CommentHelp } from './commentHelp.ts';
export { analyseSymbols, scopeAt, type FunctionSymbol, type Occurrence, type Scope, type ScopeKind, type VariableSymbol } from './symbols.ts';
export { workflowErrors } from './workflowRules/index.ts';
export { netTypeName } from './netTypes.ts';
export { findParameter, functionFacts, runbookAsCommand, type CommandFacts, type CommandParameter } from './commandFacts.ts';
export { activityParameters } from './activityParameters.ts';
export { outlineOf, type OutlineItem, type OutlineKind } from './outline.ts';
export { foldsOf, type Fold } from './folding.ts';
export { extentsAround, nodesAt } from './nodesAt.ts';
export { commandAt, completionContext, givenParameters, parameterAt, type CompletionContext } from './completionContext.ts';
export { automaticVariables, variablesInScope, type VisibleVariable } from './variablesInScope.ts';
export { renameProblem, symbolAt, type NamedSymbol, type NamePlace } from './occurrences.ts';
export { semanticTokens, tokenModifiers, tokenTypes, type SemanticToken } from './semanticTokens.ts';
