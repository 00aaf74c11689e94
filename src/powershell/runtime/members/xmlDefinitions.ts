/** All methods of the nodes of XML documents, as PowerShell writes their overloads (System.Xml's reference), by type. */

/** `$N` a node, `$X` System.Xml, `$W` a writer. */
const SHORT: Readonly<Record<string, string>> = { $N: 'System.Xml.XmlNode', $X: 'System.Xml.', $W: 'System.Xml.XmlWriter' };
const full = (text: string): string => text.replace(/\$[NXW]/g, (name) => SHORT[name] ?? name);
const NODE = `$N AppendChild($N newChild)\n$N Clone()\nSystem.Object ICloneable.Clone()\n$N CloneNode(bool deep)
  System.Xml.XPath.XPathNavigator CreateNavigator()\nSystem.Xml.XPath.XPathNavigator IXPathNavigable.CreateNavigator()\nSystem.Collections.IEnumerator GetEnumerator()\nSystem.Collections.IEnumerator IEnumerable.GetEnumerator()
  string GetNamespaceOfPrefix(string prefix)\nstring GetPrefixOfNamespace(string namespaceURI)\n$N InsertAfter($N newChild, $N refChild)\n$N InsertBefore($N newChild, $N refChild)\nvoid Normalize()\n$N PrependChild($N newChild)
  void RemoveAll()\n$N RemoveChild($N oldChild)\n$N ReplaceChild($N newChild, $N oldChild)\n$XXmlNodeList SelectNodes(string xpath)\n$XXmlNodeList SelectNodes(string xpath, $XXmlNamespaceManager nsmgr)
  $N SelectSingleNode(string xpath)\n$N SelectSingleNode(string xpath, $XXmlNamespaceManager nsmgr)\nbool Supports(string feature, string version)`;
const writes = (content: string): string => `void WriteContentTo($W ${content})\nvoid WriteTo($W w)`;
const TAGS = '$XXmlNodeList GetElementsByTagName(string name)\n$XXmlNodeList GetElementsByTagName(string localName, string namespaceURI)';
const PLACE = 'string localName, string namespaceURI';
const DATA = `${NODE}\n${writes('w')}\nvoid AppendData(string strData)\nvoid DeleteData(int offset, int count)\nvoid InsertData(int offset, string strData)\nvoid ReplaceData(int offset, int count, string strData)\nstring Substring(int offset, int count)`;
const madeBy = (name: string): string => `$XXml${name} Create${name}(string name)\n$XXml${name} Create${name}(string qualifiedName, string namespaceURI)\n$XXml${name} Create${name}(string prefix, ${PLACE})`;
const byText = (name: string, parameter: string, type = name): string => `$XXml${type} Create${name}(string ${parameter})`;
const TYPES: Readonly<Record<string, string>> = {
  XmlDocument: `${NODE}\n${writes('xw')}\n${madeBy('Attribute')}\n${byText('CDataSection', 'data')}\n${byText('Comment', 'data')}\n$XXmlDocumentFragment CreateDocumentFragment()
  $XXmlDocumentType CreateDocumentType(string name, string publicId, string systemId, string internalSubset)\n${madeBy('Element')}\n${byText('EntityReference', 'name')}
  $N CreateNode($XXmlNodeType type, string prefix, string name, string namespaceURI)\n$N CreateNode(string nodeTypeString, string name, string namespaceURI)\n$N CreateNode($XXmlNodeType type, string name, string namespaceURI)
  $XXmlProcessingInstruction CreateProcessingInstruction(string target, string data)\n${byText('SignificantWhitespace', 'text')}\n${byText('TextNode', 'text', 'Text')}\n${byText('Whitespace', 'text')}
  $XXmlDeclaration CreateXmlDeclaration(string version, string encoding, string standalone)\n$XXmlElement GetElementById(string elementId)\n${TAGS}\n$N ImportNode($N node, bool deep)
  void Load(string filename)\nvoid Load(System.IO.Stream inStream)\nvoid Load(System.IO.TextReader txtReader)\nvoid Load($XXmlReader reader)\nvoid LoadXml(string xml)\n$N ReadNode($XXmlReader reader)
  void Save(string filename)\nvoid Save(System.IO.Stream outStream)\nvoid Save(System.IO.TextWriter writer)\nvoid Save($W w)\nvoid Validate($XSchema.ValidationEventHandler validationEventHandler)\nvoid Validate($XSchema.ValidationEventHandler validationEventHandler, $N nodeToValidate)`,
  XmlElement: `${NODE}\n${writes('w')}\nstring GetAttribute(string name)\nstring GetAttribute(${PLACE})\n$XXmlAttribute GetAttributeNode(string name)\n$XXmlAttribute GetAttributeNode(${PLACE})\n${TAGS}
  bool HasAttribute(string name)\nbool HasAttribute(${PLACE})\nvoid RemoveAllAttributes()\nvoid RemoveAttribute(string name)\nvoid RemoveAttribute(${PLACE})\n$N RemoveAttributeAt(int i)
  $XXmlAttribute RemoveAttributeNode($XXmlAttribute oldAttr)\n$XXmlAttribute RemoveAttributeNode(${PLACE})\nvoid SetAttribute(string name, string value)\nstring SetAttribute(${PLACE}, string value)
  $XXmlAttribute SetAttributeNode($XXmlAttribute newAttr)\n$XXmlAttribute SetAttributeNode(${PLACE})`,
  XmlAttribute: `${NODE}\n${writes('w')}`, XmlDeclaration: `${NODE}\n${writes('w')}`, XmlProcessingInstruction: `${NODE}\n${writes('w')}`, XmlDocumentType: `${NODE}\n${writes('w')}`, XmlDocumentFragment: `${NODE}\n${writes('w')}`,
  XmlComment: DATA, XmlWhitespace: DATA, XmlText: `${DATA}\n$XXmlText SplitText(int offset)`, XmlCDataSection: `${DATA}\n$XXmlText SplitText(int offset)`,
};

/** The methods of a type of nodes, an overload a line; undefined for all other types. */
export function xmlDefinitions(typeName: string): string | undefined {
  const text = typeName.startsWith('System.Xml.') ? TYPES[typeName.slice('System.Xml.'.length)] : undefined;
  return text === undefined ? undefined : full(text);
}
/** What finds a node's first child element of a name. */
export const XML_ITEM = 'System.Xml.XmlElement Item(string name) {get;}, System.Xml.XmlElement Item(string localname, string ns) {get;}';
