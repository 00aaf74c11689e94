import { walk } from '../../syntax/children.ts';
import type { ParseResult } from '../../syntax/parseResult.ts';
import type { CommandUse } from '../commands/commands.ts';
import type { Scope } from '../names/symbols.ts';

export const tokenTypes = ['keyword', 'function', 'property', 'parameter', 'variable'] as const;
export const tokenModifiers = ['declaration', 'defaultLibrary', 'async', 'readonly'] as const;
export type TokenType = (typeof tokenTypes)[number];
export type TokenModifier = (typeof tokenModifiers)[number];

/** A stretch of one line with a meaning that no grammar of colours can see. */
export interface SemanticToken { readonly start: number; readonly end: number; readonly type: TokenType; readonly modifiers: readonly TokenModifier[] }

/** Commands that are words of the workflow language. */
const words: ReadonlySet<string> = new Set(['inlinescript', 'checkpoint-workflow', 'persist-workflow', 'suspend-workflow']);

/**
 * Meanings in a text: the workflow language’s words; commands, `async` where they are activities and `defaultLibrary` where
 * `isKnown` says so; parameters given by name; variables that are parameters; `@splatted` and `$using:` variables.
 */
export function semanticTokens({ ast, text }: ParseResult, root: Scope, commands: readonly CommandUse[], isKnown: (name: string) => boolean): SemanticToken[] {
  const found: SemanticToken[] = [];
  const add = (start: number, end: number, type: TokenType, ...modifiers: TokenModifier[]): void => { found.push({ start, end, type, modifiers }); };
  for (const { name, nameStart, nameEnd, place, node } of commands) {
    if (name !== undefined && nameEnd - nameStart === name.length) {
      if (place === 'workflow' && words.has(name.toLowerCase())) add(nameStart, nameEnd, 'keyword');
      else add(nameStart, nameEnd, 'function', ...(isKnown(name) || isKnown(/^[\p{L}_][\w.-]*\\([\p{L}_]\w*-\w+)$/u.exec(name)?.[1] ?? name) ? ['defaultLibrary' as const] : []), ...(place === 'workflow' ? ['async' as const] : []));
    }
    for (const element of node.elements) if (element.kind === 'CommandParameterAst' && element.parameterName !== '') add(element.start, element.start + element.parameterName.length + 1, 'property');
  }
  walk(ast, (node) => {
    if (node.kind === 'FunctionDefinitionAst') {
      if (node.isWorkflow) add(node.start, node.start + 'workflow'.length, 'keyword');
      add(node.nameStart, node.nameEnd, 'function', 'declaration');
    } else if (node.kind === 'BlockStatementAst') {
      add(node.start, node.start + node.blockKind.length, 'keyword');
    } else if (node.kind === 'ForEachStatementAst' && node.parallel) {
      // What a workflow's loop is told (about_Foreach-Parallel).
      const until = node.variable.start, limit = node.throttleLimit;
      for (const { 0: flag, index } of text.slice(node.start, until).matchAll(/(?<=\s)[-\u2013-\u2015](?:parallel|throttlelimit)\b/gi)) {
        const start = node.start + index;
        if (limit === undefined || start < limit.start || start >= limit.end) add(start, start + flag.length, 'keyword');
      }
    } else if (node.kind === 'UsingExpressionAst') {
      add(node.start, node.end, 'variable', 'readonly');
      return false;
    } else if (node.kind === 'VariableExpressionAst' && node.splatted) {
      add(node.start, node.end, 'variable');
    }
    return true;
  });
  const parameters = (scope: Scope): void => {
    for (const { isParameter, occurrences } of scope.variables.values()) {
      if (isParameter) for (const { start, end, access } of occurrences) add(start, end, 'parameter', ...(access === 'declare' ? ['declaration' as const] : []));
    }
    scope.children.forEach(parameters);
  };
  parameters(root);
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  // Of several that overlap the first stays.
  let last = -1;
  return found.filter(({ start, end }) => {
    if (start < last || end <= start) return false;
    last = end;
    return true;
  });
}
