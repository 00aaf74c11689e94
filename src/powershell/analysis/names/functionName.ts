import type { FunctionDefinitionAst } from '../../syntax/ast.ts';

const scopeWord = /^(?:global|local|private|script):(?=.)/i;

/** A function's name without the scope that it is put into: `function global:Foo` is called Foo (about_Scopes). */
export const plainFunctionName = (name: string): string => name.replace(scopeWord, '');

/** The name by which a function is called, and where that stands. */
export function calledName({ name, nameStart, nameEnd }: FunctionDefinitionAst): { readonly name: string; readonly start: number; readonly end: number } {
  const plain = plainFunctionName(name);
  return { name: plain, start: plain === name ? nameStart : nameEnd - plain.length, end: nameEnd };
}
