/** XML namespaces and fixed URIs of OData v3 (sma-rest-api.md 1.2, 5). */
export const ATOM = 'http://www.w3.org/2005/Atom';
export const APP = 'http://www.w3.org/2007/app';
export const DATA = 'http://schemas.microsoft.com/ado/2007/08/dataservices';
export const METADATA = 'http://schemas.microsoft.com/ado/2007/08/dataservices/metadata';
export const SCHEME = 'http://schemas.microsoft.com/ado/2007/08/dataservices/scheme';
export const RELATED = 'http://schemas.microsoft.com/ado/2007/08/dataservices/related/';
export const EDMX = 'http://schemas.microsoft.com/ado/2007/06/edmx';
export const EDM = 'http://schemas.microsoft.com/ado/2009/11/edm';
export const ANNOTATION = 'http://schemas.microsoft.com/ado/2009/02/edm/annotation';
