/** Paths as far as a text tells them: the same words for the same file, through variables and what puts paths together. */
import { argumentFor, textOf, typeFullName, variableParts, type Ast, type CommandAst, type InvokeMemberExpressionAst, type VariableExpressionAst } from '../../../powershell/index.ts';
import { bare } from '../sites.ts';

export interface Paths {
  /** The cmdlet that a command means, in lower case. */
  cmdlet(node: CommandAst): string;
  /** The path in a variable; undefined where nobody knows. */
  known(variable: VariableExpressionAst, isUsing: boolean): string | undefined;
  /** How a variable that nobody knows stands in a path: another word for each of its values. */
  word(variable: VariableExpressionAst): string;
}

/** Whether a path leads to the disk of the worker itself. */
export const isLocalPath = (path: string): boolean => /^(?:[a-z]:\\|%(?:temp|tmp|appdata|localappdata|userprofile|programdata|public|systemdrive|systemroot|windir)%|<)/.test(path);

const plain = (path: string): string => path.toLowerCase().replaceAll('/', '\\').replace(/(?<=.)\\+/g, '\\');
const joined = (paths: readonly (string | undefined)[]): string | undefined =>
  (paths[0] === undefined || paths.includes(undefined) ? undefined : plain(paths.map((part, i) => (i === 0 ? part! : part!.replace(/^\\+/, ''))).join('\\')));

function inVariable(node: VariableExpressionAst, paths: Paths, isUsing = false): string | undefined {
  const { isDrive, drive, name } = variableParts(node.variablePath);
  return isDrive && drive === 'env' ? `%${name.toLowerCase()}%` : paths.known(node, isUsing);
}

/** The words of a path that an expression or a command gives; undefined where the text does not tell. What differs from run to run is in them by name. */
export function pathOf(written: Ast, paths: Paths): string | undefined {
  const node = bare(written);
  switch (node.kind) {
    case 'StringConstantExpressionAst': return plain(node.value);
    case 'ExpandableStringExpressionAst': return plain(node.parts.map((part) => (typeof part === 'string' ? part : inText(part, paths))).join(''));
    case 'VariableExpressionAst': return inVariable(node, paths);
    case 'UsingExpressionAst': return node.subExpression.kind === 'VariableExpressionAst' ? inVariable(node.subExpression, paths, true) : undefined;
    case 'MemberExpressionAst': return /^FullName$/i.test(textOf(node.member) ?? '') ? pathOf(node.expression, paths) : undefined;
    case 'BinaryExpressionAst': {
      const left = node.operator === 'Plus' ? pathOf(node.left, paths) : undefined, right = left === undefined ? undefined : inText(node.right, paths);
      return left === undefined || right === undefined ? undefined : plain(left + right);
    }
    case 'InvokeMemberExpressionAst': return ofMethod(node, paths);
    case 'CommandAst': return ofCommand(node, paths);
    default: return undefined;
  }
}

/** A part of a text: a variable by its name, anything else by its place. */
function inText(part: Ast, paths: Paths): string {
  const node = bare(part), known = pathOf(node, paths);
  return known ?? (node.kind === 'VariableExpressionAst' ? paths.word(node) : node.kind === 'ConstantExpressionAst' ? String(node.value) : `$${node.start}$`);
}

function ofMethod(node: InvokeMemberExpressionAst, paths: Paths): string | undefined {
  if (node.expression.kind !== 'TypeExpressionAst' || !/^(?:System\.)?IO\.Path$/i.test(typeFullName(node.expression.typeName))) return undefined;
  switch (textOf(node.member)?.toLowerCase()) {
    case 'gettemppath': return '%temp%\\';
    // A new name with each call.
    case 'gettempfilename': return `<${node.start}>`;
    case 'combine': return joined(node.arguments.map((argument, i) => (i === 0 ? pathOf(argument, paths) : inText(argument, paths))));
    default: return undefined;
  }
}

function ofCommand(node: CommandAst, paths: Paths): string | undefined {
  switch (paths.cmdlet(node)) {
    case 'join-path': {
      const path = argumentFor(node, 'Path', 0), child = argumentFor(node, 'ChildPath', 1);
      return path === undefined || child === undefined ? undefined : joined([pathOf(path, paths), inText(child, paths)]);
    }
    case 'new-temporaryfile': return `<${node.start}>`;
    case 'new-item': case 'mkdir': case 'md': {
      const path = argumentFor(node, 'Path', 0), name = argumentFor(node, 'Name');
      return path === undefined ? undefined : name === undefined ? pathOf(path, paths) : joined([pathOf(path, paths), inText(name, paths)]);
    }
    default: return undefined;
  }
}
