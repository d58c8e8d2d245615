// S3, SQS and SNS for the AWS SDK, on this machine and in memory: fauxqs, bound to 127.0.0.1, behind a guard for what it gets wrong. Each quirk has its
// own file in `s3/`, `sqs/` and `sns/`; here they are put together.
import { withRequest } from "./current-request.ts";
import { answerError, serviceError } from "./errors.ts";
import { type Failure, FaultRules, type Faults } from "./faults.ts";
import { type App, buildApp, type Reply, type Request } from "./fauxqs.ts";
import { identify, isForS3 } from "./identify.ts";
import type { Deliver } from "./mail.ts";
import { RequestLog, type Requests, type SeenRequest, type Service } from "./requests.ts";
import { guardS3, overrideResponseHeaders } from "./s3/guard.ts";
import { GuardedS3Store } from "./s3/store.ts";
import { hideContentType, readBodiesAsBytes, restoreContentType, takeHeadersFromQuery } from "./s3/wire.ts";
import { guardSns } from "./sns/guard.ts";
import { GuardedSnsStore } from "./sns/store.ts";
import type { Subscriptions } from "./sns/subscription-log.ts";
import { allowSupplementaryCharacters } from "./sqs/characters.ts";
import { correctErrorCode } from "./sqs/error-codes.ts";
import { GuardedSqsStore } from "./sqs/store.ts";

export interface Emulator {
  /** The endpoint for `AWS_ENDPOINT_URL`. */
  url: string;
  port: number;
  faults: Faults;
  requests: Requests;
  /** What became of the subscriptions to topics: confirmed, suspended, ended. */
  subscriptions: Subscriptions;
  /** Ends long polls and kept connections at once. Everything that was stored is gone. */
  stop(): Promise<void>;
}

export interface EmulatorOptions {
  /** Any free one when 0 or absent. */
  port?: number;
  /**
   * Divides visibility time-outs, delays, the wait for a subscription's confirmation, and HTTP subscribers' time-out and retries; clients go on naming
   * them in unscaled seconds. Ten mails a second stay ten in a real second.
   */
  timeScale?: number;
  /** Gets the mails to e-mail subscribers. */
  deliver?: Deliver;
}

/** @throws an error whose code is `EADDRINUSE` when the port is taken */
export async function startEmulator({ port = 0, timeScale = 1, deliver = () => {} }: EmulatorOptions): Promise<Emulator> {
  let url = "";
  const origin = () => url;
  const stores = {
    s3Store: new GuardedS3Store(),
    sqsStore: new GuardedSqsStore(timeScale, origin),
    snsStore: new GuardedSnsStore({ deliver, origin, timeScale }),
  };
  const faults = new FaultRules();
  const requests = new RequestLog();
  allowSupplementaryCharacters();

  const app = buildApp({ logger: false, stores });
  app.setErrorHandler(answerError);
  readBodiesAsBytes(app);
  app.addHook("onRequest", (request, _reply, done) => {
    if (isForS3(request)) hideContentType(request);
    done();
  });
  const answersToDrop = new WeakSet<Request>();
  const asSeen = new WeakMap<Request, SeenRequest>();
  app.addHook("preHandler", (request, reply, done) => {
    if (isForS3(request)) {
      restoreContentType(request);
      takeHeadersFromQuery(request);
    }
    const asked = identify(request);
    if (asked === undefined) return done();
    const seen: SeenRequest = { ...asked, at: Date.now() };
    asSeen.set(request, seen);
    requests.record(seen);
    const failure = faults.strike(seen);
    if (failure === "drop-answer") answersToDrop.add(request);
    else if (failure !== undefined) return fail(failure, seen.service, request, reply);
    withRequest(request, () => {
      if (!guard(seen.service, request, reply, stores)) done();
    });
  });
  app.addHook("onSend", (request, reply, payload, done) => {
    if (isForS3(request)) overrideResponseHeaders(request, reply);
    else correctErrorCode(reply);
    if (answersToDrop.has(request)) request.raw.socket.destroy();
    const seen = asSeen.get(request);
    if (seen) seen.status = reply.statusCode;
    done(null, payload);
  });

  await app.listen({ port, host: "127.0.0.1" });
  const address = portOf(app);
  url = `http://127.0.0.1:${address}`;
  return {
    url,
    port: address,
    faults,
    requests,
    subscriptions: stores.snsStore.log,
    stop: async () => {
      requests.stop();
      stores.snsStore.stop();
      await app.close();
    },
  };
}

interface Stores {
  s3Store: GuardedS3Store;
  sqsStore: GuardedSqsStore;
  snsStore: GuardedSnsStore;
}

/** @returns true when the request has been answered */
function guard(service: Service, request: Request, reply: Reply, { s3Store, sqsStore, snsStore }: Stores): boolean {
  switch (service) {
    case "s3":
      return guardS3(request, reply, s3Store);
    case "sns":
      return guardSns(request, reply, snsStore, sqsStore);
    case "sqs":
      return false;
  }
}

function fail(failure: Exclude<Failure, "drop-answer">, service: Service, request: Request, reply: Reply): void {
  if (failure !== "drop") throw serviceError(service, failure.code, "The local emulator was told to fail this request.", failure.status);
  reply.hijack();
  request.raw.socket.destroy();
}

function portOf(app: App): number {
  const address = app.server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}
