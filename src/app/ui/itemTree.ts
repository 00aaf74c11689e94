import * as vscode from 'vscode';
import { Disposable } from '../disposable.ts';
import { rowCommand } from '../ids.ts';
import type { RowViewId } from '../ids.ts';
import { contextValueOf } from './itemView.ts';
import type { ItemView } from './itemView.ts';

export interface ItemTreeParts<N extends object> {
  /** The view it is shown in. */
  readonly viewId: RowViewId;
  readonly roots: () => readonly N[];
  readonly children?: (node: N) => readonly N[];
  readonly view: (node: N) => ItemView;
}

/**
 * A tree over nodes that are plain records. On `refresh` it works out which rows changed and tells the editor of these
 * alone, so that nothing collapses, flickers or loses the selection. A node that is known by its id is updated in
 * place: the editor, and the commands it passes nodes to, hold on to the first record they saw.
 */
export class ItemTree<N extends object> extends Disposable implements vscode.TreeDataProvider<N> {
  readonly #parts: ItemTreeParts<N>;
  readonly #changed = this.own(new vscode.EventEmitter<N[] | undefined>());
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #live = new Map<string, N>();
  readonly #parents = new Map<N, N>();
  #prints = new Map<string, string>();

  constructor(parts: ItemTreeParts<N>) {
    super();
    this.#parts = parts;
  }

  /** Compares what should be shown with what is, and has the differences drawn. */
  refresh(): void {
    const roots = this.#parts.roots();
    const prints = new Map(roots.map((node) => [this.#parts.view(node).id, this.#print(node)]));
    const former = this.#prints;
    const sameRows = former.size === prints.size && [...former.keys()].join('\n') === [...prints.keys()].join('\n');
    if (!sameRows) {
      this.#changed.fire(undefined);
      return;
    }
    const changed = roots.filter((node) => former.get(this.#parts.view(node).id) !== this.#print(node)).map((node) => this.#keep(node));
    this.#prints = prints;
    if (changed.length > 0) this.#changed.fire(changed);
  }

  getChildren(parent?: N): N[] {
    if (parent !== undefined) {
      const children = (this.#parts.children?.(parent) ?? []).map((node) => this.#keep(node));
      for (const child of children) this.#parents.set(child, parent);
      return children;
    }
    const roots = this.#parts.roots();
    this.#prints = new Map(roots.map((node) => [this.#parts.view(node).id, this.#print(node)]));
    const kept = roots.map((node) => this.#keep(node));
    for (const root of kept) this.#parents.delete(root);
    this.#forgetOthers(kept);
    return kept;
  }

  getParent(node: N): N | undefined {
    return this.#parents.get(node);
  }

  /** The record the editor knows under an id. */
  find(id: string): N | undefined {
    return this.#live.get(id);
  }

  getTreeItem(node: N): vscode.TreeItem {
    const view = this.#parts.view(node);
    const item = new vscode.TreeItem(view.label, collapsibleState(view.expandable));
    item.id = view.id;
    item.contextValue = contextValueOf(view.tokens);
    item.iconPath = new vscode.ThemeIcon(view.icon, view.color === undefined ? undefined : new vscode.ThemeColor(view.color));
    item.tooltip = view.tooltip ?? view.label;
    item.accessibilityInformation = { label: view.spoken ?? [view.label, view.description].filter((part) => part !== undefined).join(', ') };
    if (view.description !== undefined) item.description = view.description;
    if (view.resource !== undefined) item.resourceUri = vscode.Uri.parse(view.resource, true);
    if (view.opens !== undefined) item.command = { command: rowCommand[this.#parts.viewId], title: view.opens };
    return item;
  }

  /** All that shows of a node, with everything below it. */
  #print(node: N): string {
    const { children, view } = this.#parts;
    return JSON.stringify([view(node), (children?.(node) ?? []).map((child) => this.#print(child))]);
  }

  #keep(node: N): N {
    const { id } = this.#parts.view(node);
    const known = this.#live.get(id);
    if (known === undefined) {
      this.#live.set(id, node);
      return node;
    }
    return Object.assign(known, node);
  }

  #forgetOthers(kept: readonly N[]): void {
    const roots = new Set<N>(kept);
    const isAlive = (node: N): boolean => {
      let at: N | undefined = node;
      while (at !== undefined && !roots.has(at)) at = this.#parents.get(at);
      return at !== undefined;
    };
    for (const [id, node] of this.#live) {
      if (isAlive(node)) continue;
      this.#live.delete(id);
      this.#parents.delete(node);
    }
  }
}

function collapsibleState(expandable: ItemView['expandable']): vscode.TreeItemCollapsibleState {
  if (expandable === undefined) return vscode.TreeItemCollapsibleState.None;
  return expandable === 'expanded' ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}
