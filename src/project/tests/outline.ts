/** The tests of a file, read without running anything: what an editor shows as a tree. */
import { argumentsOf, parse } from '../../powershell/index.ts';
import type { CommandAst } from '../../powershell/syntax/ast.ts';
import { walk } from '../../powershell/syntax/children.ts';
import { commandNameOf } from '../../powershell/syntax/commandName.ts';
import { LineMap } from '../../powershell/index.ts';
import { isPesterTests } from './fileNames.ts';
import { readSuite } from './readSuite.ts';
import { TestFileError } from './suite.ts';
import type { Place } from './suite.ts';

export interface OutlineItem {
  readonly name: string;
  readonly kind: 'block' | 'test';
  readonly from: Place;
  readonly until: Place;
  readonly tags: readonly string[];
  /** Names that are made when it runs: from data, or from variables. */
  readonly isPattern: boolean;
  readonly children: readonly OutlineItem[];
}
export interface Outline { readonly items: readonly OutlineItem[]; readonly problem?: { readonly message: string; readonly at: Place; readonly file: string } }

/** Never throws: what is wrong with the file is its problem. */
export function outlineOf(file: string, text: string): Outline {
  if (isPesterTests(file)) return pesterOutline(file, text);
  try {
    const { cases } = readSuite(file, text);
    return { items: cases.map(({ name, at, until }) => ({ name, kind: 'test', from: at, until, tags: [], isPattern: false, children: [] })) };
  } catch (error) {
    if (!(error instanceof TestFileError)) throw error;
    return { items: [], problem: { message: error.message, at: error.place, file: error.file } };
  }
}
const SWITCHES: ReadonlySet<string> = new Set(['skip', 'pending']);
const BLOCKS: ReadonlySet<string> = new Set(['describe', 'context']);

function pesterOutline(file: string, text: string): Outline {
  const { ast, errors: [fault], text: plain } = parse(text), lines = new LineMap(plain);
  const itemsIn = (root: Parameters<typeof walk>[0]): OutlineItem[] => {
    const found: OutlineItem[] = [];
    walk(root, (n) => {
      if (n === root || n.kind !== 'CommandAst') return true;
      const name = commandNameOf(n)?.toLowerCase() ?? '', isBlock = BLOCKS.has(name);
      if (!isBlock && name !== 'it') return true;
      const body = n.elements.findLast((element) => element.kind === 'ScriptBlockExpressionAst'), title = titleOf(n, plain);
      found.push({ ...title, kind: isBlock ? 'block' : 'test', from: lines.position(n.start), until: lines.position(Math.max(n.start, n.end - 1)), tags: tagsOf(n), children: isBlock && body !== undefined ? itemsIn(body) : [] });
      return false;
    });
    return found;
  };
  return { items: itemsIn(ast), ...(fault === undefined ? {} : { problem: { message: fault.message, at: lines.position(fault.start), file } }) };
}
function titleOf(n: CommandAst, text: string): Pick<OutlineItem, 'name' | 'isPattern'> {
  const all = argumentsOf(n, SWITCHES), named = all.find(({ parameter }) => parameter?.toLowerCase() === 'name') ?? all.find(({ parameter, value }) => parameter === undefined && value !== undefined && value.kind !== 'ScriptBlockExpressionAst'), value = named?.value;
  const hasData = all.some(({ parameter }) => /^(foreach|testcases)$/i.test(parameter ?? ''));
  if (value?.kind === 'StringConstantExpressionAst') return { name: value.value, isPattern: hasData };
  if (value?.kind === 'ExpandableStringExpressionAst') return { name: text.slice(value.start + 1, value.end - 1), isPattern: true };
  return { name: value === undefined ? '(without a name)' : text.slice(value.start, value.end), isPattern: true };
}
function tagsOf(n: CommandAst): string[] {
  const value = argumentsOf(n, SWITCHES).find(({ parameter }) => /^tags?$/i.test(parameter ?? ''))?.value;
  if (value === undefined) return [];
  const each = value.kind === 'ArrayLiteralAst' ? value.elements : [value];
  return each.flatMap((element) => (element.kind === 'StringConstantExpressionAst' ? [element.value] : []));
}
