import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { cmdlets } from '../../../../src/powershell/cmdlets/index.ts';
import { cmdletParameters } from '../../../../src/powershell/runtime/bind/cmdletParameters.ts';
import { ALL_SETS, NO_POSITION } from '../../../../src/powershell/runtime/bind/parameters.ts';
import type { Parameter, ParameterAttribute, SetRole } from '../../../../src/powershell/runtime/bind/parameters.ts';
import { toText } from '../../../../src/powershell/runtime/convert/toText.ts';
import { T } from '../../../../src/powershell/runtime/types/t.ts';
import { MEANT } from './meantDifferences.ts';

/**
 * What PowerShell 7.6 declares, a line each: `Cmdlet default=Set should` (its default set; it asks with -WhatIf and -Confirm), and under it
 * `Parameter Set@position!<.… = Aliases : checks`: `*` is every set, `!` mandatory, `<` by value, `.` by property name, `…` what is left over.
 * The checks are the Validate* attributes in their order; what a mandatory parameter may be all the same is `null`, an empty `text` or an empty `list`.
 */
const facts = readFileSync(new URL('parameterFacts.txt', import.meta.url), 'utf8').trimEnd().split('\n');

function roleText(set: string, r: SetRole): string {
  return `${set === ALL_SETS ? '*' : set}${r.position === NO_POSITION ? '' : `@${r.position}`}${r.mandatory ? '!' : ''}${r.fromPipeline ? '<' : ''}${r.fromProperty ? '.' : ''}${r.remaining ? '…' : ''}`;
}
function parameterText(p: Parameter): string {
  const aliases = p.aliases.length === 0 ? '' : ` = ${[...p.aliases].sort().join(' ')}`;
  const checks = [...p.attributes.map(attributeText), ...allowed(p)];
  return `  ${p.name} ${[...p.sets].map(([set, role]) => roleText(set, role)).sort().join(' ')}${aliases}${checks.length === 0 ? '' : ` : ${checks.join(' ')}`}`;
}
const KINDS: Readonly<Record<string, string>> = { validatenotnull: 'notNull', validatenotnullorempty: 'notEmpty', validatenotnullorwhitespace: 'notWhite', validateset: 'set', validaterange: 'range', validatecount: 'count', validatelength: 'length', validatepattern: 'pattern' };
function attributeText({ name, positional }: ParameterAttribute): string {
  const kind = KINDS[name] ?? name;
  if (kind === 'set') return `set(${positional.map(toText).join(',')})`;
  return positional.length === 0 || kind === 'pattern' ? kind : `${kind}(${positional.map(toText).join('..')})`;
}
/** What a mandatory parameter may be all the same; elsewhere it may be that anyway. */
function allowed(p: Parameter): string[] {
  if (![...p.sets.values()].some((r) => r.mandatory)) return [];
  const isList = p.type?.isArray === true, isText = p.type === T.String || (isList && p.type?.elementType === T.String);
  return [p.allowNull ? 'null' : '', p.allowEmptyString && isText ? 'text' : '', p.allowEmptyCollection && isList ? 'list' : ''].filter((x) => x !== '');
}
/** Where ours takes any object, nothing that is empty is refused. */
const withoutEmpty = (line: string): string => line.replace(/( : .*?)(?: text)?(?: list)?$/, '$1').replace(/ :$/, '');
/** What differs, as `Cmdlet` or `Cmdlet -Parameter`, with both declarations. */
function differences(): Map<string, string> {
  const out = new Map<string, string>();
  let name = '', declared = new Map<string, string>(), isObject = new Set<string>();
  for (const line of facts) {
    if (line.startsWith(' ')) {
      const parameter = line.trim().split(' ')[0] ?? '', ours = declared.get(parameter.toLowerCase()), wanted = isObject.has(parameter.toLowerCase()) ? withoutEmpty(line) : line;
      if (ours?.toLowerCase() !== wanted.toLowerCase() || !ours.startsWith(`  ${parameter} `)) out.set(`${name} -${parameter}`, `${ours ?? 'missing'}\n  instead of ${line.trim()}`);
      continue;
    }
    name = line.split(' ')[0] ?? '';
    const cmdlet = cmdlets.find((c) => c.name === name);
    if (cmdlet === undefined) { out.set(name, 'missing'); continue; }
    declared = new Map(cmdletParameters(cmdlet).list.map((p) => [p.folded, parameterText(p)]));
    isObject = new Set(cmdletParameters(cmdlet).list.filter((p) => p.type === T.Object).map((p) => p.folded));
    const ours = `${name}${cmdlet.defaultSet === undefined ? '' : ` default=${cmdlet.defaultSet}`}${cmdlet.supportsShouldProcess === true ? ' should' : ''}`;
    if (ours.toLowerCase() !== line.toLowerCase()) out.set(name, `${ours}\n  instead of ${line}`);
  }
  return out;
}

describe('Declarations of cmdlets', () => {
  const found = differences(), meant = new Set(Object.values(MEANT).flat());
  it('are PowerShell\'s but for what is meant to differ', () => {
    assert.ok(facts.length > 1000);
    assert.deepEqual([...found].filter(([key]) => !meant.has(key) && !meant.has(key.split(' ')[0] ?? '')).map(([key, what]) => `${key}: ${what}`), []);
  });
  it('differ wherever it is said that they do', () => {
    assert.deepEqual([...meant].filter((key) => !(key.includes(' ') ? found.has(key) : [...found.keys()].some((f) => f.split(' ')[0] === key))), []);
  });
});
