/** Same keys, any text: German files declare themselves `Mirror<typeof en>`, so a missing text does not compile. */
export type Mirror<T> = { readonly [K in keyof T]: T[K] extends string ? string : Mirror<T[K]> };
