const items = 'PSPath:System.String PSParentPath:System.String PSChildName:System.String PSDrive PSProvider PSIsContainer:System.Boolean';

/**
 * What types tell beside what the engine's tables say (the .NET API reference): exceptions, of which it gives the members by the one that
 * was thrown, and types of Windows. `Type<Base` for those that the engine does not have, and runbooks do: Windows PowerShell's and .NET Framework's.
 */
export const toldMembers: readonly (readonly [type: string, members: string])[] = [
  'System.AggregateException|InnerExceptions:System.Exception[] Flatten():System.AggregateException Handle()',
  'System.ArgumentException|ParamName:System.String', 'System.ArgumentOutOfRangeException|ActualValue:System.Object', 'System.Globalization.CultureNotFoundException|InvalidCultureName:System.String InvalidCultureId',
  'System.Text.RegularExpressions.RegexParseException|Error Offset:System.Int32', 'System.Text.RegularExpressions.RegexMatchTimeoutException|Input:System.String Pattern:System.String MatchTimeout:System.TimeSpan',
  'System.ObjectDisposedException|ObjectName:System.String', 'System.TypeLoadException|TypeName:System.String', 'System.TypeInitializationException|TypeName:System.String', 'System.OperationCanceledException|CancellationToken', 'System.Threading.Tasks.TaskCanceledException|Task',
  'System.IO.FileNotFoundException|FileName:System.String FusionLog:System.String', 'System.IO.FileLoadException<System.IO.IOException|FileName:System.String FusionLog:System.String', 'System.BadImageFormatException<System.SystemException|FileName:System.String FusionLog:System.String',
  'System.Security.SecurityException|Action Demanded GrantedSet:System.String PermissionState:System.String PermissionType:System.Type RefusedSet:System.String Url:System.String',
  // Declared a WebResponse: of the web, which runbooks ask, it is one of HTTP.
  'System.Net.WebResponse<System.MarshalByRefObject|ContentLength:System.Int64 ContentType:System.String Headers:System.Net.WebHeaderCollection ResponseUri:System.Uri Close() Dispose() GetResponseStream():System.IO.Stream',
  'System.Net.HttpWebResponse<System.Net.WebResponse|CharacterSet:System.String ContentEncoding:System.String LastModified:System.DateTime Method:System.String Server:System.String StatusCode:System.Net.HttpStatusCode StatusDescription:System.String GetResponseHeader():System.String',
  'System.Net.WebException|Response:System.Net.HttpWebResponse Status:System.Net.WebExceptionStatus', 'System.Net.Http.HttpRequestException|StatusCode:System.Net.HttpStatusCode HttpRequestError', 'Microsoft.PowerShell.Commands.HttpResponseException|Response:System.Net.Http.HttpResponseMessage',
  'System.Runtime.InteropServices.ExternalException|ErrorCode:System.Int32', 'System.ComponentModel.Win32Exception|NativeErrorCode:System.Int32', 'System.Net.Sockets.SocketException|SocketErrorCode', 'System.Runtime.InteropServices.COMException<System.Runtime.InteropServices.ExternalException|',
  'System.Text.Json.JsonException|Path:System.String LineNumber:System.Int64 BytePositionInLine:System.Int64', 'System.Data.Common.DbException<System.Runtime.InteropServices.ExternalException|SqlState:System.String',
  'System.Data.SqlClient.SqlException<System.Data.Common.DbException|Class:System.Byte ClientConnectionId:System.Guid Errors LineNumber:System.Int32 Number:System.Int32 Procedure:System.String Server:System.String State:System.Byte',
  'System.Net.Mail.SmtpException<System.Exception|StatusCode:System.Net.Mail.SmtpStatusCode', 'System.Net.Mail.SmtpFailedRecipientException<System.Net.Mail.SmtpException|FailedRecipient:System.String',
  'System.Management.ManagementException<System.SystemException|ErrorCode ErrorInformation', 'System.ServiceProcess.TimeoutException<System.SystemException|', 'Microsoft.Management.Infrastructure.CimException<System.Exception|ErrorData ErrorSource:System.String ErrorType:System.UInt16 MessageId:System.String NativeErrorCode StatusCode:System.UInt32',
  'System.Management.Automation.RuntimeException|ErrorRecord:System.Management.Automation.ErrorRecord WasThrownFromThrowStatement:System.Boolean',
  ...['PSInvalidCast', 'PSArgument', 'PSArgumentNull', 'PSArgumentOutOfRange', 'PSInvalidOperation', 'PSNotSupported', 'PSNotImplemented', 'PSObjectDisposed'].map((name) => `System.Management.Automation.${name}Exception|ErrorRecord:System.Management.Automation.ErrorRecord`),
  'System.Management.Automation.ScriptCallDepthException|ErrorRecord:System.Management.Automation.ErrorRecord CallDepth:System.Int32', 'System.Management.Automation.SessionStateException|ItemName:System.String SessionStateCategory',
  'System.Management.Automation.CommandNotFoundException|CommandName:System.String', 'System.Management.Automation.ParseException|Errors', 'System.Management.Automation.NativeCommandExitException|Path:System.String ExitCode:System.Int32 ProcessId:System.Int32',
  'System.Management.Automation.ParameterBindingException|ParameterName:System.String ParameterType:System.Type TypeSpecified:System.Type ErrorId:System.String Line:System.Int64 Offset:System.Int64 CommandInvocation:System.Management.Automation.InvocationInfo',
  'System.Management.Automation.ScriptRequiresException|CommandName:System.String RequiresPSVersion:System.Version', 'System.Management.Automation.ProviderInvocationException|ProviderInfo:System.Management.Automation.ProviderInfo',
  'System.Management.Automation.RemoteException|SerializedRemoteException:System.Management.Automation.PSObject SerializedRemoteInvocationInfo:System.Management.Automation.PSObject', 'System.Management.Automation.Remoting.PSRemotingDataStructureException<System.Management.Automation.RuntimeException|',
  'System.Management.Automation.Remoting.PSRemotingTransportException<System.Management.Automation.RuntimeException|ErrorCode:System.Int32 TransportMessage:System.String',
  // What the providers of Windows give, with what PowerShell adds to every item.
  `Microsoft.Win32.RegistryKey<System.MarshalByRefObject|Name:System.String SubKeyCount:System.Int32 ValueCount:System.Int32 Property:System.String[] View ${items} GetValue() GetValueNames():System.String[] GetValueKind() GetSubKeyNames():System.String[] OpenSubKey():Microsoft.Win32.RegistryKey CreateSubKey():Microsoft.Win32.RegistryKey SetValue() DeleteValue() DeleteSubKey() Close()`,
  `System.Security.Cryptography.X509Certificates.X509Certificate2|DnsNameList ${items} PrivateKey Extensions SignatureAlgorithm`, 'System.Management.Automation.PSVariable|Name:System.String Description:System.String Options Visibility Attributes',
].map((row) => row.split('|') as [string, string]);
