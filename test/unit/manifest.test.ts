import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { command, contextKey, documentScheme, setting, statusItemId, view, viewContainer } from '../../src/app/ids.ts';

interface MenuEntry { readonly command: string; readonly when?: string; readonly group?: string }
interface Manifest {
  readonly activationEvents: readonly string[];
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly icon: string;
  readonly extensionKind: readonly string[];
  readonly capabilities: { readonly untrustedWorkspaces: { readonly supported: string; readonly description: string; readonly restrictedConfigurations: readonly string[] }; readonly virtualWorkspaces: { readonly description: string } };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string; readonly icon?: string }[];
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string; readonly icon: string }[] };
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly icon: string; readonly name: string }[]>>;
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string; readonly when: string }[];
    readonly keybindings: readonly { readonly key: string; readonly command: string; readonly when: string; readonly args: { readonly commands: readonly [string, { readonly command: string; readonly args: string }] } }[];
    readonly menus: Readonly<Record<string, readonly MenuEntry[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown; readonly markdownDescription: string; readonly scope: string }>> };
    readonly grammars: readonly { readonly path: string }[];
    readonly walkthroughs: readonly { readonly steps: readonly { readonly description: string; readonly media: { readonly svg: string }; readonly completionEvents: readonly string[] }[] }[];
  };
}

const text = readFileSync('package.json', 'utf8');
const manifest = JSON.parse(text) as Manifest;
const nls = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Readonly<Record<string, string>>;
const { contributes } = manifest;
const commands = Object.values(command) as readonly string[];
const views = Object.values(view) as readonly string[];
const placeholder = (value: string): string => /^%(.+)%$/.exec(value)?.[1] ?? '';
const whens = [
  ...contributes.viewsWelcome.map((entry) => entry.when),
  ...Object.values(contributes.menus).flat().map((entry) => entry.when ?? ''),
];

describe('the manifest', () => {
  it('has exactly the commands that the code has', () => {
    assert.deepEqual(contributes.commands.map((entry) => entry.command).sort(), [...commands].sort());
  });

  it('gives every command a title, the category SMA and an icon', () => {
    for (const entry of contributes.commands) {
      assert.ok(nls[placeholder(entry.title)], `${entry.command} needs a title in package.nls.json`);
      assert.equal(nls[placeholder(entry.category)], 'SMA', entry.command);
      assert.match(entry.icon ?? '', /^\$\([a-z-]+\)$/, entry.command);
    }
  });

  it('has exactly the views that the code has, in the SMA container, each with an icon that is there', () => {
    assert.deepEqual(Object.keys(contributes.views), [viewContainer]);
    const there = contributes.views[viewContainer] ?? [];
    assert.deepEqual(there.map((entry) => entry.id), views);
    for (const { icon } of [...there, ...contributes.viewsContainers.activitybar]) assert.ok(existsSync(icon), icon);
  });

  it('has exactly the settings that the code has, each with a default, a description and a scope', () => {
    assert.deepEqual(Object.keys(contributes.configuration.properties).sort(), Object.values(setting).slice().sort());
    for (const [id, { default: value, markdownDescription, scope }] of Object.entries(contributes.configuration.properties)) {
      assert.notEqual(value, undefined, id);
      assert.ok(nls[placeholder(markdownDescription)], id);
      assert.match(scope, /^(window|resource|machine|machine-overridable|application)$/, id);
    }
  });

  it('asks in its conditions only for context keys, views and words that the code has', () => {
    const known = new Set<string>([...Object.values(contextKey), ...views]);
    for (const when of whens) {
      for (const [id] of when.matchAll(/\bsma\.[A-Za-z.]+/g)) assert.ok(known.has(id), `${id} in "${when}"`);
    }
    for (const key of Object.values(contextKey)) assert.ok(whens.some((when) => when.includes(key)), `${key} is set and never asked for`);
  });

  it('takes every text from package.nls.json, and none there is unused', () => {
    const used = new Set([...text.matchAll(/"%([^"%]+)%"/g)].map(([, key]) => key));
    assert.deepEqual([...used].filter((key) => nls[key ?? ''] === undefined), []);
    assert.deepEqual(Object.keys(nls).filter((key) => !used.has(key)), []);
    for (const [key, value] of Object.entries(nls)) assert.notEqual(value.trim(), '', key);
  });

  it('offers in menus, welcome texts and the walkthrough only commands that are there', () => {
    for (const [menu, entries] of Object.entries(contributes.menus)) for (const entry of entries) assert.ok(commands.includes(entry.command), `${entry.command} in ${menu}`);
    const buttons = Object.values(nls).flatMap((value) => [...value.matchAll(/\(command:([^)]+)\)/g)].map(([, id]) => id ?? ''));
    for (const id of buttons) assert.ok(commands.includes(id) || id.startsWith('vscode.'), id);
    for (const { media, completionEvents } of contributes.walkthroughs.flatMap(({ steps }) => steps)) {
      assert.ok(existsSync(media.svg), media.svg);
      for (const event of completionEvents) {
        const [, id] = /^onCommand:(.+)$/.exec(event) ?? [];
        if (id !== undefined) assert.ok(commands.includes(id), id);
      }
    }
  });

  it('lets keys of a tree act on the row that has the focus, in our views alone', () => {
    for (const { key, command: runs, when, args } of contributes.keybindings) {
      const [toggles, { command: id, args: viewId }] = args.commands;
      assert.deepEqual([runs, toggles], ['runCommands', 'list.toggleSelection'], key);
      assert.ok(commands.includes(id) && views.includes(viewId), key);
      assert.equal(when, `focusedView == ${viewId} && listFocus && !inputFocus`);
    }
  });

  it('has at most three inline buttons on a row, and an icon for each', () => {
    const inline = (contributes.menus['view/item/context'] ?? []).filter(({ group }) => group?.startsWith('inline') === true);
    assert.ok(inline.length > 0);
    const perKind = new Map<string, number>();
    for (const { when = '' } of inline) perKind.set(when.split(' && ').slice(0, 2).join(' && '), (perKind.get(when.split(' && ').slice(0, 2).join(' && ')) ?? 0) + 1);
    for (const [kind, count] of perKind) assert.ok(count <= 3, `${kind}: ${count}`);
  });

  it('has a welcome text for every state a connection can be in, in every list', () => {
    const states = ['stopping', 'stopped', 'failed', 'idle', 'connecting', 'unauthorized', 'untrusted', 'unreachable', 'notSma'];
    for (const id of [view.runbooks, view.jobs, view.assets]) {
      for (const state of states) {
        const found = contributes.viewsWelcome.filter((entry) => entry.view === id && new RegExp(`${contextKey.connection} == ${state}\\b`).test(entry.when));
        assert.ok(found.length > 0, `${id} when ${state}`);
      }
      assert.ok(contributes.viewsWelcome.some((entry) => entry.view === id && / == empty\b/.test(entry.when)), `${id} when empty`);
    }
  });

  it('shows a welcome text for bad states that names the next step', () => {
    for (const { contents, when } of contributes.viewsWelcome) {
      if (/ == (loading|connecting|stopping)\b/.test(when) || contents === '%welcome.noRunbooksOnServer%') continue;
      assert.match(nls[placeholder(contents)] ?? '', /\(command:/, contents);
    }
  });

  it('says what it does in untrusted and virtual workspaces, and where it runs', () => {
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, 'limited');
    assert.ok(nls[placeholder(manifest.capabilities.untrustedWorkspaces.description)]);
    assert.ok(nls[placeholder(manifest.capabilities.virtualWorkspaces.description)]);
    for (const id of manifest.capabilities.untrustedWorkspaces.restrictedConfigurations) assert.ok((Object.values(setting) as readonly string[]).includes(id), id);
    assert.deepEqual(manifest.extensionKind, ['workspace']);
  });

  it('lets no folder allow programs, and nobody unless they say so', () => {
    assert.deepEqual(contributes.configuration.properties[setting.nativeCommands], { type: 'boolean', default: false, scope: 'machine', markdownDescription: '%setting.localService.nativeCommands%' });
    assert.ok(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.includes(setting.nativeCommands));
  });

  it('wakes up for nothing that the editor finds out by itself', () => {
    for (const event of manifest.activationEvents) assert.doesNotMatch(event, /^(onCommand|onView):|^\*$|^onStartupFinished$/);
  });

  it('is typed against the oldest editor that it runs in', () => {
    assert.equal(manifest.engines.vscode.replace('^', ''), manifest.devDependencies['@types/vscode']);
  });

  it('has all that texts speak of by name: no message sends anybody to a setting or command that is not there', () => {
    const known = new Set<string>([...commands, ...views, ...Object.values(setting), ...Object.values(contextKey), statusItemId]);
    // Files and example addresses are called alike.
    const others = /^sma\.(?:yaml|db(?:\.lost)?|contoso\.com)$/;
    const unknown = globSync(['src/**/*.{ts,md}', 'media/**/*.{md,ps1}', 'README.md', 'CHANGELOG.md', 'package.nls.json']).flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/(?<![\w./-])sma\.[A-Za-z]+(?:\.[A-Za-z]+)*/g)].map(([name]) => name).filter((name) => !known.has(name) && !others.test(name)).map((name) => `${file}: ${name}`));
    assert.deepEqual(unknown, []);
  });

  it('points at files that are there', () => {
    for (const file of [manifest.icon, ...contributes.grammars.map(({ path }) => path)]) assert.ok(existsSync(file), file);
    assert.equal(documentScheme, 'sma');
  });
});
