import packageJson from '../../package.json' with { type: 'json' };

/** Of the product, from package.json. */
export const VERSION: string = packageJson.version;
