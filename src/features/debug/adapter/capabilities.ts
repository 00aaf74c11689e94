import type { DebugProtocol } from '@vscode/debugprotocol';

/** What the adapter can do, and nothing that it cannot. */
export const CAPABILITIES: DebugProtocol.Capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsFunctionBreakpoints: true,
  supportsConditionalBreakpoints: true,
  supportsHitConditionalBreakpoints: true,
  supportsLogPoints: true,
  supportsBreakpointLocationsRequest: true,
  supportsEvaluateForHovers: true,
  supportsClipboardContext: true,
  supportsSetVariable: true,
  supportsSetExpression: true,
  supportsCompletionsRequest: true,
  completionTriggerCharacters: ['$', '.', '-'],
  supportsExceptionInfoRequest: true,
  supportsLoadedSourcesRequest: true,
  supportsDelayedStackTraceLoading: true,
  supportsRestartRequest: true,
  supportsTerminateRequest: true,
  supportsANSIStyling: true,
};

export const EXCEPTION_FILTERS: readonly DebugProtocol.ExceptionBreakpointsFilter[] = [
  { filter: 'all', label: 'All Errors', description: 'Stops at every terminating error, also where a try or trap takes it, and at every error that a command writes and that is not silenced.', default: false },
  { filter: 'uncaught', label: 'Uncaught Errors', description: 'Stops at terminating errors that no try or trap takes.', default: true },
];
