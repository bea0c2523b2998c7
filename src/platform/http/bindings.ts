import type { Access, Endpoint, Method } from '../../contract/endpoint.ts';
import type { Caller, Module, Page, Visitor } from '../module.ts';

/** One call of the API with what answers it. */
export interface BoundEndpoint {
  readonly module: string;
  /** Name in the contract, `changeRole`. */
  readonly name: string;
  readonly endpoint: Endpoint;
  readonly handler: (input: unknown, from: Caller | Visitor) => Promise<unknown>;
}

export interface BoundPage {
  readonly module: string;
  readonly page: Page;
}

/** What a test that visits everything needs to know of an address. */
export interface Address {
  readonly kind: 'endpoint' | 'page';
  readonly module: string;
  readonly name: string;
  readonly method: Method;
  /** Whole path with `{name}` parts, `/api/team/members/{memberId}`. */
  readonly path: string;
  readonly access: Access;
  readonly endpoint?: Endpoint;
}

export function boundEndpoints(modules: readonly Module[]): BoundEndpoint[] {
  return modules.flatMap((module) =>
    module.routes.flatMap(({ contract, handlers }) =>
      Object.entries(contract).map(([name, endpoint]) => {
        const handler = handlers[name] as BoundEndpoint['handler'] | undefined;
        if (handler === undefined) throw new Error(`${module.name}.${name} has no handler`);
        return { module: module.name, name, endpoint, handler };
      }),
    ),
  );
}

export function boundPages(modules: readonly Module[]): BoundPage[] {
  return modules.flatMap((module) => module.pages.map((page) => ({ module: module.name, page })));
}

/** Every endpoint and page of these modules: what a test over the whole server enumerates. */
export function listAddresses(modules: readonly Module[]): Address[] {
  const endpoints = boundEndpoints(modules).map(
    ({ module, name, endpoint }): Address => ({
      kind: 'endpoint',
      module,
      name,
      method: endpoint.method,
      path: `/api${endpoint.path}`,
      access: endpoint.access,
      endpoint,
    }),
  );
  const pages = boundPages(modules).map(
    ({ module, page }): Address => ({
      kind: 'page',
      module,
      name: page.path,
      method: 'GET',
      path: page.path.replace(/:(\w+)/g, '{$1}'),
      access: page.access,
    }),
  );
  return [...endpoints, ...pages];
}
