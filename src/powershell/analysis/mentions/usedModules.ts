import { walk } from '../../syntax/children.ts';
import type { ScriptBlockAst } from '../../syntax/ast.ts';
import { commandKeyOf } from '../../syntax/commandName.ts';
import { argumentFor, textOf } from '../commands/arguments.ts';
import type { CommandUse } from '../commands/commands.ts';
import { loadPath } from './scriptFiles.ts';

/** The file of a module as `loadPath` names it: `using module .\Shapes.psm1`, or by its name, its folder's or its manifest's. */
function fileOf(written: string): string {
  const [, folder, name = ''] = /^(.*[\\/])?([^\\/]+)/.exec(written.replace(/[\\/]+$/, '')) ?? [];
  return loadPath(folder, `${name.replace(/\.ps[md]1$/i, '')}.psm1`);
}

/** Files of the modules that a text uses, whose classes and functions it has then (about_Using). */
export const usedModules = ({ usings }: ScriptBlockAst): readonly string[] => usings.flatMap(({ usingKind, name, moduleSpecification }) => {
  if (usingKind !== 'Module') return [];
  const [pair] = moduleSpecification?.pairs.filter(({ key }) => /^ModuleName$/i.test(textOf(key) ?? '')) ?? [];
  const [only] = pair?.value.kind === 'PipelineAst' && pair.value.elements[0]?.kind === 'CommandExpressionAst' ? [pair.value.elements[0].expression] : [], written = name?.value ?? textOf(only);
  return written === undefined || written === '' ? [] : [fileOf(written)];
});

/** Files whose functions a manifest of a name hands on: its namesake, and those that it loads (about_Module_Manifests). */
export function manifestModules(fileName: string, root: ScriptBlockAst): readonly string[] {
  const found = new Set([fileOf(`.\\${fileName}`)]);
  walk(root, (node) => {
    for (const { key, value } of node.kind === 'HashtableAst' ? node.pairs : []) {
      if (/^(?:RootModule|ModuleToProcess|NestedModules)$/i.test(textOf(key) ?? '')) walk(value, (inner) => {
        if (inner.kind === 'StringConstantExpressionAst') found.add(fileOf(`.\\${inner.value}`));
      });
    }
  });
  return [...found];
}

/** Files of the modules that a text imports: their functions, not their classes. */
export const importedModules = (commands: readonly CommandUse[]): readonly string[] => commands.flatMap(({ node }) => {
  const written = /^(?:import-module|ipmo)$/.test(commandKeyOf(node)) ? argumentFor(node, 'Name', 0) : undefined;
  const path = written?.kind === 'ExpandableStringExpressionAst' ? written.value.replace(/^\$(?:PSScriptRoot|\{PSScriptRoot\})(?=[\\/])/i, '.') : textOf(written);
  return path === undefined || path === '' || path.includes('$') ? [] : [fileOf(path)];
});
