// The scopes of the API: what a token may be for.

/** What a route of pipeline.json asks for, and by which scopes of a token that is met: any one of them will do. */
const openedBy: Record<string, readonly string[]> = {
  submit: ["submit"],
  read: ["read", "read-all"],
};

/** The scopes that open a route which asks for `scope`. None where there is no such scope: then nobody gets through. */
export function scopesFor(scope: string): readonly string[] {
  return openedBy[scope] ?? [];
}

/** Lets its bearer read what others have submitted. */
export const readAll = "read-all";

/** A scope as a token names it: behind the identifier of the resource server that it belongs to. */
export function scopeName(resourceServer: string, scope: string): string {
  return `${resourceServer}/${scope}`;
}
