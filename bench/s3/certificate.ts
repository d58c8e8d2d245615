// A certificate for this machine's own server, which nobody else trusts and which is gone with the run.

import { spawnSync } from "node:child_process";
import { join } from "node:path";

export interface Certificate {
  /** Paths of the two PEM files. */
  certificate: string;
  key: string;
}

/** @throws Error where there is no openssl to make one */
export function makeCertificate(folder: string): Certificate {
  const certificate = join(folder, "certificate.pem");
  const key = join(folder, "key.pem");
  const { status } = spawnSync("openssl", [
    ...["req", "-x509", "-nodes", "-days", "2", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"],
    ...["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate],
  ]);
  if (status !== 0) throw new Error("there is no openssl that makes a certificate");
  return { certificate, key };
}
