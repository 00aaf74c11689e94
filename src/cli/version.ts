/** The product's version, put in by the bundler; sources that run as they are say so. */
declare const SMA_VERSION: string | undefined;
export const PRODUCT_VERSION: string = typeof SMA_VERSION === 'string' ? SMA_VERSION : '0.0.0-source';
