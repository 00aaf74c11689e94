const device = /^(?:con|prn|aux|nul|(?:com|lpt)[0-9])$/i;

/** Windows keeps these names for devices, whatever extension follows: there is no file CON.ps1. */
export const isDeviceName = (name: string): boolean => device.test(name);
