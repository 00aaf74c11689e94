/** The modules whose cmdlets ask the service that a runbook runs in (sma-rest-api.md 6.1 and 7). */
import type { Cmdlet } from './cmdlet.ts';

/** The one that SMA itself lists the asset activities under. */
export const AUTOMATION_MODULE = 'RunbookConstructs';
export const SMA_MODULE = 'Microsoft.SystemCenter.ServiceManagementAutomation';
/** Whether only the service of a job can answer the cmdlet: assets, jobs, runbooks. */
export const asksService = ({ module }: Cmdlet): boolean => module === AUTOMATION_MODULE || module === SMA_MODULE;
