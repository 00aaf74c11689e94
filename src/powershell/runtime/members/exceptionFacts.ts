/** What .NET's exceptions say of themselves: the text of one that is made without a message, and the HResult. A type without an entry has its base's HResult. */
import type { AnyType } from '../types/netType.ts';
import { nameTable } from '../values/nameTable.ts';

/** Type without `System.`: HResult, and the text where it has one of its own. */
const FACTS: Readonly<Record<string, readonly [number, string?]>> = nameTable({
  Exception: [0x80131500], SystemException: [0x80131501, 'System error.'], ApplicationException: [0x80131600, 'Error in the application.'], AggregateException: [0x80131500, 'One or more errors occurred.'],
  ArgumentException: [0x80070057, 'Value does not fall within the expected range.'], ArgumentNullException: [0x80004003, 'Value cannot be null.'],
  ArgumentOutOfRangeException: [0x80131502, 'Specified argument was out of the range of valid values.'], DuplicateWaitObjectException: [0x80131529, 'Duplicate objects in argument.'],
  'Globalization.CultureNotFoundException': [0x80070057, 'Culture is not supported.'],
  ArithmeticException: [0x80070216, 'Overflow or underflow in the arithmetic operation.'], DivideByZeroException: [0x80020012, 'Attempted to divide by zero.'], OverflowException: [0x80131516, 'Arithmetic operation resulted in an overflow.'],
  ArrayTypeMismatchException: [0x80131503, 'Attempted to access an element as a type incompatible with the array.'], FormatException: [0x80131537, 'One of the identified items was in an invalid format.'],
  IndexOutOfRangeException: [0x80131508, 'Index was outside the bounds of the array.'], InvalidCastException: [0x80004002, 'Specified cast is not valid.'],
  InvalidOperationException: [0x80131509, 'Operation is not valid due to the current state of the object.'], ObjectDisposedException: [0x80131622, 'Cannot access a disposed object.'],
  InvalidProgramException: [0x8013153a, 'Common Language Runtime detected an invalid program.'], MemberAccessException: [0x8013151a, 'Cannot access member.'],
  MissingMemberException: [0x80131512, 'Attempted to access a missing member.'], MissingMethodException: [0x80131513, 'Attempted to access a missing method.'], MissingFieldException: [0x80131511, 'Attempted to access a non-existing field.'],
  NotImplementedException: [0x80004001, 'The method or operation is not implemented.'], NotSupportedException: [0x80131515, 'Specified method is not supported.'], PlatformNotSupportedException: [0x80131539, 'Operation is not supported on this platform.'],
  NullReferenceException: [0x80004003, 'Object reference not set to an instance of an object.'], OutOfMemoryException: [0x8007000e, 'Insufficient memory to continue the execution of the program.'],
  RankException: [0x80131517, 'Attempted to operate on an array with the incorrect number of dimensions.'], StackOverflowException: [0x800703e9, 'Operation caused a stack overflow.'],
  InsufficientExecutionStackException: [0x80131578, 'Insufficient stack to continue executing the program safely. This can happen from having too many functions on the call stack or function on the stack using too much stack space.'],
  TimeoutException: [0x80131505, 'The operation has timed out.'], TypeLoadException: [0x80131522, 'Failure has occurred while loading a type.'], TypeInitializationException: [0x80131534],
  UnauthorizedAccessException: [0x80070005, 'Attempted to perform an unauthorized operation.'], OperationCanceledException: [0x8013153b, 'The operation was canceled.'],
  'Threading.Tasks.TaskCanceledException': [0x8013153b, 'A task was canceled.'], 'Collections.Generic.KeyNotFoundException': [0x80131577, 'The given key was not present in the dictionary.'],
  'IO.IOException': [0x80131620, 'I/O error occurred.'], 'IO.FileNotFoundException': [0x80070002, 'Unable to find the specified file.'], 'IO.DirectoryNotFoundException': [0x80070003, 'Attempted to access a path that is not on the disk.'],
  'IO.DriveNotFoundException': [0x80070003, 'Attempted to access a drive that is not available.'], 'IO.EndOfStreamException': [0x80070026, 'Attempted to read past the end of the stream.'],
  'IO.PathTooLongException': [0x800700ce, 'The specified file name or path is too long, or a component of the specified path is too long.'], 'IO.InvalidDataException': [0x80131501, 'Found invalid data while decoding.'],
  'Security.SecurityException': [0x8013150a, 'Security error.'], 'Security.Cryptography.CryptographicException': [0x80131501, 'Error occurred during a cryptographic operation.'], 'Security.Authentication.AuthenticationException': [0x80131501, 'System error.'],
  'Reflection.TargetInvocationException': [0x80131604], 'Reflection.TargetException': [0x80131603], 'Reflection.AmbiguousMatchException': [0x8000211d, 'Ambiguous match found.'],
  'Xml.XmlException': [0x80131940, 'An XML error has occurred.'], 'Data.DataException': [0x80131920, 'Data Exception.'], 'Data.ConstraintException': [0x8013192a, 'Constraint Exception.'], 'Data.DuplicateNameException': [0x80131922, 'Duplicate name not allowed.'],
  'Data.NoNullAllowedException': [0x8013192e, 'Null not allowed.'], 'Data.ReadOnlyException': [0x8013192f, 'Column is marked read only.'], 'Runtime.InteropServices.ExternalException': [0x80004005, 'External component has thrown an exception.'], 'ComponentModel.Win32Exception': [0x80004005],
  'UriFormatException': [0x80131537, 'One of the identified items was in an invalid format.'],
});
/** Of the type itself; undefined where it says that an exception of its type was thrown. */
export const defaultMessage = (type: AnyType): string | undefined => FACTS[type.name.replace(/^System\./, '')]?.[1];
/** `HResult`, a signed Int32. */
export function hResultOf(type: AnyType): number {
  for (let t: AnyType | undefined = type; t !== undefined; t = t.base) {
    const known = FACTS[t.name.replace(/^System\./, '')];
    if (known !== undefined) return known[0] | 0;
  }
  return 0x80131500 | 0;
}
/** What an error number of the system says; Linux's, since that is what .NET asks there. */
const ERRNO: Readonly<Record<number, string>> = {
  0: 'Success', 1: 'Operation not permitted', 2: 'No such file or directory', 3: 'No such process', 4: 'Interrupted system call', 5: 'Input/output error', 6: 'No such device or address', 7: 'Argument list too long',
  8: 'Exec format error', 9: 'Bad file descriptor', 10: 'No child processes', 11: 'Resource temporarily unavailable', 12: 'Cannot allocate memory', 13: 'Permission denied', 14: 'Bad address', 16: 'Device or resource busy',
  17: 'File exists', 18: 'Invalid cross-device link', 19: 'No such device', 20: 'Not a directory', 21: 'Is a directory', 22: 'Invalid argument', 23: 'Too many open files in system', 24: 'Too many open files',
  27: 'File too large', 28: 'No space left on device', 29: 'Illegal seek', 30: 'Read-only file system', 32: 'Broken pipe', 36: 'File name too long', 39: 'Directory not empty', 110: 'Connection timed out', 111: 'Connection refused',
};
export const systemError = (code: number): string => ERRNO[code] ?? `Unknown error ${String(code)}`;
