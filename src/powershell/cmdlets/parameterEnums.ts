/** The enums that parameters of cmdlets take and scripts hardly name. */
import type { NetType } from '../runtime/types/netType.ts';
import { enumType } from '../runtime/types/system/enums.ts';
import type { EnumValue } from '../runtime/values/enumValue.ts';

const COMMANDS = 'Microsoft.PowerShell.Commands.', AUTOMATION = 'System.Management.Automation.';
export const aliasFormats: NetType = enumType(`${COMMANDS}ExportAliasFormat`, ['Csv', 'Script']);
export const dateKinds: NetType = enumType(`${COMMANDS}JsonDateKind`, ['Default', 'Local', 'Utc', 'Offset', 'String']);
export const displayHints: NetType = enumType(`${COMMANDS}DisplayHintType`, ['Date', 'Time', 'DateTime']);
export const escapeHandlings: NetType = enumType('Newtonsoft.Json.StringEscapeHandling', ['Default', 'EscapeNonAscii', 'EscapeHtml']);
export const executionPolicies: NetType = enumType('Microsoft.PowerShell.ExecutionPolicy', ['Unrestricted', 'RemoteSigned', 'AllSigned', 'Restricted', 'Bypass', 'Undefined', ['Default', 3]]);
export const executionPolicyScopes: NetType = enumType('Microsoft.PowerShell.ExecutionPolicyScope', ['Process', 'CurrentUser', 'LocalMachine', 'UserPolicy', 'MachinePolicy']);
export const memberViews: NetType = enumType(`${AUTOMATION}PSMemberViewTypes`, [['Extended', 1], ['Adapted', 2], ['Base', 4], ['All', 7]], { flags: true });
export const outputModes: NetType = enumType(`${COMMANDS}OutputModeOption`, ['None', 'Single', 'Multiple']);
export const pathTypes: NetType = enumType(`${COMMANDS}TestPathType`, ['Any', 'Container', 'Leaf']);
export const quoteKinds: NetType = enumType(`${COMMANDS}BaseCsvWritingCommand+QuoteKind`, ['Never', 'Always', 'AsNeeded']);
export const visibilities: NetType = enumType(`${AUTOMATION}SessionStateEntryVisibility`, ['Public', 'Private']);
export const webAuthentications: NetType = enumType(`${COMMANDS}WebAuthenticationType`, ['None', 'Basic', 'Bearer', 'OAuth']);
export const webMethods: NetType = enumType(`${COMMANDS}WebRequestMethod`, ['Default', 'Get', 'Head', 'Post', 'Put', 'Delete', 'Trace', 'Options', 'Merge', 'Patch']);
export const webProtocols: NetType = enumType(`${COMMANDS}WebSslProtocol`, [['Default', 0], ['Tls', 3072], ['Tls11', 3072], ['Tls12', 3072], ['Tls13', 12288]], { flags: true });
export const windowStyles: NetType<EnumValue> = enumType('System.Diagnostics.ProcessWindowStyle', ['Normal', 'Hidden', 'Minimized', 'Maximized']) as NetType<EnumValue>;
