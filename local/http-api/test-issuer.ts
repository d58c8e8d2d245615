// Who issues tokens in tests: signs them, and serves its keys on 127.0.0.1 as an OpenID provider does.
import { once } from "node:events";
import { createServer } from "node:http";
import { exportJWK, generateKeyPair, SignJWT } from "jose";

export interface TestIssuer {
  /** Its address, which is the claim `iss`. */
  issuer: string;
  /** Signs a token, for an hour unless the claims say otherwise. A claim that is undefined is left out. */
  sign(claims: Record<string, unknown>, signing?: { kid?: string | undefined; withForeignKey?: boolean }): Promise<string>;
  /** What it was asked for, path by path. */
  asked: string[];
  /** Makes it answer nothing but 503, or answer again. */
  setDown(isDown: boolean): void;
  stop(): Promise<void>;
}

const kid = "key-1";

/** Starts an issuer on a free port, with a key of its own. */
export async function startTestIssuer(): Promise<TestIssuer> {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const foreign = await generateKeyPair("RS256");
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" };
  const asked: string[] = [];
  let down = false;
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const documents: Record<string, object> = {
      "/.well-known/openid-configuration": { issuer, jwks_uri: `${issuer}/keys.json` },
      "/keys.json": { keys: [jwk] },
    };
    const document = down ? undefined : documents[request.url ?? ""];
    response.writeHead(document ? 200 : down ? 503 : 404, { "content-type": "application/json" }).end(JSON.stringify(document ?? {}));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The issuer has no port.");
  const issuer = `http://127.0.0.1:${address.port}`;
  return {
    issuer,
    asked,
    setDown: (isDown) => {
      down = isDown;
    },
    sign: (claims, signing = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const whole = { iss: issuer, iat: now, exp: now + 3_600, ...claims };
      const named = "kid" in signing ? signing.kid : kid;
      return new SignJWT(whole)
        .setProtectedHeader({ alg: "RS256", ...(named !== undefined && { kid: named }) })
        .sign(signing.withForeignKey ? foreign.privateKey : privateKey);
    },
    stop: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
