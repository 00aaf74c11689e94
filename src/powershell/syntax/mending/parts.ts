import type { Ast } from '../ast.ts';
import { Gathered } from '../gathered.ts';

const kinds: ReadonlySet<Ast['kind']> = new Set<Ast['kind']>([
  'NamedBlockAst', 'StatementBlockAst', 'PropertyMemberAst', 'TypeDefinitionAst', 'ParamBlockAst', 'FunctionDefinitionAst', 'IfStatementAst', 'SwitchStatementAst', 'WhileStatementAst', 'ForStatementAst', 'ForEachStatementAst',
  'TryStatementAst', 'DoWhileStatementAst', 'DoUntilStatementAst', 'BlockStatementAst', 'ErrorStatementAst',
]);
const isText = (node: Ast): boolean => node.kind === 'StringConstantExpressionAst' || node.kind === 'ExpandableStringExpressionAst';
const isLong = (node: Ast, text: string): boolean => isText(node) && node.end - node.start > 1 && /[\r\n]/.test(text.slice(node.start, node.end));

/** What lines of a text may belong to: statements and blocks that begin with a word, parameter lists, texts over lines. Most nodes are none of these. */
export const lineHolders = new Gathered((node, text) => (kinds.has(node.kind) || isLong(node, text) ? [node] : undefined));

/** Texts and words over lines, but not those in the brackets inside of a text. */
export const longNodes = new Gathered((node, text) => (isLong(node, text) ? [node] : undefined), (node) => node.kind !== 'ExpandableStringExpressionAst');
