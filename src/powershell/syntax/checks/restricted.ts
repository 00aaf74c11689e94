import type { Ast, CommandAst, DataStatementAst, TypeName } from '../ast.ts';
import { childrenOf } from '../children.ts';
import { commandNameOf } from '../commandName.ts';
import { Flag } from '../flags.ts';
import { Kind, kindFlags, kindNames, kindTexts } from '../kinds.ts';
import type { ErrorId } from '../messages.ts';
import type { Parser } from '../parser.ts';
import { typeFullName } from '../types/fullName.ts';
import { isSafeInData } from './knownTypes.ts';

/** What may not stand in a data section at all (about_Data_Sections), by its error. */
const refused: Readonly<Partial<Record<Ast['kind'], ErrorId>>> = {
  ScriptBlockAst: 'ScriptBlockNotSupportedInDataSection', ScriptBlockExpressionAst: 'ScriptBlockNotSupportedInDataSection',
  ParamBlockAst: 'ParameterDeclarationNotSupportedInDataSection', AttributeAst: 'AttributeNotSupportedInDataSection',
  AttributedExpressionAst: 'AttributeNotSupportedInDataSection', FunctionDefinitionAst: 'FunctionDeclarationNotSupportedInDataSection',
  TrapStatementAst: 'TrapStatementNotSupportedInDataSection', SwitchStatementAst: 'SwitchStatementNotSupportedInDataSection',
  DataStatementAst: 'DataSectionStatementNotSupportedInDataSection', ForEachStatementAst: 'ForeachStatementNotSupportedInDataSection',
  DoWhileStatementAst: 'DoWhileStatementNotSupportedInDataSection', DoUntilStatementAst: 'DoWhileStatementNotSupportedInDataSection',
  ForStatementAst: 'ForWhileStatementNotSupportedInDataSection', WhileStatementAst: 'ForWhileStatementNotSupportedInDataSection',
  TryStatementAst: 'TryStatementNotSupportedInDataSection', BreakStatementAst: 'FlowControlStatementNotSupportedInDataSection',
  ContinueStatementAst: 'FlowControlStatementNotSupportedInDataSection', ReturnStatementAst: 'FlowControlStatementNotSupportedInDataSection',
  ExitStatementAst: 'FlowControlStatementNotSupportedInDataSection', ThrowStatementAst: 'FlowControlStatementNotSupportedInDataSection',
  AssignmentStatementAst: 'AssignmentStatementNotSupportedInDataSection', MergingRedirectionAst: 'RedirectionNotSupportedInDataSection',
  FileRedirectionAst: 'RedirectionNotSupportedInDataSection', MemberExpressionAst: 'PropertyReferenceNotSupportedInDataSection',
  InvokeMemberExpressionAst: 'MethodCallNotSupportedInDataSection', IndexExpressionAst: 'ArrayReferenceNotSupportedInDataSection',
  BlockStatementAst: 'ParallelAndSequenceBlockNotSupportedInDataSection',
};

const allowedVariables = /^(?:PSCulture|PSUICulture|true|false|null)$/i;
const variableList = '$PSCulture, $PSUICulture, $true, $false, $null';
const kindByName = new Map(kindNames.map((name, kind) => [name, kind]));

/** Text of an operator that data sections do not have; undefined for the others. */
function refusedOperator(name: string): string | undefined {
  const kind = kindByName.get(name) ?? Kind.Unknown;
  return (kindFlags[kind]! & Flag.DisallowedInRestrictedMode) === 0 ? undefined : kindTexts[kind]!;
}

/** The body of a data section holds values, and commands that are allowed by name: what else it holds is an error. */
export function checkDataSection(p: Parser, section: DataStatementAst): void {
  const constant = section.commandsAllowed.every((command) => command.kind === 'StringConstantExpressionAst');
  const names = section.commandsAllowed.map((command) => (command.kind === 'StringConstantExpressionAst' ? command.value.toLowerCase() : ''));
  visit(p, section.body, constant ? new Set(['convertfrom-stringdata', ...names]) : undefined);
}

/** `commands` is undefined where a variable names what is allowed: then that is looked at when the section runs. */
function visit(p: Parser, node: Ast, commands: ReadonlySet<string> | undefined): void {
  const errorId = refused[node.kind];
  if (errorId !== undefined) p.report(node.start, node.end, errorId);
  switch (node.kind) {
    case 'TypeConstraintAst': case 'TypeExpressionAst': checkType(p, node); break;
    case 'CommandAst': checkCommand(p, node, commands); break;
    case 'VariableExpressionAst':
      if (!allowedVariables.test(node.variablePath)) p.report(node.start, node.end, 'VariableReferenceNotSupportedInDataSection', variableList);
      break;
    case 'BinaryExpressionAst': {
      const text = refusedOperator(node.operator);
      if (text !== undefined) p.report(node.operatorStart, node.operatorEnd, 'OperatorNotSupportedInDataSection', text);
      break;
    }
    case 'UnaryExpressionAst': {
      const text = refusedOperator(node.operator);
      if (text !== undefined) p.report(node.start, node.end, 'OperatorNotSupportedInDataSection', text);
      break;
    }
    default:
  }
  for (const child of childrenOf(node)) visit(p, child, commands);
}

function checkType(p: Parser, node: { readonly start: number; readonly end: number; readonly typeName: TypeName }): void {
  if (!isSafeInData(node.typeName)) p.report(node.start, node.end, 'TypeNotAllowedInDataSection', typeFullName(node.typeName));
}

function checkCommand(p: Parser, node: CommandAst, commands: ReadonlySet<string> | undefined): void {
  const { start, end } = node;
  if (node.invocationOperator === 'Dot') p.report(start, end, 'DotSourcingNotSupportedInDataSection');
  else if (commands !== undefined) {
    const name = commandNameOf(node);
    if (name === undefined && node.invocationOperator === 'Ampersand') p.report(start, end, 'OperatorNotSupportedInDataSection', '&');
    else if (name === undefined || !commands.has(name.toLowerCase())) p.report(start, end, 'CmdletNotInAllowedListForDataSection', name ?? p.slice(start, end));
  }
}
