// Who may use the API, as OpenAPI says it: where it asks for tokens, what each is to be for.

/** The one scheme. Where tokens come from is each deployment's own, so that it is a bearer token here and no OAuth 2 flow with addresses. */
export const token = {
  name: "token",
  scheme: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description:
      "An access token of the deployment's own authorisation server (OAuth 2: client credentials, or the code flow with PKCE). Its scopes are called as here, " +
      "behind the identifier of the resource server: `scoreline/read`. A deployment that asks nobody who they are takes no token.",
  },
} as const;

/** What each scope is for. */
export const scopes = {
  submit: "Submit score lines and files.",
  read: "Read what became of one's own submissions.",
  "read-all": "Read what became of all submissions.",
} as const satisfies Record<string, string>;
