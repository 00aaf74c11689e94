/** The exception types and what each derives from: data for `catch [type]`, `-is` and GetType(). */
import { fold } from '../../values/folding.ts';
import { laterFamily, lookupType } from '../registry.ts';
import type { NetType } from '../netType.ts';
import { T, named } from '../t.ts';

const MA = 'System.Management.Automation.';
/** name: base; in order, bases first. */
const TREE: Readonly<Record<string, string>> = {
  'System.SystemException': 'System.Exception', 'System.ApplicationException': 'System.Exception', 'System.AggregateException': 'System.Exception',
  'System.ArgumentException': 'System.SystemException', 'System.ArgumentNullException': 'System.ArgumentException',
  'System.ArgumentOutOfRangeException': 'System.ArgumentException', 'System.DuplicateWaitObjectException': 'System.ArgumentException',
  'System.Globalization.CultureNotFoundException': 'System.ArgumentException', 'System.Text.RegularExpressions.RegexParseException': 'System.ArgumentException',
  'System.ArithmeticException': 'System.SystemException', 'System.DivideByZeroException': 'System.ArithmeticException', 'System.OverflowException': 'System.ArithmeticException',
  'System.ArrayTypeMismatchException': 'System.SystemException', 'System.FormatException': 'System.SystemException', 'System.UriFormatException': 'System.FormatException',
  'System.IndexOutOfRangeException': 'System.SystemException', 'System.InvalidCastException': 'System.SystemException',
  'System.InvalidOperationException': 'System.SystemException', 'System.ObjectDisposedException': 'System.InvalidOperationException',
  'System.InvalidProgramException': 'System.SystemException', 'System.MemberAccessException': 'System.SystemException',
  'System.MissingMemberException': 'System.MemberAccessException', 'System.MissingMethodException': 'System.MissingMemberException', 'System.MissingFieldException': 'System.MissingMemberException',
  'System.NotImplementedException': 'System.SystemException', 'System.NotSupportedException': 'System.SystemException', 'System.PlatformNotSupportedException': 'System.NotSupportedException',
  'System.NullReferenceException': 'System.SystemException', 'System.OutOfMemoryException': 'System.SystemException', 'System.RankException': 'System.SystemException',
  'System.StackOverflowException': 'System.SystemException', 'System.InsufficientExecutionStackException': 'System.SystemException',
  'System.TimeoutException': 'System.SystemException', 'System.Text.RegularExpressions.RegexMatchTimeoutException': 'System.TimeoutException', 'System.TypeLoadException': 'System.SystemException', 'System.TypeInitializationException': 'System.SystemException',
  'System.UnauthorizedAccessException': 'System.SystemException', 'System.OperationCanceledException': 'System.SystemException', 'System.Threading.Tasks.TaskCanceledException': 'System.OperationCanceledException',
  'System.TimeZoneNotFoundException': 'System.Exception', 'System.InvalidTimeZoneException': 'System.Exception',
  'System.Collections.Generic.KeyNotFoundException': 'System.SystemException',
  'System.IO.IOException': 'System.SystemException', 'System.IO.FileNotFoundException': 'System.IO.IOException', 'System.IO.DirectoryNotFoundException': 'System.IO.IOException',
  'System.IO.DriveNotFoundException': 'System.IO.IOException', 'System.IO.EndOfStreamException': 'System.IO.IOException', 'System.IO.PathTooLongException': 'System.IO.IOException',
  'System.IO.InvalidDataException': 'System.SystemException', 'System.Security.SecurityException': 'System.SystemException',
  'System.Security.Cryptography.CryptographicException': 'System.SystemException', 'System.Security.Authentication.AuthenticationException': 'System.SystemException',
  'System.Reflection.TargetInvocationException': 'System.ApplicationException', 'System.Reflection.TargetException': 'System.ApplicationException', 'System.Reflection.AmbiguousMatchException': 'System.SystemException',
  'System.Net.WebException': 'System.InvalidOperationException', 'System.Net.Http.HttpRequestException': 'System.Exception', 'System.Net.Http.HttpIOException': 'System.IO.IOException', 'System.Net.Mail.SmtpException': 'System.Exception', 'System.Net.Mail.SmtpFailedRecipientException': 'System.Net.Mail.SmtpException', 'System.Net.Mail.SmtpFailedRecipientsException': 'System.Net.Mail.SmtpFailedRecipientException',
  'System.Net.ProtocolViolationException': 'System.InvalidOperationException', 'System.Threading.SemaphoreFullException': 'System.SystemException', 'System.Threading.WaitHandleCannotBeOpenedException': 'System.ApplicationException', 'System.Net.Sockets.SocketException': 'System.ComponentModel.Win32Exception',
  'System.Xml.XmlException': 'System.SystemException', 'System.Xml.XPath.XPathException': 'System.SystemException', 'System.Data.DataException': 'System.SystemException', 'System.Data.ConstraintException': 'System.Data.DataException', 'System.Data.DuplicateNameException': 'System.Data.DataException', 'System.Data.NoNullAllowedException': 'System.Data.DataException', 'System.Data.ReadOnlyException': 'System.Data.DataException', 'System.Data.InvalidExpressionException': 'System.Data.DataException', 'System.Data.SyntaxErrorException': 'System.Data.InvalidExpressionException', 'System.Text.Json.JsonException': 'System.Exception',
  'System.Runtime.InteropServices.ExternalException': 'System.SystemException', 'System.ComponentModel.Win32Exception': 'System.Runtime.InteropServices.ExternalException',
  [`${MA}RuntimeException`]: 'System.SystemException', [`${MA}CmdletInvocationException`]: `${MA}RuntimeException`, [`${MA}CmdletProviderInvocationException`]: `${MA}CmdletInvocationException`,
  [`${MA}ActionPreferenceStopException`]: `${MA}RuntimeException`, [`${MA}CommandNotFoundException`]: `${MA}RuntimeException`, [`${MA}ApplicationFailedException`]: `${MA}RuntimeException`, [`${MA}NativeCommandExitException`]: `${MA}RuntimeException`,
  [`${MA}MethodException`]: `${MA}ExtendedTypeSystemException`, [`${MA}ExtendedTypeSystemException`]: `${MA}RuntimeException`, [`${MA}MethodInvocationException`]: `${MA}MethodException`,
  [`${MA}GetValueException`]: `${MA}ExtendedTypeSystemException`, [`${MA}GetValueInvocationException`]: `${MA}GetValueException`, [`${MA}PropertyNotFoundException`]: `${MA}ExtendedTypeSystemException`,
  [`${MA}SetValueException`]: `${MA}ExtendedTypeSystemException`, [`${MA}SetValueInvocationException`]: `${MA}SetValueException`,
  [`${MA}PSInvalidCastException`]: 'System.InvalidCastException', [`${MA}PSArgumentException`]: 'System.ArgumentException', [`${MA}PSArgumentNullException`]: 'System.ArgumentNullException',
  [`${MA}PSArgumentOutOfRangeException`]: 'System.ArgumentOutOfRangeException', [`${MA}PSInvalidOperationException`]: 'System.InvalidOperationException', [`${MA}PSNotSupportedException`]: 'System.NotSupportedException',
  [`${MA}PSNotImplementedException`]: 'System.NotImplementedException', [`${MA}PSObjectDisposedException`]: 'System.ObjectDisposedException', [`${MA}PSSecurityException`]: `${MA}RuntimeException`,
  [`${MA}ParameterBindingException`]: `${MA}RuntimeException`, [`${MA}ParameterBindingValidationException`]: `${MA}ParameterBindingException`, [`${MA}ParameterBindingArgumentTransformationException`]: `${MA}ParameterBindingException`,
  [`${MA}ParseException`]: `${MA}RuntimeException`, [`${MA}IncompleteParseException`]: `${MA}ParseException`, [`${MA}PipelineStoppedException`]: `${MA}RuntimeException`,
  [`${MA}ScriptCallDepthException`]: 'System.SystemException', [`${MA}ScriptRequiresException`]: `${MA}RuntimeException`, [`${MA}RemoteException`]: `${MA}RuntimeException`,
  [`${MA}SessionStateException`]: `${MA}RuntimeException`, [`${MA}SessionStateUnauthorizedAccessException`]: `${MA}SessionStateException`, [`${MA}ItemNotFoundException`]: `${MA}SessionStateException`,
  [`${MA}DriveNotFoundException`]: `${MA}SessionStateException`, [`${MA}ProviderNotFoundException`]: `${MA}SessionStateException`, [`${MA}ProviderInvocationException`]: `${MA}RuntimeException`,
  [`${MA}ValidationMetadataException`]: `${MA}MetadataException`, [`${MA}MetadataException`]: `${MA}RuntimeException`, [`${MA}ArgumentTransformationMetadataException`]: `${MA}MetadataException`,
  [`${MA}WildcardPatternException`]: `${MA}RuntimeException`, [`${MA}HaltCommandException`]: 'System.SystemException', [`${MA}JobFailedException`]: 'System.SystemException', [`${MA}HostException`]: `${MA}RuntimeException`, [`${MA}Host.HostException`]: `${MA}RuntimeException`,
  [`${MA}ProviderCmdlet`]: 'System.Exception', [`${MA}PSInvalidCast`]: 'System.Exception',
  'Newtonsoft.Json.JsonException': 'System.Exception', 'Newtonsoft.Json.JsonReaderException': 'Newtonsoft.Json.JsonException', 'Newtonsoft.Json.JsonSerializationException': 'Newtonsoft.Json.JsonException', 'Newtonsoft.Json.JsonWriterException': 'Newtonsoft.Json.JsonException',
  'Microsoft.PowerShell.Commands.WriteErrorException': 'System.SystemException', 'Microsoft.PowerShell.Commands.ProcessCommandException': 'System.SystemException',
  'Microsoft.PowerShell.Commands.ServiceCommandException': 'System.SystemException', 'Microsoft.PowerShell.Commands.HttpResponseException': 'System.Net.Http.HttpRequestException',
};

/** The type of an exception by name; unknown ones derive from System.Exception, so that no error is lost for want of a table entry. */
export function exceptionType(name: string): NetType<unknown> & NetType {
  const known = lookupType(name);
  if (known !== undefined) return known as NetType;
  const base = TREE[name] ?? TREE[`System.${name}`];
  return named(name.includes('.') ? name : `System.${name}`, [], { base: base === undefined ? T.Exception : exceptionType(base) });
}
const spelled = new Map(Object.keys(TREE).map((name) => [fold(name), name]));
laterFamily([...spelled.keys()], (folded) => { exceptionType(spelled.get(folded) ?? folded); });
