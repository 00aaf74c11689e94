/**
 * Every id that package.json and the code share, with the types that go with it. No other module spells one out;
 * test/unit/manifest.test.ts proves that manifest and module agree both ways.
 */
import type { Uri } from 'vscode';
import type { RunbookType } from '../sma/runbookType.ts';

export const command = {
  connectionAdd: 'sma.connection.add',
  connectionActivate: 'sma.connection.activate',
  connectionConnect: 'sma.connection.connect',
  connectionEdit: 'sma.connection.edit',
  connectionRemove: 'sma.connection.remove',
  connectionTrust: 'sma.connection.trust',
  serviceStart: 'sma.localService.start',
  serviceStop: 'sma.localService.stop',
  serviceRestart: 'sma.localService.restart',
  runbookNew: 'sma.runbook.new',
  runbookOpen: 'sma.runbook.open',
  runbookSaveDraft: 'sma.runbook.saveDraft',
  runbookPublish: 'sma.runbook.publish',
  runbookStart: 'sma.runbook.start',
  runbookRun: 'sma.runbook.run',
  runbookDebug: 'sma.runbook.debug',
  runbookDebugFromCheckpoint: 'sma.runbook.debugFromCheckpoint',
  runbookOpenDraft: 'sma.runbook.openDraft',
  runbookOpenPublished: 'sma.runbook.openPublished',
  runbookComparePublished: 'sma.runbook.comparePublished',
  runbookDelete: 'sma.runbook.delete',
  runbookRefresh: 'sma.runbook.refresh',
  jobShowOutput: 'sma.job.showOutput',
  jobStop: 'sma.job.stop',
  jobAttach: 'sma.job.attach',
  jobPick: 'sma.job.pick',
  jobReplay: 'sma.job.replay',
  jobShowMore: 'sma.job.showMore',
  jobRefresh: 'sma.job.refresh',
  variableNew: 'sma.variable.new',
  variableEdit: 'sma.variable.edit',
  variableDelete: 'sma.variable.delete',
  variableCopyName: 'sma.variable.copyName',
  assetRefresh: 'sma.asset.refresh',
  treeOpenConnection: 'sma.tree.openConnection',
  treeOpenRunbook: 'sma.tree.openRunbook',
  treeOpenJob: 'sma.tree.openJob',
  treeOpenAsset: 'sma.tree.openAsset',
  treeEdit: 'sma.tree.edit',
  treeDelete: 'sma.tree.delete',
  lintShowRule: 'sma.lint.showRule',
  logShow: 'sma.log.show',
} as const;
export type CommandId = (typeof command)[keyof typeof command];

/** What a command may be called on. Each can be built by hand, so that one command can call another. */
export interface ConnectionTarget { readonly connectionId: string }
/** What Add Server would ask; given by callers that know. */
export interface ServerAnswers { readonly url: string; readonly user: string; readonly password: string }
export interface RunbookTarget { readonly runbookName: string; readonly file?: Uri | undefined }
/** What New Runbook would ask; given by callers that know. */
export interface NewRunbookAnswers { readonly type: RunbookType; readonly name: string }
/** Texts for parameters as a person would type them, by name. With it nothing is asked; what is left out keeps its default. */
export interface StartOptions { readonly parameters: Readonly<Record<string, string>> }
export interface JobTarget { readonly connectionId: string; readonly jobId: string; readonly runbookName?: string | undefined }
export interface VariableTarget { readonly variableId: string }

/** Arguments per command; all optional, since every command can be called from the palette. */
export interface CommandArguments {
  [command.connectionAdd]: [answers?: ServerAnswers];
  [command.connectionActivate]: [target?: ConnectionTarget];
  [command.connectionConnect]: [target?: ConnectionTarget & { /** Once it is connected, it is the one in use. */ readonly thenUse?: boolean }];
  [command.connectionEdit]: [target?: ConnectionTarget & { /** Asks for this alone. */ readonly only?: 'password'; /** Once it is connected, it is the one in use. */ readonly thenUse?: boolean }];
  [command.connectionRemove]: [target?: ConnectionTarget];
  [command.connectionTrust]: [target?: ConnectionTarget];
  [command.serviceStart]: [];
  [command.serviceStop]: [];
  [command.serviceRestart]: [];
  [command.runbookNew]: [answers?: NewRunbookAnswers];
  [command.runbookOpen]: [target?: RunbookTarget];
  [command.runbookSaveDraft]: [target?: RunbookTarget | Uri];
  [command.runbookPublish]: [target?: RunbookTarget | Uri];
  [command.runbookStart]: [target?: RunbookTarget | Uri, options?: StartOptions];
  [command.runbookRun]: [target?: RunbookTarget | Uri, options?: StartOptions];
  [command.runbookDebug]: [target?: RunbookTarget | Uri, options?: StartOptions];
  [command.runbookDebugFromCheckpoint]: [target?: RunbookTarget | Uri];
  [command.runbookOpenDraft]: [target?: RunbookTarget | Uri];
  [command.runbookOpenPublished]: [target?: RunbookTarget | Uri];
  [command.runbookComparePublished]: [target?: RunbookTarget | Uri];
  [command.runbookDelete]: [target?: RunbookTarget];
  [command.runbookRefresh]: [];
  [command.jobShowOutput]: [target?: JobTarget];
  [command.jobStop]: [target?: JobTarget];
  [command.jobAttach]: [target?: JobTarget];
  [command.jobPick]: [];
  [command.jobReplay]: [target?: JobTarget];
  [command.jobShowMore]: [];
  [command.jobRefresh]: [];
  [command.variableNew]: [];
  [command.variableEdit]: [target?: VariableTarget];
  [command.variableDelete]: [target?: VariableTarget];
  [command.variableCopyName]: [target?: VariableTarget];
  [command.assetRefresh]: [];
  [command.treeOpenConnection]: [];
  [command.treeOpenRunbook]: [];
  [command.treeOpenJob]: [];
  [command.treeOpenAsset]: [];
  [command.treeEdit]: [viewId?: string];
  [command.treeDelete]: [viewId?: string];
  [command.lintShowRule]: [rule?: string];
  [command.logShow]: [];
}

export const view = {
  connections: 'sma.connections',
  runbooks: 'sma.runbooks',
  jobs: 'sma.jobs',
  assets: 'sma.assets',
} as const;
export const viewContainer = 'sma';
/**
 * What a click on a row of a view runs: on the row that is selected, and without arguments. Those of a row's command are forgotten
 * when the row is drawn anew, so that a click at that moment would fail.
 */
export const rowCommand = {
  [view.connections]: command.treeOpenConnection,
  [view.runbooks]: command.treeOpenRunbook,
  [view.jobs]: command.treeOpenJob,
  [view.assets]: command.treeOpenAsset,
} as const satisfies Record<(typeof view)[keyof typeof view], CommandId>;
export type RowViewId = keyof typeof rowCommand;
/** The type of our debug configurations. */
export const debugType = 'sma-runbook';

/** What a list shows: not asked yet, being asked for the first time, nothing there, something there. */
export type ListState = 'unknown' | 'loading' | 'empty' | 'some';
/** How the active connection is; the words of connectionState.ts. */
export type ConnectionStateName =
  | 'idle' | 'stopping' | 'stopped' | 'failed' | 'connecting' | 'connected' | 'unauthorized' | 'untrusted' | 'unreachable' | 'notSma';

export const contextKey = {
  /** How the active connection is. */
  connection: 'sma.connection',
  /** `local` or `server`. */
  connectionKind: 'sma.connectionKind',
  connectionIsOurs: 'sma.connectionIsOurs',
  /** How the local service's process is. */
  localService: 'sma.localService',
  /** What the open folders hold; not known before they were searched. */
  folder: 'sma.folderList',
  runbooks: 'sma.runbookList',
  jobs: 'sma.jobList',
  variables: 'sma.variableList',
} as const;
export interface ContextKeyValues {
  [contextKey.connection]: ConnectionStateName;
  [contextKey.connectionKind]: 'local' | 'server';
  /** A service of this product, which may have a debugger for its jobs. */
  [contextKey.connectionIsOurs]: boolean;
  [contextKey.localService]: 'stopped' | 'starting' | 'running' | 'stopping' | 'failed';
  [contextKey.folder]: 'unknown' | 'empty' | 'some';
  [contextKey.runbooks]: ListState;
  [contextKey.jobs]: ListState;
  [contextKey.variables]: ListState;
}
export type ContextKeyId = keyof ContextKeyValues;

export const setting = {
  runbookFiles: 'sma.runbooks.files',
  codeLens: 'sma.editor.codeLens',
  languageFeatures: 'sma.editor.languageFeatures',
  referencesLens: 'sma.editor.referencesLens',
  jobLens: 'sma.editor.jobLens',
  parameterHints: 'sma.editor.parameterHints',
  formatCasing: 'sma.editor.formatCasing',
  lintEnabled: 'sma.lint.enabled',
  lintRules: 'sma.lint.rules',
  autoStart: 'sma.localService.autoStart',
  nativeCommands: 'sma.localService.nativeCommands',
  jobRefreshSeconds: 'sma.jobs.refreshSeconds',
  revealOutput: 'sma.output.revealOnStart',
  engine: 'sma.engine',
  powerShellPath: 'sma.powerShellPath',
} as const;
export interface SettingValues {
  [setting.runbookFiles]: string;
  [setting.codeLens]: boolean;
  [setting.languageFeatures]: boolean;
  [setting.referencesLens]: boolean;
  [setting.jobLens]: boolean;
  [setting.parameterHints]: boolean;
  [setting.formatCasing]: boolean;
  [setting.lintEnabled]: boolean;
  [setting.lintRules]: Readonly<Record<string, string>>;
  [setting.autoStart]: boolean;
  [setting.nativeCommands]: boolean;
  [setting.jobRefreshSeconds]: number;
  [setting.revealOutput]: boolean;
  [setting.engine]: 'auto' | 'builtIn' | 'powershell';
  [setting.powerShellPath]: string;
}
export type SettingId = keyof SettingValues;

/** Scheme of the read-only documents that show what the server has. */
export const documentScheme = 'sma';
/** Scheme of the linter's rules, as documents. */
export const ruleScheme = 'sma-rule';
/** Scheme of the decorations in the runbooks view; nothing can be opened by it. */
export const decorationScheme = 'sma-runbook';
/** The status bar item, as users hide and show it. */
export const statusItemId = 'sma.status';
