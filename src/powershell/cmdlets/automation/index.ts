/** The automation activities: what a runbook asks of the service it runs in. */
import { getAutomationCertificate } from './getAutomationCertificate.ts';
import { getAutomationConnection } from './getAutomationConnection.ts';
import { getAutomationPSCredential } from './getAutomationPSCredential.ts';
import { getAutomationVariable } from './getAutomationVariable.ts';
import { startSmaRunbook } from './startSmaRunbook.ts';
import { setAutomationVariable } from './setAutomationVariable.ts';

export const automationCmdlets = [
  getAutomationVariable, setAutomationVariable, getAutomationPSCredential, getAutomationCertificate, getAutomationConnection, startSmaRunbook,
] as const;
