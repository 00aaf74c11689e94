import type { Ast, HashtableAst } from '../../syntax/ast.ts';
import type { ParseResult } from '../../syntax/parseResult.ts';
import { nodesAt } from '../nodesAt.ts';
import { writtenName } from '../names/quoted.ts';
import { nameTable } from '../../syntax/nameTable.ts';

/** Keys of a manifest whose texts are files beside it (about_Module_Manifests), with how their names end. */
const files: Readonly<Record<string, RegExp>> = nameTable({
  rootmodule: /\.(?:psm1|dll|cdxml|xaml)$/i, moduletoprocess: /\.(?:psm1|dll)$/i, nestedmodules: /\.(?:psm1|psd1|ps1|dll|xaml)$/i, scriptstoprocess: /\.ps1$/i, typestoprocess: /\.ps1xml$/i, formatstoprocess: /\.ps1xml$/i,
  requiredassemblies: /\.dll$/i, modulelist: /\.psm1$/i, filelist: /./,
});

/** A file that a manifest names: the letters of its name, and which files the key can have. */
export interface ManifestFile { readonly name: string; readonly start: number; readonly end: number; readonly quote: '' | "'" | '"'; readonly ending: RegExp }

const keyOf = ({ pairs }: HashtableAst, node: Ast): string | undefined => {
  const key = pairs.find(({ value }) => value.start <= node.start && node.end <= value.end)?.key;
  return key?.kind === 'StringConstantExpressionAst' ? key.value.toLowerCase() : undefined;
};

/** The keys that lead to the innermost table around a place, in lower case: none at the top, undefined outside every table. */
export function manifestTable({ ast }: ParseResult, offset: number): readonly string[] | undefined {
  const tables = nodesAt(ast, Math.max(0, offset - 1)).filter((node): node is HashtableAst => node.kind === 'HashtableAst' && node.start + 1 < offset);
  return tables.length === 0 ? undefined : tables.slice(1).map((table, index) => keyOf(tables[index]!, table) ?? '');
}

/** The file that is named at a place of a manifest; undefined where none can be. */
export function manifestFileAt({ ast, text }: ParseResult, offset: number): ManifestFile | undefined {
  const path = [nodesAt(ast, offset), nodesAt(ast, Math.max(0, offset - 1))].find((one) => one.at(-1)?.kind === 'StringConstantExpressionAst') ?? [], node = path.at(-1);
  const [top, inner] = path.filter((one): one is HashtableAst => one.kind === 'HashtableAst');
  if (node?.kind !== 'StringConstantExpressionAst' || top === undefined || (inner !== undefined && keyOf(inner, node) !== 'modulename')) return undefined;
  const ending = files[keyOf(top, node) ?? ''], place = node.stringConstantType === 'BareWord' ? undefined : writtenName(text, node);
  if (ending === undefined) return undefined;
  // Nothing stands between the quotes of a text that was just begun.
  if (place === undefined) return node.end - node.start === 1 && offset === node.end ? { name: '', start: node.end, end: node.end, quote: text.charAt(node.start) === '"' ? '"' : "'", ending } : undefined;
  return place.start <= offset && offset <= place.end ? { name: node.value, ...place, ending } : undefined;
}
