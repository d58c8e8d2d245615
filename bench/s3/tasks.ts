// What the server and its clients are told.

import type { Certificate } from "./certificate.ts";

export interface ServerTask extends Certificate {
  /** What is served, each under its file's name. */
  files: readonly string[];
}

export interface ObjectTask {
  endpoint: string;
  key: string;
  quizzes: readonly string[];
}

/** A key's first part under which the server gives a checksum that is not the object's. */
export const WRONG_CHECKSUM = "wrong-checksum";
